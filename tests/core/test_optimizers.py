"""Optimizers: first steps by hand, and identities."""

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
    for singular in ([[1.0, 2.0], [2.0, 4.0]], [[0.0, 0.0], [0.0, 1.0]]):
        assert inf in OPTIMIZERS["newton"]().update((), np.ones(2), np.array(singular))[1]


@pytest.mark.parametrize("size", [1e-200, 1e-5, 1e200])
def test_newton_with_curvatures_of_any_size(size):
    for curvatures in np.eye(3), np.diag([1.0, 1e-100, 1e50]):
        H = size * curvatures
        close(OPTIMIZERS["newton"]().update((), H.diagonal(), H)[1], 1, rtol=1e-12)


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


def test_adagrad_of_the_source():
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
