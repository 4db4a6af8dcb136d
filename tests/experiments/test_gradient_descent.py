"""Lecture 06: steps, rates, batches and scaling against what can be calculated."""

from itertools import islice

import numpy as np
import pytest

from dlcore import DATASETS, OPTIMIZERS, Objective, descend, mlp, per_example_gradients
from dlcore.experiments import (
    BatchBudget,
    BestStep,
    CurveDescent,
    FeatureScaling,
    FogDescent,
    FogWalk,
    FourRates,
    GradientNoise,
    GridOrGradient,
)
from dlcore.experiments.gradient_descent.gauge import gauge, landing
from dlcore.experiments.gradient_descent.grounds import GROUNDS
from dlcore.experiments.gradient_descent.pits import plain_with_pits
from tests.core.helpers import at_step, gradient_error, last, normal

GD = OPTIMIZERS["gradient-descent"]()


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0, 1.5, 2.0, 2.2])
def test_on_a_parabola_the_gauge_is_rate_times_curvature_minus_one(share):
    walk = CurveDescent(curvature=4.0, lr=share / 4, steps=10).walk()
    np.testing.assert_allclose(walk.gauge[:1], share - 1, atol=1e-12)
    np.testing.assert_allclose(walk.x, 1.8 * (1 - share) ** np.arange(12.0), rtol=1e-9)
    np.testing.assert_allclose(walk.curvature, 4, rtol=1e-5)


def test_the_gauge_is_that_of_the_slopes_along_the_step():
    before, step = normal(3, 7), normal(3, 7, seed=1)
    after = before - 2 * step * (before * step).sum(-1, keepdims=True) / (step**2).sum(
        -1, keepdims=True
    )
    np.testing.assert_allclose(gauge(before, after, step), 1)  # mirrored: the other wall
    np.testing.assert_allclose(gauge(before, before, step), -1)
    assert landing(-1.2).endswith("no bottom ahead") and landing(np.nan).startswith("nowhere")


@pytest.mark.parametrize(
    "f",
    [
        *(GROUNDS[name](4.0) for name in GROUNDS),
        plain_with_pits(0),
        FeatureScaling(correlation=0.5).f,
    ],
)
def test_gradients_of_the_landscapes(f):
    size = 2 if hasattr(f, "domain") or hasattr(f, "best") else 1
    for seed in range(3):
        assert gradient_error(f, 2 * normal(size, seed=seed)) < 1e-6


def test_the_ball_leaves_and_says_so():
    *_, frame = CurveDescent(lr=0.55).frames()
    assert frame.headline == "The ball has left the picture."
    assert frame.findings[0].key == "divergence" and frame.border == pytest.approx(0.5)
    assert CurveDescent(ground="rounded V").idle == {"curvature": "this landscape has its own"}


def test_four_rates_are_four_runs_of_their_own():
    e = FourRates(epochs=12, examples=100, greedy=True)
    frame = last(e)
    f = Objective(mlp(64, 32, 10), "cross-entropy", *(part[:100] for part in both()), seed=0)
    for r, rate in enumerate(e.rates):
        step = at_step(12, f, f.net.init(0), GD, np.float32(rate))
        np.testing.assert_allclose(frame.losses[r, -1], step.value, rtol=1e-4)
    first, then = islice(descend(f, f.net.init(0), GD, 1.0), 2)
    expected = -(then.grad @ first.grad) / (first.grad @ first.grad)
    np.testing.assert_allclose(frame.alpha[2, 1], expected, rtol=1e-3)
    np.testing.assert_allclose(frame.alpha[4, 1:], 0, atol=0.02)  # greedy: at the bottom
    assert frame.names == ("0.01", "0.1", "1", "10", "greedy")


def test_the_gauge_of_batches_compares_gradients_of_one_batch():
    e = FourRates(batch=20, epochs=2, examples=100)
    frame = list(e.frames())[1]
    f = e.objective
    theta = f.net.init(0)
    x, y, _ = f.draw()
    _, before = f.at(theta, x, y)
    step = -np.float32(1.0) * before
    _, after = f.at(theta + step, x, y)
    np.testing.assert_allclose(frame.alpha[2, 1], gauge(before, after, step), rtol=1e-3)


def both():
    data = DATASETS["digits"]()
    return data.x, data.y


def test_every_batch_size_sees_equally_many_examples():
    e = BatchBudget(sizes=("1", "32", "100", "all"), examples=150, epochs=2)
    *_, frame = e.frames()
    assert frame.updates[:, -1].tolist() == [300, 10, 4, 2] and frame.passes[-1] == 2
    f = e.objective("32")
    theta = at_step(10, f, f.net.init(0), GD, 0.1).theta
    np.testing.assert_allclose(frame.losses[1, -1], f.at(theta, f.x, f.y)[0], rtol=1e-5)
    assert (np.diff(frame.updates) >= 0).all()


