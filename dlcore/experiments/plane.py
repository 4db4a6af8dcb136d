"""The plane as networks that tell two classes apart see it."""

import numpy as np

from ..activations import sigmoid


def points(side):
    """All points (n^2, 2) with these coordinates (n,), row by row."""
    return np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)


def of_class_1(logits):
    """Logits (..., 2) -> probability of class 1 (...)."""
    return sigmoid(logits[..., 1] - logits[..., 0])[0]


def near(x, y, places, radius):
    """True (h, w) at points (x of (w,), y of (h,)) within the radius of a place, (n, 2).

    radius: a number, or one for each axis where the picture is not to scale.
    """
    places = np.asarray(places, float).reshape(-1, 2, 1, 1)
    away = np.stack(np.meshgrid(x, y)) - places
    return ((away / np.reshape(radius, (-1, 1, 1))) ** 2).sum(1).min(0, initial=np.inf) <= 1
