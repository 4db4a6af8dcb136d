"""Trainings that are watched after each pass: loss and accuracy on examples kept back."""

import numpy as np

from ...data import Data, with_label_noise
from ...registry import DATASETS, LOSSES
from ...training import updates_of
from ..stack import Stack

KEPT_BACK = 400  # validation examples


def examples_of(name, n, label_noise, seed):
    """n examples of a data set to train on, and others kept back to validate -> `Data`, test.

    Labels to train on are partly random; all others are true. test: (x, y).
    """
    data = DATASETS[name]()
    later = slice(n, n + KEPT_BACK)
    mine = Data(data.x[:n], data.y[:n], data.x[later], data.y[later])
    test = data.x_test[:1000], data.y_test[:1000]
    return with_label_noise(mine, label_noise, seed) if label_noise else mine, test


def by_epoch(training, data):
    """(epoch, net, theta (K, P)) before training and after each pass; None after each update."""
    stack = Stack([training], data)
    each = updates_of(len(data.x), training.batch, 1)
    for step in stack.steps():
        yield None
        if step.t % each == 0:
            yield step.t // each, stack.net, step.theta


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged
def measured(net, theta, x, y):
    """Cross-entropy (K,) and share right (K,) on examples x (N, n_in), y (N, C)."""
    outputs = net.predict(theta, x)
    right = (outputs.argmax(-1) == y.argmax(-1)).mean(-1)
    return LOSSES["cross-entropy"](outputs, y)[0], right
