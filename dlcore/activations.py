"""Activations: elementwise functions z -> (value, slope), so that forward and backward meet."""

import numpy as np

from .registry import ACTIVATIONS


@ACTIVATIONS.add("linear")
def linear(z):
    """No bend at all: value z, slope 1."""
    return z, np.ones_like(z)


@ACTIVATIONS.add("sigmoid")
def sigmoid(z):
    """1 / (1 + e^-z) in (0, 1); slope a (1 - a), at most 1/4.

    Written with tanh, which never overflows: sigmoid(z) = (1 + tanh(z / 2)) / 2.
    """
    a = 0.5 * np.tanh(0.5 * z) + 0.5
    return a, a * (1 - a)


@ACTIVATIONS.add("tanh")
def tanh(z):
    """2 sigmoid(2z) - 1 in (-1, 1); slope 1 - a^2, at most 1."""
    a = np.tanh(z)
    return a, 1 - a * a


@ACTIVATIONS.add("relu")
def relu(z):
    """max(0, z); slope 1 where z > 0, else 0. At z = 0 there is no slope: 0 by convention."""
    return np.maximum(z, 0), z > 0
