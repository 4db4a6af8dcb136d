"""Curves y = f(x) + noise for x in [-2, 2]: what a network of one input and one output can fit.

Each set has n points to train on and n to test, x (n, 1) uniformly drawn and y (n, 1); `noise` is
the standard deviation of the error in y. With noise=0 the points lie on the curve.
"""

import numpy as np

from ..checks import number
from ..registry import DATASETS
from ..seeding import generator
from .sets import CURVES, Data


def noisy(f, n, noise, seed):
    """f: (N, 1) -> (N, 1); with noise, it is made a Data."""
    n, noise = number("n", n, whole=True, least=1), number("noise", noise, least=0)
    rng = generator(seed, stream=10)
    x = rng.uniform(-2, 2, (2 * n, 1))
    y = f(x) + noise * rng.standard_normal(x.shape)
    x, y = x.astype(np.float32), y.astype(np.float32)
    return Data(x[:n], y[:n], x[n:], y[n:])


@DATASETS.add("sine")
@CURVES.add("sine")
def sine(n=40, noise=0.1, seed=0):
    """sin 3x, nearly two waves."""
    return noisy(lambda x: np.sin(3 * x), n, noise, seed)


@DATASETS.add("square")
@CURVES.add("square")
def square(n=40, noise=0.1, seed=0):
    """x^2: convex, smooth."""
    return noisy(lambda x: x * x, n, noise, seed)


@DATASETS.add("absolute")
@CURVES.add("absolute")
def absolute(n=40, noise=0.1, seed=0):
    """|x|: convex, two straight pieces."""
    return noisy(np.abs, n, noise, seed)


@DATASETS.add("step")
@CURVES.add("step")
def step(n=40, noise=0.1, seed=0):
    """-1 left of 0, 1 from 0 on."""
    return noisy(lambda x: np.where(x < 0, -1.0, 1.0), n, noise, seed)


@DATASETS.add("line")
@CURVES.add("line")
def line(n=40, noise=0.1, seed=0, outliers=0.1):
    """x / 2; a share `outliers` of the points to train on lies 3 too high, as if badly measured.

    Squared errors follow the outliers, absolute errors (mean against median) hardly do.
    """
    n, outliers = number("n", n, whole=True), number("outliers", outliers, least=0, most=1)
    data = noisy(lambda x: x / 2, n, noise, seed)
    data.y[: round(outliers * n)] += 3
    return data
