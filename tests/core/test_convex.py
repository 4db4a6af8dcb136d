"""Convex functions of one input: largest lines, tangents of the parabola, what is nearest."""

import numpy as np
import pytest

from dlcore.convex import largest_line, nearest_convex, tangents

X = np.linspace(-2, 2, 81)


def test_two_lines_are_relu_or_the_absolute_value():
    relu, winner = largest_line([(1, 0), (0, 0)], X)
    np.testing.assert_array_equal(relu, np.maximum(X, 0))
    np.testing.assert_array_equal(winner, np.where(X >= 0, 0, 1))
    np.testing.assert_array_equal(largest_line([(1, 0), (-1, 0)], X)[0], np.abs(X))
    np.testing.assert_array_equal(largest_line([(0.5, 1)], X), [0.5 * X + 1, 0 * X])


@pytest.mark.parametrize("k", range(1, 9))
def test_tangents_miss_the_parabola_by_16_over_k_squared(k):
    x = np.linspace(-4, 4, 8 * 3 * 5 * 7 + 1)  # has all places where tangents meet
    y, winner = largest_line(tangents(k), x)
    assert (y <= x**2 + 1e-12).all() and len(set(winner)) == k
    assert np.max(x**2 - y) == pytest.approx(16 / k**2, rel=1e-4)


@pytest.mark.parametrize("f", [np.abs, np.square, lambda x: np.maximum(x, 0), np.exp])
def test_what_is_convex_is_its_own_nearest(f):
    np.testing.assert_allclose(nearest_convex(X, f(X)), f(X), atol=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_no_convex_function_is_nearer(seed):
    rng = np.random.default_rng(seed)
    y = np.sin(3 * X) + 0.3 * rng.standard_normal(X.shape)
    best = nearest_convex(X, y)
    assert np.diff(best, 2).min() > -1e-9
    for other in rng.standard_normal((200, 5, 2)):
        for line in (best, largest_line(other, X)[0]):
            mixed = 0.9 * best + 0.1 * (line + largest_line(other, X)[0])  # convex as well
            assert ((best - y) ** 2).sum() <= ((mixed - y) ** 2).sum() + 1e-9
    # the gap is at right angles to the best one and to all lines
    for along in (best, X, np.ones_like(X)):
        assert abs((y - best) @ along) < 1e-7


def test_the_nearest_to_a_dome_is_a_line():
    np.testing.assert_allclose(nearest_convex(X, -(X**2)), np.mean(-(X**2)), atol=1e-9)
