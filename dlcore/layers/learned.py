"""Activations whose shape is learned with the weights: parametric ReLU and maxout."""

from dataclasses import dataclass

import numpy as np

from ..checks import settle
from ..registry import INITIALIZERS, LAYERS
from .base import Layer, batch, check_sizes
from .largest import largest


@LAYERS.add("parametric-relu")
@dataclass(frozen=True)
class ParametricReLU(Layer):
    """y = x where x > 0, else slope x, with a learned slope (1, n), first 0.25 (He et al. 2015).

    n = 1: one slope that all units share. Penalties leave slopes alone: 0 is nothing special.
    """

    n: int = 1

    def __post_init__(self):
        settle(self, "n", whole=True, least=1)

    @property
    def shapes(self):
        """One slope for each unit."""
        return {"slope": (1, self.n)}

    @property
    def widths(self):
        """n, n; any width for a shared slope."""
        return (self.n, self.n) if self.n > 1 else (None, None)

    def start(self, p, rng):
        """All slopes 0.25."""
        p["slope"][...] = 0.25

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x, self.widths[0])
        below, slope = np.minimum(x, 0), p["slope"]
        axes = -2 if self.n > 1 else (-2, -1)

        def backward(dy):
            gradients = {"slope": (dy * below).sum(axes, keepdims=True)}
            return dy * np.where(x > 0, x.dtype.type(1), slope), gradients

        return np.maximum(x, 0) + slope * below, backward


@LAYERS.add("maxout")
@dataclass(frozen=True)
class Maxout(Layer):
    """y = max_j (x W_j + b_j) over k pieces, each a dense layer (Goodfellow et al. 2013).

    W (k, n_in, n_out), b (k, 1, n_out). A unit is a convex function of x with at most k pieces,
    learned from data; for a given x only the winning piece gets a gradient.
    """

    n_in: int
    n_out: int
    k: int = 2
    init: str = "xavier-normal"
    weights = ("W",)

    def __post_init__(self):
        check_sizes(self)
        settle(self, "k", whole=True, least=2)

    @property
    def shapes(self):
        """k times those of `Dense`."""
        return {"W": (self.k, self.n_in, self.n_out), "b": (self.k, 1, self.n_out)}

    @property
    def widths(self):
        """n_in, n_out."""
        return self.n_in, self.n_out

    def start(self, p, rng):
        """Every piece as a dense layer of its own, biases 0."""
        p["W"][...] = INITIALIZERS[self.init](rng, p["W"].shape)

    def winners(self, p, x):
        """x (..., B, n_in) -> number of the piece that wins in each unit, (..., B, n_out)."""
        return (batch(x, self.n_in)[..., None, :, :] @ p["W"] + p["b"]).argmax(-3)

    def forward(self, p, x, rng=None):
        """x (..., B, n_in) -> y (..., B, n_out), backward."""
        x = batch(x, self.n_in)[..., None, :, :]
        y, back = largest(x @ p["W"] + p["b"], -3)

        def backward(dy):
            dz = back(dy)
            gradients = {"W": x.mT @ dz, "b": dz.sum(-2, keepdims=True)}
            return lambda: (dz @ p["W"].mT).sum(-3), gradients

        return y, backward
