"""What a data set is: arrays to train on and arrays to test on."""

from dataclasses import dataclass

import numpy as np

from ..checks import require
from ..registry import Registry

# Groups of DATASETS, for whoever can show one kind only.
IMAGES = Registry("set of images")
PLANE = Registry("set of points in the plane")
CURVES = Registry("curve with noise")


@dataclass(frozen=True)
class Data:
    """x (N, n_in) and y (N, C) to train on, x_test and y_test to be judged by; float32."""

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def one_hot(labels, classes=None):
    """Labels (N,) of 0 ... C-1 -> (N, C) with a single 1 in each row.

    >>> one_hot([2, 0]).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    labels = np.asarray(labels)
    classes = classes or int(labels.max(initial=0)) + 1
    require((labels >= 0) & (labels < classes), "labels", labels, f"between 0 and {classes - 1}")
    return np.eye(classes, dtype=np.float32)[labels]


def from_pixels(pixels, labels, white=255):
    """Pixels (N, n) of 0 ... white, labels (N,) of ten classes -> x in [0, 1], y, read-only."""
    x, y = np.divide(pixels, white, dtype=np.float32), one_hot(labels, 10)
    x.flags.writeable = y.flags.writeable = False  # one copy serves everybody
    return x, y
