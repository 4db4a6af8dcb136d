"""Penalties on the size of weights: w (..., P) -> (value of each run (...), gradient (..., P)).

Biases and normalization parameters are left out by whoever calls: their entries arrive as zeros
(`Net.weight_mask`). A penalty registered with `of_matrices=True` gets one weight matrix
(..., n_in, n_out) at a time instead, and gives back a gradient of that shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .checks import floats, numbers, require
from .registry import Entry, Registry, on_copies


@dataclass(frozen=True)
class Penalty(Entry):
    """A function with its gradient, and whether it looks at all weights or at one matrix."""

    function: Callable
    of_matrices: bool = False

    def __post_init__(self):
        object.__setattr__(self, "function", on_copies(self.function))

    def __call__(self, w):
        """w -> value, gradient."""
        return self.function(floats("w", w))

    def on(self, net, theta):
        """theta (..., P) -> value (...), gradient (..., P) of the penalty on a net's weights."""
        if not self.of_matrices:
            return self.function(theta * net.weight_mask)
        value, grad = 0.0, np.zeros_like(theta, order="C")
        for W, pull in zip(net.weights(theta), net.weights(grad), strict=True):
            extra, pull[...] = self.function(W)
            value = value + extra
        return value, grad


def as_penalty(thing, **about):
    """A function -> `Penalty`."""
    return thing if isinstance(thing, Penalty) else Penalty(thing, **about)


PENALTIES = Registry("penalty", as_penalty)


def strengths(penalties):
    """{name of a penalty: strength, or strengths of K runs (K, 1)}, none of which is negative."""
    require(isinstance(penalties, dict), "penalties", penalties, '{"l2": 0.01} or the like')
    return {
        name: PENALTIES[name] and numbers(f"penalties[{name!r}]", strength, least=0)
        for name, strength in penalties.items()
    }


@PENALTIES.add("l2")
def l2(w):
    """1/2 |w|_2^2, gradient w: pulls in proportion to the weight."""
    return 0.5 * np.vecdot(w, w), w.copy()


@PENALTIES.add("l1")
def l1(w):
    """|w|_1, gradient sign(w), 0 at 0: pulls every weight with the same force.

    In steps of finite size weights jitter around 0 and hardly ever are 0: `descend(shrink=...)`
    makes them exactly 0.
    """
    return np.abs(w).sum(-1), np.sign(w)


@PENALTIES.add("elastic")
def elastic(w):
    """Half L1, half L2 (Zou & Hastie 2005). Any mix: penalties={"l1": a, "l2": b}."""
    return (0.5 * np.abs(w) + 0.25 * (w * w)).sum(-1), 0.5 * (np.sign(w) + w)


@PENALTIES.add("orthogonality", of_matrices=True)
def orthogonality(W):
    """sum |W^T W - I| over all pairs of units: asks them to look in different directions.

    Column j of W (n_in, n_out) holds the weights of unit j. Gradient 2 W sign(W^T W - I): W^T W
    is symmetric and each weight meets it twice. (Source 2 has units in rows: W W^T.)
    """
    e = W.mT @ W - np.eye(W.shape[-1], dtype=W.dtype)
    return np.abs(e).sum((-2, -1)), 2 * (W @ np.sign(e))


def soft_threshold(w, amount):
    """Each weight moved towards 0 by amount, and not beyond: sign(w) max(|w| - amount, 0)."""
    w = floats("w", w)
    return np.sign(w) * np.maximum(np.abs(w) - amount, 0)
