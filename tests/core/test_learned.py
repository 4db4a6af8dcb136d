"""Maxout is any convex function of its pieces."""

import numpy as np
import pytest

from dlcore import Maxout
from tests.core.helpers import normal

same = np.testing.assert_array_equal


def test_maxout_is_relu_and_absolute_value():
    x, W, b = normal(50, 1), normal(1, 1, seed=1), normal(1, 1, seed=2)
    maxout = Maxout(1, 1)
    y = maxout.forward({"W": np.stack([W, 0 * W]), "b": np.stack([b, 0 * b])}, x)[0]
    same(y, np.maximum(x @ W + b, 0))
    y = maxout.forward({"W": np.array([[[1.0]], [[-1.0]]]), "b": np.zeros((2, 1, 1))}, x)[0]
    same(y, np.abs(x))


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_maxout_of_tangents_misses_a_parabola_by_16_over_k_squared(k):
    at = -4 + (2 * np.arange(k) + 1) * 4 / k
    p = {"W": 2 * at.reshape(k, 1, 1), "b": -(at**2).reshape(k, 1, 1)}
    x = np.linspace(-4, 4, 4001)[:, None]
    gap = x * x - Maxout(1, 1, k).forward(p, x)[0]
    assert gap.min() >= -1e-12
    assert gap.max() == pytest.approx(16 / k**2, rel=1e-9)
