"""Activations: elementwise functions z -> (value, slope), so that forward and backward meet.

Those with a parameter take it as a keyword; `functools.partial(leaky_relu, slope=0.2)` under a
new name in ACTIVATIONS is a new activation.
"""

import numpy as np

from .checks import floats
from .registry import ACTIVATIONS


@ACTIVATIONS.add("linear")
def linear(z):
    """No bend at all: value z, slope 1."""
    z = floats("z", z)
    return z.copy(), np.ones_like(z)


@ACTIVATIONS.add("sigmoid")
def sigmoid(z):
    """1 / (1 + e^-z) in (0, 1); slope a (1 - a), at most 1/4."""
    a, rest = logistic(z)
    return a, a * rest


def logistic(z):
    """a = 1 / (1 + e^-z) = sigmoid(z) and e^-z a = 1 - a = sigmoid(-z).

    Both to full precision however small they are, as nothing is taken from 1. Where e^-z is
    infinite a is 0, and fmin takes 1 for infinity times 0.
    """
    z = floats("z", z)
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(-z)
        a = 1 / (1 + e)
        return a, np.fmin(e * a, 1)


@ACTIVATIONS.add("tanh")
def tanh(z):
    """2 sigmoid(2z) - 1 in (-1, 1); slope 1 - a^2, at most 1."""
    a = np.tanh(floats("z", z))
    return a, 1 - a * a


@ACTIVATIONS.add("relu")
def relu(z):
    """max(0, z); slope 1 where z > 0, else 0. At z = 0 there is no slope: 0 by convention.

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    (array([0., 0., 3.]), array([False, False,  True]))
    """
    z = floats("z", z)
    return np.maximum(z, 0), z > 0


@ACTIVATIONS.add("leaky-relu")
def leaky_relu(z, slope=0.01):
    """z where z > 0, else slope z (Maas et al. 2013). At z = 0 the slope is the small one."""
    z = floats("z", z)
    factor = np.where(z > 0, z.dtype.type(1), slope)
    return factor * z, factor


@ACTIVATIONS.add("elu")
def elu(z, alpha=1.0):
    """z where z > 0, else alpha (e^z - 1), in (-alpha, inf) (Clevert et al. 2016).

    Slope 1 where z > 0, else alpha e^z; smooth at 0 for alpha = 1 only.
    """
    z = floats("z", z)
    below = np.minimum(z, 0)
    slope = np.where(z > 0, z.dtype.type(1), alpha * np.exp(below))
    return np.maximum(z, 0) + alpha * np.expm1(below), slope


@ACTIVATIONS.add("softplus")
def softplus(z):
    """log(1 + e^z), a rounded ReLU; slope sigmoid(z). Only exponentials of -|z|, so no overflow."""
    z = floats("z", z)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))), sigmoid(z)[0]


def softmax(z):
    """e^z_j / sum_k e^z_k along the last axis: in (0, 1), sum 1. Not elementwise: see `Softmax`.

    The largest z is taken off first, which changes nothing but the size of the exponentials.
    """
    z = floats("z", z)
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
