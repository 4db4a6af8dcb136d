"""The experiments of lecture 7 against their mathematics."""

from itertools import islice
from math import pi, sqrt

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, descend
from dlcore.experiments import (
    LANDSCAPES,
    AdamLines,
    CriticalPoints,
    FairTuning,
    Hill,
    MomentumMap,
    OptimizerRace,
    RandomHessians,
)
from dlcore.experiments.critical_points import DROP, POINTS
from dlcore.experiments.momentum_map import RULES, iteration, manner, spectral_radius


def last(experiment):
    *_, frame = experiment.frames()
    return frame


# ---- the ball on the hill


@pytest.mark.parametrize("name", LANDSCAPES)
def test_landscapes_have_the_slopes_they_say(name):
    f, h = LANDSCAPES[name], 1e-6
    x = np.linspace(*f.domain[0], 101)[:, None]
    difference = (f(x + h)[0] - f(x - h)[0]) / (2 * h)
    np.testing.assert_allclose(f(x)[1][:, 0], difference, atol=1e-7, rtol=1e-6)


@pytest.mark.parametrize("rule", ["momentum", "nesterov"])
def test_the_arrows_add_up_to_the_way_of_the_ball(rule):
    roll = Hill(rule=rule, steps=50).roll()
    np.testing.assert_allclose(np.diff(roll.ball[:, 0]), (roll.push + roll.inertia)[:-1])
    grad = LANDSCAPES["plateau-and-bump"](roll.felt[:, None])[1][:, 0]
    np.testing.assert_allclose(roll.push, -0.2 * grad)
    np.testing.assert_allclose(roll.inertia[1:], 0.9 * np.diff(roll.ball[:, 0]), atol=1e-15)


def test_nesterov_measures_where_inertia_would_carry_it():
    roll = Hill(rule="nesterov", steps=50).roll()
    np.testing.assert_allclose(roll.felt, roll.ball[:, 0] + roll.inertia)


def test_the_other_ball_is_gradient_descent():
    ball = Hill(beta=0.0, steps=40).roll().ball
    np.testing.assert_array_equal(ball[:, 0], ball[:, 1])
    steps = descend(LANDSCAPES["plateau-and-bump"], [-4.2], OPTIMIZERS["gradient-descent"](), 0.2)
    walk = [step.theta[0] for step in islice(steps, 41)]
    np.testing.assert_array_equal(Hill(steps=40).roll().ball[:, 1], walk)


def test_a_ball_starts_in_the_picture():
    with pytest.raises(ValueError, match="start must lie in the picture, -5.5 to 5.5"):
        Hill(start=-8.0)
    assert Hill(landscape="plateau", start=-8.0).picked(99.0, 0.0) == dict(start=6)


# ---- the map of learning rate and momentum


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("beta", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("lr", [0.1, 1.3, 2.5])
def test_the_matrix_is_what_the_rule_does(name, beta, lr):
    """One step from (x, velocity) = (1, 0) and (0, 1) gives its columns."""
    c, rule = 0.7, RULES[name](beta)
    columns = []
    for x, velocity in np.eye(2):
        new, direction = rule.update(np.array([velocity]), np.array([c * x]))
        columns.append([x - lr * direction[0], new[0]])
    matrix = np.array(columns).T
    trace, determinant = iteration(name, lr, beta, c)
    np.testing.assert_allclose([np.trace(matrix), np.linalg.det(matrix)], [trace, determinant])
    radius = np.abs(np.linalg.eigvals(matrix)).max()
    np.testing.assert_allclose(spectral_radius(trace, determinant), radius, atol=1e-7)


def test_the_factor_is_the_slope_of_the_run():
    e = MomentumMap(lr=1.0, beta=0.6, condition=25.0, steps=400)
    frame = last(e)
    for loss, factor in zip(frame.losses, frame.factors, strict=True):
        tops = np.maximum.accumulate(loss[::-1])[::-1]  # over the swings
        slope = (tops[300] / tops[100]) ** (1 / 400)
        np.testing.assert_allclose(slope, factor, rtol=0.01)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("condition", [4.0, 25.0, 100.0])
def test_no_point_of_the_map_is_faster_than_the_best(rule, condition):
    e = MomentumMap(rule=rule, condition=condition)
    lr, beta = e.best
    best = spectral_radius(*iteration(rule, lr, beta, e.curvatures)).max()
    assert e.map()[2].min() > best - 1e-6
    near = lr * np.array([0.98, 1.02])[:, None], beta + np.array([-0.01, 0.01])[:, None, None]
    around = spectral_radius(*iteration(rule, *(n[..., None] for n in near), e.curvatures))
    assert around.max(-1).min() > best


def test_polyaks_best_factor():
    e = MomentumMap(condition=100.0)
    factor = spectral_radius(*iteration("momentum", *e.best, e.curvatures))
    np.testing.assert_allclose(factor, 9 / 11, rtol=1e-6)  # (sqrt(100) - 1) / (sqrt(100) + 1)


@pytest.mark.parametrize("rule", RULES)
def test_borders_are_where_the_manner_changes(rule):
    frame = last(MomentumMap(rule=rule, condition=4.0, steps=1))
    for row, c in enumerate((0.25, 1.0)):
        at = np.flatnonzero((frame.lr > 0.1) & (frame.lr * c < 0.9))[::5]
        for i in at:
            beta = frame.borders[row, i]
            assert manner(*iteration(rule, frame.lr[i], beta - 0.01, c)) == "glides"
            assert manner(*iteration(rule, frame.lr[i], beta + 0.01, c)) == "swings"
    for lr, beta in zip(frame.lr, frame.borders[2], strict=True):
        if 0.05 < beta < 0.95:
            assert spectral_radius(*iteration(rule, 0.99 * lr, beta, 1.0)) < 1
            assert spectral_radius(*iteration(rule, 1.01 * lr, beta, 1.0)) > 1


def test_gradient_descent_is_the_lower_edge_of_the_map():
    lr, _, factor = MomentumMap(condition=4.0).map()
    np.testing.assert_allclose(factor[0], np.maximum(np.abs(1 - lr), np.abs(1 - lr / 4)))


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


def test_lecture_4s_surprise():
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
