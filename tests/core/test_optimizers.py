"""Optimizers: first steps by hand, identities, and which of them master which surface."""

from itertools import islice
from math import inf, sqrt

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, Together, descend

close = np.testing.assert_allclose
same = np.testing.assert_array_equal

# directions for the gradients 1, 0.5, -3 of one weight, written out for the usual constants
GRADIENTS = 1.0, 0.5, -3.0
D1 = sqrt(1e-6) / sqrt(0.05 + 1e-6)
D2 = 0.5 * sqrt(0.05 * D1**2 + 1e-6) / sqrt(0.06 + 1e-6)
D3 = -3 * sqrt(0.95 * 0.05 * D1**2 + 0.05 * D2**2 + 1e-6) / sqrt(0.057 + 0.45 + 1e-6)
DIRECTIONS = {
    "gradient-descent": (1, 0.5, -3),
    "momentum": (1, 1.4, -1.74),
    "nesterov": (1.9, 0.5 + 0.9 * 1.4, -3 - 0.9 * 1.74),
    "adagrad": (1, 0.5 / sqrt(1.25), -3 / sqrt(10.25)),
    "adadelta": (D1, D2, D3),
    "rmsprop": (1, 0.5 / sqrt(0.925), -3 / sqrt(1.7325)),
    "adam": (
        1,
        (0.14 / 0.19) / sqrt(0.001249 / 0.001999),
        (-0.174 / 0.271) / sqrt(0.010247751 / 0.002997001),
    ),
    "adamax": (1, (0.14 / 0.19) / 0.999, (-0.174 / 0.271) / 3),
    "nadam": (
        0.09 / 0.19 + 0.1 / 0.1,
        (0.126 / 0.271 + 0.05 / 0.19) / sqrt(0.001249 / 0.001999),
        (-0.1566 / 0.3439 - 0.3 / 0.271) / sqrt(0.010247751 / 0.002997001),
    ),
}


@pytest.mark.parametrize("name", DIRECTIONS)
def test_first_three_steps(name):
    rule = OPTIMIZERS[name]()
    state, directions = rule.init(np.zeros(1)), []
    for g in GRADIENTS:
        state, direction = rule.update(state, np.array([g]))
        directions.append(direction[0])
    close(directions, DIRECTIONS[name], rtol=1e-7)


def test_newton_by_hand():
    H = np.array([[2.0, 1.0], [1.0, 3.0]])
    _, direction = OPTIMIZERS["newton"]().update((), np.array([3.0, 4.0]), H)
    close(direction, [1, 1])
    flat = OPTIMIZERS["newton"]().update((), np.ones(2), np.zeros((2, 2)))[1]
    same(flat, [inf, inf])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rule_is_pure(name):
    rule, theta = OPTIMIZERS[name](), np.array([0.3, -0.2])
    extra = (np.eye(2),) if rule.needs_hessian else ()
    state = rule.init(theta)
    state, _ = rule.update(state, np.array([1.0, -2.0]), *extra)
    before = repr(state)
    grad = np.array([0.5, 3.0])
    first, second = (rule.update(state, grad, *extra) for _ in range(2))
    assert repr(state) == before
    same(grad, [0.5, 3.0])
    same(first[1], second[1])
    assert repr(first[0]) == repr(second[0])


@pytest.mark.parametrize("name", [n for n, rule in OPTIMIZERS.items() if not rule.needs_hessian])
def test_a_rule_works_elementwise(name):
    rule, grads = OPTIMIZERS[name](), np.random.default_rng(0).standard_normal((4, 6))
    whole, alone = rule.init(np.zeros(6)), rule.init(np.zeros(1))
    for g in grads:
        whole, direction = rule.update(whole, g)
        alone, one = rule.update(alone, g[2:3])
        same(direction[2:3], one)


def test_velocity_is_a_weighted_sum_of_all_gradients():
    rule, grads = OPTIMIZERS["momentum"](beta=0.8), np.random.default_rng(0).standard_normal(6)
    velocity = rule.init(np.zeros(1))
    for g in grads:
        velocity, _ = rule.update(velocity, np.array([g]))
    close(velocity, (grads * 0.8 ** np.arange(5, -1, -1)).sum())