def test_the_noise_of_single_examples_is_their_standard_deviation():
    e = GradientNoise(epochs=0, examples=200, draws=2000)
    frame, net = last(e), mlp(64, 32, 10)
    x, y = (part[:200] for part in both())
    _, g = per_example_gradients(net, "cross-entropy", net.init(0), x, y)
    mean = g.mean(0, float)
    spread = np.sqrt(np.square(g - mean).sum(-1).mean()) / np.linalg.norm(mean)
    np.testing.assert_allclose(frame.one, spread, rtol=1e-4)
    law = spread * np.sqrt((200 - frame.sizes) / (199 * frame.sizes))
    np.testing.assert_allclose(frame.noise, law, rtol=0.06)
    assert abs(frame.cloud[0].mean() - 1) < 0.1  # the mean of batches is the gradient


def test_gradients_are_perpendicular_to_lines_of_equal_loss():
    f = FeatureScaling(correlation=0.3, stretch=5.0).f
    w = f.best + normal(2)
    value, grad = f(w)
    aside = 1e-4 * np.array([-grad[1], grad[0]]) / np.linalg.norm(grad)
    along = f(w + aside)[0] - f(w - aside)[0]
    assert abs(along) < 1e-6 * np.linalg.norm(grad) * 1e-4 + 1e-12
    assert value > 0 and f(f.best)[0] == 0


@pytest.mark.parametrize("stretch", [1.0, 3.0, 10.0])
def test_steps_to_arrive_follow_the_condition_number(stretch):
    run = FeatureScaling(stretch=stretch).run()
    flat, steep = run.f.axes[0]
    factor = (steep - flat) / (steep + flat)  # of both directions, with the best rate
    assert abs(run.arrived - np.log(1e-3) / np.log(factor)) <= 1
    plain = at_step(int(run.arrived), run.f, run.w[0], GD, run.lr)
    np.testing.assert_allclose(run.w[-1], plain.theta, rtol=1e-9)


def test_standardizing_changes_units_only():
    raw, same = (FeatureScaling(stretch=9.0, standardized=on).examples_of() for on in (False, True))
    np.testing.assert_allclose(raw[0] / raw[0].std(0), same[0])
    np.testing.assert_array_equal(raw[1], same[1])
    lost = last(FeatureScaling(rates="own", lr=0.5))
    assert lost.headline.startswith("The run is lost") and lost.descent.arrived == np.inf
    with pytest.raises(ValueError, match="start must lie in the picture"):
        FeatureScaling(start=(9.0, 0.0))


def test_a_walk_goes_as_far_as_one_sees_and_has_twelve_steps():
    way = tuple((0.3 * k, 0.0) for k in range(13))
    frame = last(FogWalk(way=way, view=1.0))
    seen = np.isfinite(frame.seen)
    assert frame.t == 12 and 0.1 < seen.mean() < 0.3
    assert np.isfinite(last(FogWalk(way=way, lifted=True)).seen).all()
    middle = np.abs(frame.land.side) < 0.05
    assert seen[middle][:, middle].all() and not seen[-1].any()
    first, *_ = FogWalk(way=way, view=1.0).frames()
    assert np.isfinite(first.seen).mean() < seen.mean()
    with pytest.raises(ValueError, match="way, point 2: it must be in sight of the point before"):
        FogWalk(way=((0.0, 0.0), (2.0, 0.0)))
    with pytest.raises(ValueError, match="way needs 1 to 13"):
        FogWalk(way=way + ((3.6, 0.1),))


def test_walkers_descend_each_for_itself():
    e = FogDescent(starts=4, steps=30)
    frame, f = last(e), plain_with_pits(e.seed)
    alone = at_step(30, f, e.places()[2], GD, e.lr)
    np.testing.assert_allclose(frame.path[-1, 2], alone.theta)
    assert frame.height.shape == (31, 4) and 1 <= frame.pits <= 4
    with pytest.raises(ValueError, match="start must lie in the picture"):
        FogDescent(start=(5.0, 0.0))


def test_the_best_step_is_first_over_second_derivative():
    """Source 4: |2 a x + b| / 2 a leads to the bottom, -b / 2 a, of a x^2 + b x + c."""
    a, b, x = 6.0, -3.0, 2.0
    assert x - (2 * a * x + b) / (2 * a) == -b / (2 * a)
    frames = list(BestStep(rule="slope / curvature").frames())
    assert frames[1].headline == "Both are at the bottom, after step 1."
    assert frames[0].slope.tolist() == [2, 6]
    *_, slow = BestStep(lr=0.1).frames()
    np.testing.assert_allclose(slow.x[:, -1], [2 * 0.9**12, 0.5 * 0.2**12], atol=1e-9)


def test_a_grid_and_the_way_down():
    *_, frame = GridOrGradient(k=10).frames()
    assert frame.grid.tolist() == [10.0**n for n in range(1, 13)]
    assert frame.downhill.max() < 100 and frame.off.max() < 0.01
    x, y = GridOrGradient().line(3)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    steps, off = GridOrGradient().downhill(3)
    assert off < 1e-2 * np.abs(best).max() and steps < 100
