"""Networks that read digits, in grey or in black and white; trained once and kept."""

from functools import lru_cache

import numpy as np

from ...data import Data
from ...registry import DATASETS
from ..stack import Stack
from ..training import Training


def in_ink(x, dark):
    """Pixels -> 1 where they are darker, else 0; dark 0 leaves them grey."""
    return (x > dark).astype("f") if dark else x


def digits_in_ink(name, dark, n, test):
    """The first n digits of a set to train on and some to test, grey or in ink."""
    data = DATASETS[name]()
    x, x_test = (in_ink(part, dark) for part in (data.x[:n], data.x_test[:test]))
    return Data(x, data.y[:n], x_test, data.y_test[:test])


def training(width, epochs, runs, seed):
    """Adam on a network with one hidden layer, or none."""
    about = dict(depth=int(width > 0), width=max(width, 1), epochs=epochs, runs=runs, seed=seed)
    return Training(optimizer="adam", lr=0.003, batch=50, **about)


def coarse(x, side):
    """Images (N, 784) -> (N, side^2): 28 pixels a side, or 8, each a mean."""
    if side == 28:
        return x
    images = np.pad(x.reshape(-1, 28, 28), ((0, 0), (2, 2), (2, 2)))  # 32 is 8 times 4
    blocks = images.reshape(-1, side, 32 // side, side, 32 // side)
    return blocks.mean((2, 4)).reshape(-1, side * side)


@lru_cache(maxsize=8)
def reader(side, dark, width, seed):
    """A network that has learned 8,000 digits of so many pixels a side: net, theta (1, P)."""
    data = digits_in_ink("mnist10k", 0.0, 8000, 1)
    x, x_test = (in_ink(coarse(part, side), dark).astype("f") for part in (data.x, data.x_test))
    stack = Stack([training(width, 4, 1, seed)], Data(x, data.y, x_test, data.y_test))
    for step in stack.steps():
        theta = step.theta
    return stack.net, np.array(theta)
