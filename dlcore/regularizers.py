"""Penalties on the size of weights: w (..., P) -> (value of each run (...), gradient (..., P)).

Biases are left out by whoever calls: their entries arrive as zeros (`Net.weight_mask`).
"""

import numpy as np

from .registry import PENALTIES


@PENALTIES.add("l2")
def l2(w):
    """1/2 |w|_2^2, gradient w: pulls in proportion to the weight."""
    return 0.5 * (w * w).sum(-1), w


@PENALTIES.add("l1")
def l1(w):
    """|w|_1, gradient sign(w), 0 at 0: pulls every weight with the same force."""
    return np.abs(w).sum(-1), np.sign(w)
