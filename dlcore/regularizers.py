"""Penalties on the size of weights: w (..., n) -> (value of each run (...), gradient (..., n)).

w holds the n entries of one weight matrix; biases and normalization parameters are left out, and
the values of all matrices are added. A penalty registered with `of_matrices=True` gets the matrix
(..., n_in, n_out) itself, and gives back a gradient of that shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .checks import floats, numbers, require
from .registry import Entry, Registry, on_copies


@dataclass(frozen=True)
class Penalty(Entry):
    """A function with its gradient, and whether it looks at rows and columns of a matrix."""

    function: Callable
    of_matrices: bool = False

    def __post_init__(self):
        object.__setattr__(self, "function", on_copies(self.function))

    def __call__(self, w):
        """w -> value, gradient."""
        return self.function(floats("w", w))

    def on(self, net, theta):
        """theta (..., P) -> value (...), gradient (..., P) of the penalty on a net's weights."""
        grad = np.zeros_like(theta, order="C")
        return self.pull(net, theta, 1, grad), grad

    def pull(self, net, theta, strength, grad):
        """Value (...) on a net's weights; strength times its gradient is added to grad (..., P)."""
        value = 0.0
        for part, shape in net.weight_parts:
            w, as_matrix = theta[..., part], theta.shape[:-1] + shape
            extra, slope = self.function(w.reshape(as_matrix) if self.of_matrices else w)
            slope = slope.reshape(w.shape) if self.of_matrices else slope
            grad[..., part] = grad[..., part] + strength * slope
            value = value + extra
        return value


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
