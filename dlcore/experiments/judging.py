"""How good networks are: what share is right, or explained where there are no classes."""

import numpy as np

from ..training import accuracy


def has_classes(y):
    """True if every row of y (N, C) is a class among C, or a distribution over them."""
    return y.ndim == 2 and y.shape[1] > 1 and np.allclose(y.sum(-1), 1)


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged
def explained(net, theta, x, y):
    """Share of the variance of y (B, C) that the outputs explain; theta (..., P) -> (...).

    1: all is right; 0: no better than the mean; below 0: worse.
    """
    missed, spread = net.predict(theta, x) - y, y - y.mean(0)
    return 1 - (missed * missed).sum((-2, -1)) / (spread * spread).sum()


def judging(net, theta, data, most=1000, score=accuracy):
    """The score on the training examples and then that on the test examples, (K,) each."""
    yield "train", score(net, theta, data.x[:most], data.y[:most])
    yield "test", score(net, theta, data.x_test[:most], data.y_test[:most])
