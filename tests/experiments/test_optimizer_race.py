"""Adam's lines, points without slope and fair tuning against their mathematics."""

from math import pi, sqrt

import numpy as np

from dlcore import DATASETS, OPTIMIZERS, SURFACES
from dlcore.experiments import (
    AdamLines,
    CriticalPoints,
    DigitsRace,
    FairTuning,
    OptimizerRace,
    RandomHessians,
)
from dlcore.experiments.optimizer_race.critical_points import DROP, POINTS
from tests.core.helpers import last

# ---- Adam's lines


def test_without_correction_the_first_steps_are_too_long():
    """For a constant gradient (1 - 0.9^t) / sqrt(1 - 0.999^t), by hand."""
    frame = last(AdamLines(correction=False, steps=5))
    t = np.arange(1, 6)
    by_hand = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    np.testing.assert_allclose(frame.steps[0], by_hand, rtol=1e-6)
    np.testing.assert_allclose(by_hand, [3.2, 4.3, 5.0, 5.4, 5.8], atol=0.06)
    np.testing.assert_allclose(last(AdamLines(steps=5)).steps[0], 1, rtol=1e-6)


def test_the_lines_are_the_rule():
    g = last(AdamLines(gradients="noisy", seed=7)).gradients
    frame, rule = last(AdamLines(gradients="noisy", seed=7)), OPTIMIZERS["adam"]()
    np.testing.assert_allclose(frame.m_hat / (np.sqrt(frame.v_hat) + rule.eps), frame.steps[0])
    weights = 0.1 * 0.9 ** np.arange(len(g))[::-1]
    np.testing.assert_allclose(frame.m[-1], weights @ g)
    assert f"{frame.m[-1]:.4g}" in frame.lines[0][1]


def test_the_surprise_of_source_4():
    """0.1 after a calm and after a wild past: 0.9993 and 0.0024 of Adagrad's learning rate."""
    for name, factor in (("calm", 0.9993), ("wild", 0.0024)):
        np.testing.assert_allclose(
            last(AdamLines(gradients=name, steps=5)).steps[1, -1], factor, atol=5e-5
        )


# ---- points without slope


def test_the_points_have_no_slope_but_the_plateau():
    for name in POINTS:
        escape = CriticalPoints(point=name, steps=1).escape()
        assert escape.slope < (1e-3 if name == "plateau" else 1e-6)
        H = escape.directions @ np.diag(escape.curvatures) @ escape.directions.T
        surface, point, _ = POINTS[name]
        np.testing.assert_allclose(H, SURFACES[surface].hessian(np.array(point)), atol=1e-9)


def test_gradient_descent_leaves_a_saddle_as_fast_as_curvature_says():
    """y grows by 1 + lr a step near it, so from y0 to the border it takes a logarithm."""
    e = CriticalPoints(
        distance=1e-6, lr=0.05, steps=600, starts=9, optimizers=("gradient-descent",)
    )
    escape = e.escape()
    y0 = np.abs(e.around()[:, 1])
    border = sqrt(1 - sqrt(1 - 4 * DROP))  # (1 - y^2)^2 / 4 = 1/4 - DROP
    steps = np.log(border / y0) / np.log(1.05)
    assert np.abs(escape.left[0] - steps).max() < 5  # the curvature is weaker farther out


def test_newton_goes_to_the_saddle_and_stays():
    escape = CriticalPoints(optimizers=("newton",), distance=0.1).escape()
    assert np.abs(escape.theta[-1]).max() < 1e-4 and np.isinf(escape.left).all()


def test_small_random_matrices_have_known_shares():
    """1/2, (2 - sqrt 2) / 4, (pi - 2 sqrt 2) / (4 pi); within four standard errors."""
    frame = last(RandomHessians(largest=3, examples=40_000, seed=11))
    exact = np.array([1 / 2, (2 - sqrt(2)) / 4, (pi - 2 * sqrt(2)) / (4 * pi)])
    assert (np.abs(frame.share - exact) < 4 * np.sqrt(exact * (1 - exact) / 40_000)).all()


# ---- fair tuning


def test_tuning_agrees_with_single_races():
    """A cell of the table is the race with that learning rate from these starts."""
    e = FairTuning(optimizers=("momentum", "adam"), budget=9, starts=3, steps=300, seed=5)
    frame = last(e)
    for j, lr in enumerate(frame.rates):
        about = dict(optimizers=e.optimizers, lr=float(lr), starts=3, steps=300, seed=5)
        race = OptimizerRace(**about).run()
        np.testing.assert_array_equal(frame.arrived[:, j], race.arrived)
    assert np.isfinite(frame.arrived).any() and np.isinf(frame.arrived).any()


def test_the_best_rate_has_the_lowest_median():
    frame = last(FairTuning(budget=6, starts=4, steps=200))
    r = frame.names.index("momentum")
    assert frame.scores["steps to arrive"]["momentum"] == frame.medians[r].min() < np.inf
    assert frame.scores["best rate"]["momentum"] == frame.rates[frame.best[r]]


# ---- digits


def test_the_guesses_are_those_of_the_networks():
    race, data = DigitsRace(("adam", "momentum"), epochs=2, seed=4), DATASETS["digits"]()
    first, *_, end = race.frames()
    net = race.objective(data).net
    said = net.predict(net.init(4), data.x_test[:12]).argmax(-1)
    np.testing.assert_array_equal(first.guesses.said, [said, said])
    np.testing.assert_array_equal(end.guesses.labels, data.y_test[:12].argmax(-1))
    assert end.guesses.right.mean() > 0.7 > first.guesses.right.mean()
    assert end.table[1][0][-1] == " ".join(map(str, end.guesses.said[0]))
