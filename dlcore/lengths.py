"""Lengths of vectors of any size: the largest entry is taken out before anything is squared.

In float32 the square of 1e25 is infinite and that of 1e-25 is 0.
"""

import numpy as np


def to_length_one(v, axis=-1):
    """v -> u = v / |v| along the axis, and |v|, which keeps the axis; v = 0 has u = 0."""
    largest = np.abs(v).max(axis, keepdims=True)
    largest = np.where(largest > 0, largest, v.dtype.type(1))
    u = v / largest
    length = np.sqrt((u * u).sum(axis, keepdims=True))
    return u / np.where(length > 0, length, v.dtype.type(1)), largest * length


def shortened(v, limit, axis=-1):
    """v, and where |v| along the axis is greater than limit, limit v / |v|."""
    u, length = to_length_one(v, axis)
    return np.where(length <= limit, v, limit * u)
