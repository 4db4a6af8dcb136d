"""The ball on the hill and the map of momentum against their mathematics."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, descend
from dlcore.experiments import Hill, MomentumMap
from dlcore.experiments.optimizer_race.landscapes import LANDSCAPES
from dlcore.experiments.optimizer_race.momentum_map import RULES
from dlcore.experiments.optimizer_race.quadratics import iteration, manner, spectral_radius
from tests.core.helpers import last

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
    assert Hill(landscape="plateau", start=-8.0).ends("start") == (-10, 6)


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
