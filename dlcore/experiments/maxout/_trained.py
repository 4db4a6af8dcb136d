"""A network of one maxout layer, and digits for it."""

from dataclasses import replace

import numpy as np

from ...data import standardize
from ...registry import DATASETS
from ..training import Training

SETS = ("digits", "mnist10k")


def examples_of(name, examples, standardized):
    """The first so many examples, each pixel with mean 0 and variance 1 if wanted."""
    data = DATASETS[name]()
    n = min(examples, len(data.x))
    data = replace(data, x=data.x[:n], y=data.y[:n])
    return standardize(data) if standardized else data


def training(epochs, **knobs):
    """One hidden layer of maxout units; Adam, batches of 50."""
    about = dict(depth=1, activation="maxout", optimizer="adam", batch=50)
    return Training(epochs=max(1, epochs), **about | knobs)


def winners(net, theta, x):
    """Which piece of each hidden unit wins, (S, n, units)."""
    return net.layers[0].winners(net.views(theta)[0], x)


def shares(winner, k):
    """winner (..., n, units) -> for how many of the n examples each piece wins, (..., units, k)."""
    return (winner[..., None] == np.arange(k)).mean(-3)
