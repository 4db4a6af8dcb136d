"""Dense layers in which the direction of a unit's weights counts apart from their length."""

from dataclasses import dataclass

import numpy as np

from ..lengths import to_length_one
from ..registry import INITIALIZERS, LAYERS
from .base import Layer, batch, check_sizes


def directed(v, axis):
    """v -> u = v / |v| along the axis, backward(d) = (d - u (u . d)) / |v|, for v = 0 it is d."""
    u, length = to_length_one(v, axis)
    length = np.where(length > 0, length, v.dtype.type(1))
    return u, lambda d: (d - u * (u * d).sum(axis, keepdims=True)) / length


@LAYERS.add("weight-norm")
@dataclass(frozen=True)
class WeightNorm(Layer):
    """Dense layer whose weights are g v / |v|: length and direction are learned apart.

    y = x W + b, column j of W is g_j v_j / |v_j| (Salimans & Kingma 2016). It starts with g = |v|,
    W = v. Penalties leave it out: the length of v has no effect.
    """

    n_in: int
    n_out: int
    init: str = "xavier-normal"
    matrices = ("v",)

    def __post_init__(self):
        check_sizes(self)

    @property
    def shapes(self):
        """Directions, lengths and biases."""
        return {"v": (self.n_in, self.n_out), "g": (1, self.n_out), "b": (1, self.n_out)}

    @property
    def widths(self):
        """n_in, n_out."""
        return self.n_in, self.n_out

    def start(self, p, rng):
        """v from the initializer, g its lengths, b stays 0."""
        p["v"][...] = INITIALIZERS[self.init](rng, p["v"].shape)
        p["g"][...] = to_length_one(p["v"], -2)[1]

    def forward(self, p, x, rng=None):
        """x (..., B, n_in) -> y (..., B, n_out), backward."""
        x, (u, back) = batch(x, self.n_in), directed(p["v"], -2)
        W = p["g"] * u

        def backward(dy):
            dW = x.mT @ dy
            gradients = {"v": back(p["g"] * dW), "g": (u * dW).sum(-2, keepdims=True)}
            return lambda: dy @ W.mT, gradients | {"b": dy.sum(-2, keepdims=True)}

        return x @ W + p["b"], backward


@LAYERS.add("cosine")
@dataclass(frozen=True)
class Cosine(Layer):
    """Dense layer of cosines: y_j = w_j . x / (|w_j| |x|) in [-1, 1] (Luo et al. 2018).

    Neither the scale of the input nor that of the weights matters, hence no penalties; no bias.
    """

    n_in: int
    n_out: int
    init: str = "xavier-normal"
    matrices = ("W",)

    def __post_init__(self):
        check_sizes(self)

    @property
    def shapes(self):
        """One direction for each unit."""
        return {"W": (self.n_in, self.n_out)}

    @property
    def widths(self):
        """n_in, n_out."""
        return self.n_in, self.n_out

    def start(self, p, rng):
        """W from the initializer."""
        p["W"][...] = INITIALIZERS[self.init](rng, p["W"].shape)

    def forward(self, p, x, rng=None):
        """x (..., B, n_in) -> y (..., B, n_out), backward."""
        u, back_to_x = directed(batch(x, self.n_in), -1)
        U, back_to_W = directed(p["W"], -2)

        def backward(dy):
            return lambda: back_to_x(dy @ U.mT), {"W": back_to_W(u.mT @ dy)}

        return u @ U, backward
