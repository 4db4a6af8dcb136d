"""Layers that disturb training and do nothing, or nearly nothing, in prediction."""

from dataclasses import dataclass

import numpy as np

from ..checks import numbers, settle
from ..registry import LAYERS
from ..seeding import draw_shape
from .base import Layer, batch


def kept(rng, x, rate):
    """Where x (..., B, n) survives: each entry with probability 1 - rate, drawn anew.

    16 random bits decide, in large layers four times as quickly as a fraction of 24 bits would;
    2^16 rate is rounded down, which changes nothing at rates such as 0, 1/4 and 1/2.
    """
    *runs, B, n = shape = draw_shape(rng, x)
    words = rng.bit_generator.random_raw((*runs, -(-B * n // 4)))
    drawn = words.view(np.uint16)[..., : B * n].reshape(shape)
    return drawn >= np.asarray(2**16 * np.asarray(rate)).astype(np.uint16)


@LAYERS.add("dropout")
@dataclass(frozen=True)
class Dropout(Layer):
    """Training: y = x r / (1 - rate), r = 0 with probability `rate`, else 1. Prediction: y = x.

    The "inverted" form: the mean of y is x in both (Srivastava et al. 2014). On inputs or hidden
    units, not on outputs. rate: a number, or an array (K, 1, 1) for K runs.
    """

    rate: float = 0.5

    def __post_init__(self):
        settle(self, "rate", numbers, least=0, below=1)

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x)
        if rng is None:
            return x, lambda dy: (dy, {})
        factor = np.asarray(1 / (1 - np.asarray(self.rate)), x.dtype)
        mask = kept(rng, x, self.rate) * factor
        return x * mask, lambda dy: (dy * mask, {})


@LAYERS.add("plain-dropout")
@dataclass(frozen=True)
class PlainDropout(Dropout):
    """Training: y = x r, r = 0 with probability `rate`, else 1. Prediction: y = (1 - rate) x.

    The form of the sources, where prediction uses all units and scales the weights behind them:
    (1 - rate) x W = x ((1 - rate) W).
    """

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x)
        if rng is None:
            mask = np.asarray(1 - np.asarray(self.rate), x.dtype)
        else:
            mask = kept(rng, x, self.rate)
        return x * mask, lambda dy: (dy * mask, {})


@LAYERS.add("noise")
@dataclass(frozen=True)
class Noise(Layer):
    """Training: y = x + sigma N(0, 1). Prediction: y = x.

    On the inputs of a linear model with squared error it acts like L2 (Bishop 1995). sigma: a
    number, or an array (K, 1, 1) for K runs.
    """

    sigma: float = 0.1

    def __post_init__(self):
        settle(self, "sigma", numbers, least=0)

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x)
        if rng is None:
            return x, lambda dy: (dy, {})
        shape = draw_shape(rng, x)
        drawn = rng.standard_normal(shape, x.dtype)
        return x + np.asarray(self.sigma, x.dtype) * drawn, lambda dy: (dy, {})
