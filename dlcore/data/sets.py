"""What a data set is: arrays to train on and arrays to test on."""

from dataclasses import dataclass

import numpy as np

from ..checks import array, number, reals, require, rows
from ..registry import Registry

# Groups of DATASETS, for whoever can show one kind only.
IMAGES = Registry("set of images")
PLANE = Registry("set of points in the plane")
CURVES = Registry("curve with noise")


@dataclass(frozen=True)
class Data:
    """x (N, n_in) and y (N, C) to train on, x_test and y_test to be judged by; float32.

    Whole numbers become floating-point ones; `one_hot` makes rows of labels.
    """

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    def __post_init__(self):
        x = array("x", self.x, "(N, n_in)")
        y = rows("y", self.y, len(x))
        x_test = array("x_test", self.x_test, "(N, n_in)", n_in=x.shape[1])
        y_test = rows("y_test", self.y_test, len(x_test), y.shape[1])
        for name, part in dict(x=x, y=y, x_test=x_test, y_test=y_test).items():
            object.__setattr__(self, name, part)


def one_hot(labels, classes=None):
    """Labels (N,) of 0 ... C-1, or of False and True, -> (N, C) with a single 1 in each row.

    >>> one_hot([2, 0]).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    wanted = "whole numbers 0, 1, 2 ... in one row"
    labels = reals("labels", labels, "biu", wanted)
    require(labels.ndim == 1 and (labels.size or classes), "labels", labels, wanted)
    if classes is None:
        classes = 2 if labels.dtype.kind == "b" else int(labels.max()) + 1
    labels, classes = labels.astype(int), number("classes", classes, whole=True, least=1)
    require((labels >= 0) & (labels < classes), "labels", labels, f"between 0 and {classes - 1}")
    return np.eye(classes, dtype=np.float32)[labels]


def from_pixels(pixels, labels, white=255):
    """Pixels (N, n) of 0 ... white, labels (N,) of ten classes -> x in [0, 1], y, read-only."""
    x, y = np.divide(pixels, white, dtype=np.float32), one_hot(labels, 10)
    x.flags.writeable = y.flags.writeable = False  # one copy serves everybody
    return x, y