def test_no_memory_makes_momentum_gradient_descent():
    for name in ("momentum", "nesterov"):
        rule = OPTIMIZERS[name](beta=0.0)
        same(rule.update(rule.init(np.zeros(2)), np.array([1.0, -2]))[1], [1, -2])


def test_adagrad_of_the_lecture():
    """The same last gradient: a surprise after small ones, nothing after large ones."""
    small, large = (0.001, 0.001, 0.003, 0.002, 0.1), (10.8, 20.9, 31.7, 12.1, 0.1)
    for sequence, factor in ((small, 0.999), (large, 0.0024)):
        rule = OPTIMIZERS["adagrad"]()
        state = rule.init(np.zeros(1))
        for g in sequence:
            state, direction = rule.update(state, np.array([g]))
        assert direction[0] == pytest.approx(factor, rel=0.02)
        assert direction[0] == pytest.approx(0.1 / sqrt(sum(g * g for g in sequence)), rel=1e-6)


def test_adam_without_its_correction_would_start_with_steps_of_3_to_6():
    """A constant gradient: with the correction every step is 1 lr long, without it 3.2, 4.3, ..."""
    rule = OPTIMIZERS["adam"]()
    state, uncorrected = rule.init(np.zeros(1)), []
    for _ in range(5):
        state, direction = rule.update(state, np.ones(1))
        close(direction, 1, rtol=1e-6)
        _, m, v = state
        uncorrected.append((m / np.sqrt(v))[0])
    close(uncorrected, [3.16, 4.25, 4.95, 5.44, 5.80], atol=0.01)


def test_size_of_the_first_step_does_not_depend_on_the_gradient():
    for name in ("adagrad", "rmsprop", "adam", "adamax"):
        rule = OPTIMIZERS[name]()
        direction = rule.update(rule.init(np.zeros(3)), np.array([1e-3, -1.0, 1e3]))[1]
        close(direction, [1, -1, 1], rtol=1e-4)


def test_together_is_each_alone():
    f = SURFACES["crescent"]
    rules = tuple(kind() for kind in OPTIMIZERS.values())
    starts = np.broadcast_to(f.start, (len(rules), 4, 2)) + 0.1 * np.arange(4)[:, None]
    rates = np.linspace(0.01, 0.1, len(rules))[:, None, None]
    race = next(islice(descend(f, starts, Together(rules), rates), 25, None)).theta
    for rule, start, rate, end in zip(rules, starts, rates, race, strict=True):
        same(next(islice(descend(f, start, rule, rate), 25, None)).theta, end)


# --- optimizers x surfaces: (learning rate, steps after which the value stays below the goal)

