"""The plane as networks that tell two classes apart see it."""

import numpy as np

from ..activations import sigmoid


def points(side):
    """All points (n^2, 2) with these coordinates (n,), row by row."""
    return np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)


def of_class_1(logits):
    """Logits (..., 2) -> probability of class 1 (...)."""
    return sigmoid(logits[..., 1] - logits[..., 0])[0]