RACES = {
    "bowl": {
        "gradient-descent": (0.1, 60),
        "momentum": (0.01, 80),
        "nesterov": (0.1, 60),
        "adagrad": (0.5, 60),
        "adadelta": (1.0, 900),
        "rmsprop": (0.03, 150),
        "adam": (0.1, 80),
        "adamax": (0.1, 80),
        "nadam": (0.1, 80),
        "newton": (1.0, 2),
    },
    "elongated": {
        "gradient-descent": (0.05, 80),
        "momentum": (0.01, 120),
        "nesterov": (0.02, 80),
        "adagrad": (0.5, 60),
        "adadelta": (1.0, 900),
        "rmsprop": (0.02, 300),
        "adam": (0.1, 100),
        "adamax": (0.1, 100),
        "nadam": (0.1, 100),
        "newton": (1.0, 2),
    },
    "crescent": {
        "momentum": (0.01, 300),
        "nesterov": (0.01, 300),
        "rmsprop": (0.02, 900),
        "adam": (0.06, 2000),
        "adamax": (0.4, 2800),
    },
    "saddle": {
        "gradient-descent": (0.2, 200),
        "momentum": (0.05, 200),
        "nesterov": (0.05, 200),
        "adagrad": (0.2, 200),
        "adadelta": (1.0, 900),
        "rmsprop": (0.02, 300),
        "adam": (0.1, 150),
        "adamax": (0.1, 150),
        "nadam": (0.1, 150),
    },
    "plateau": {
        "gradient-descent": (3.0, 2000),
        "momentum": (1.0, 1000),
        "nesterov": (1.0, 1000),
        "adagrad": (1.0, 100),
        "rmsprop": (0.1, 300),
        "adam": (0.1, 300),
        "adamax": (0.1, 300),
        "nadam": (0.1, 300),
    },
    "rosenbrock": {
        "gradient-descent": (0.0018, 2900),
        "nesterov": (0.0008, 900),
        "adamax": (0.5, 2500),
        "newton": (1.0, 10),
    },
    "beale": {
        "gradient-descent": (0.005, 1500),
        "momentum": (0.002, 600),
        "nesterov": (0.002, 600),
        "adagrad": (0.5, 1500),
        "rmsprop": (0.01, 1500),
        "adam": (0.05, 1500),
        "adamax": (0.1, 1500),
        "nadam": (0.05, 1500),
    },
    "local-minimum": {
        "momentum": (0.3, 300),
        "nesterov": (0.2, 300),
        "adam": (0.7, 300),
    },
}


def arrival(surface, rule, lr, steps):
    """First step after which the value stays below the goal, for 10 starts; inf if none."""
    f, rng = SURFACES[surface], np.random.default_rng(2024)
    starts = np.array(f.start) + 0.1 * rng.standard_normal((10, 2))
    walk = islice(descend(f, starts, OPTIMIZERS[rule](), lr), steps)
    below = np.array([step.value < f.goal for step in walk])
    last = steps - (~below)[::-1].argmax(0)
    return np.where(below[-1], np.where(below.all(0), 0, last), inf)


@pytest.mark.parametrize(
    "surface, rule", [(surface, rule) for surface, row in RACES.items() for rule in row]
)
def test_reaches_the_goal_from_every_start(surface, rule):
    lr, steps = RACES[surface][rule]
    assert arrival(surface, rule, lr, steps + 100).max() <= steps


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_rule_masters_the_bowl_with_its_usual_rate(name):
    assert arrival("bowl", name, OPTIMIZERS[name].usual_lr, 2000).max() < 2000


def test_crescent_rewards_forgetting_old_gradients():
    median = {
        name: np.median(arrival("crescent", name, lr, 4000))
        for name, lr in {"rmsprop": 0.025, "adagrad": 0.4, "momentum": 0.016}.items()
    }
    assert median["momentum"] < median["rmsprop"] < median["adagrad"] / 3


def test_newton_is_drawn_to_the_saddle():
    f = SURFACES["saddle"]
    theta = next(islice(descend(f, np.array(f.start), OPTIMIZERS["newton"](), 1.0), 20, None)).theta
    close(theta, [0, 0], atol=1e-6)


def test_gradient_descent_stays_in_the_local_minimum_that_momentum_passes():
    rates = np.geomspace(0.01, 1, 20)[:, None]
    f = SURFACES["local-minimum"]
    start = np.broadcast_to(f.start, (20, 2))
    end = {
        name: next(islice(descend(f, start, OPTIMIZERS[name](), rates), 1500, None)).value
        for name in ("gradient-descent", "momentum")
    }
    assert not (end["gradient-descent"] < f.goal).any()
    assert (end["momentum"] < f.goal).sum() >= 3


def test_gradient_descent_diverges_beyond_two_over_the_curvature():
    f, rule = SURFACES["elongated"], OPTIMIZERS["gradient-descent"]()  # largest curvature 25
    rates = np.array([[0.079], [0.081]])
    theta = next(islice(descend(f, np.tile(f.start, (2, 1)), rule, rates), 500, None)).theta
    assert abs(theta[0, 1]) < 1e-4
    assert abs(theta[1, 1]) > 1e4
