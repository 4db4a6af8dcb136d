"""Layers that normalize what arrives: over the batch, or over the units of each example."""

from dataclasses import dataclass

import numpy as np

from ..checks import settle
from ..registry import LAYERS
from .base import Layer, batch


def standardize(x, axis, eps):
    """x -> (x - mean) / sqrt(variance + eps) along the axis, mean, variance, backward.

    backward(d) = (d - mean(d) - x_hat mean(d x_hat)) / sqrt(variance + eps): what the mean and
    the variance hand back is taken off.
    """
    n = x.shape[axis]
    mean = x.sum(axis, keepdims=True) / n
    centred = x - mean
    variance = (centred * centred).sum(axis, keepdims=True) / n
    scale = 1 / np.sqrt(variance + eps)
    x_hat = centred * scale

    def backward(d):
        pulled = x_hat * ((d * x_hat).sum(axis, keepdims=True) / n)
        return scale * (d - d.sum(axis, keepdims=True) / n - pulled)

    return x_hat, mean, variance, backward


def rescaled(p, x_hat):
    """gamma x_hat + beta, and dy -> {name: gradient} of the two."""

    def gradients(dy):
        gamma = (dy * x_hat).sum(-2, keepdims=True)
        return {"gamma": gamma, "beta": dy.sum(-2, keepdims=True)}

    return p["gamma"] * x_hat + p["beta"], gradients


@LAYERS.add("layer-norm")
@dataclass(frozen=True)
class LayerNorm(Layer):
    """Every example standardized over its n features, then gamma x_hat + beta (Ba et al. 2016).

    No statistics over the batch: training and prediction are the same, a batch of one will do.
    """

    n: int
    eps: float = 1e-5

    def __post_init__(self):
        settle(self, "n", whole=True, least=1)
        settle(self, "eps", least=0)

    @property
    def shapes(self):
        """Learned scale and shift."""
        return {"gamma": (1, self.n), "beta": (1, self.n)}

    @property
    def widths(self):
        """n, n."""
        return self.n, self.n

    def start(self, p, rng):
        """Scale 1, shift 0."""
        p["gamma"][...] = 1

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x_hat, _, _, back = standardize(batch(x, self.n), -1, self.eps)
        y, gradients = rescaled(p, x_hat)
        return y, lambda dy: (lambda: back(dy * p["gamma"]), gradients(dy))


@LAYERS.add("batch-norm")
@dataclass(frozen=True)
class BatchNorm(Layer):
    """Every feature standardized over the batch, then gamma x_hat + beta (Ioffe & Szegedy 2015).

    Prediction uses tracked statistics instead: mean = momentum mean + (1 - momentum) mean_batch
    at each training step, the variance likewise (divided by B, as in Keras; the paper has B - 1).
    2 n learned and 2 n tracked parameters. eps: 1e-5 in the paper, 1e-3 in Keras.
    """

    n: int
    momentum: float = 0.9
    eps: float = 1e-5
    tracked = ("mean", "var")

    def __post_init__(self):
        settle(self, "n", whole=True, least=1)
        settle(self, "momentum", least=0, most=1)
        settle(self, "eps", least=0)

    @property
    def shapes(self):
        """Learned scale and shift, tracked mean and variance."""
        return {name: (1, self.n) for name in ("gamma", "beta", "mean", "var")}

    @property
    def widths(self):
        """n, n."""
        return self.n, self.n

    def start(self, p, rng):
        """Scale and variance 1, shift and mean 0."""
        p["gamma"][...] = p["var"][...] = 1

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x, self.n)
        if rng is None:
            return self.predict(p, x)
        x_hat, mean, variance, back = standardize(x, -2, self.eps)
        y, gradients = rescaled(p, x_hat)
        followed = self.follow(p, mean, variance)
        return y, lambda dy: (lambda: back(dy * p["gamma"]), gradients(dy) | followed)

    def predict(self, p, x):
        """The same with the tracked statistics: a straight line for each feature."""
        scale = 1 / np.sqrt(p["var"] + self.eps)
        y, gradients = rescaled(p, (x - p["mean"]) * scale)
        kept = self.follow(p, p["mean"], p["var"])
        return y, lambda dy: (lambda: dy * p["gamma"] * scale, gradients(dy) | kept)

    def follow(self, p, mean, variance):
        """Old minus new tracked statistics."""
        share = 1 - self.momentum
        return {
            "mean": share * (p["mean"] - mean),
            "var": share * (p["var"] - variance),
        }


@LAYERS.add("batch-renorm")
@dataclass(frozen=True)
class BatchRenorm(BatchNorm):
    """Batch norm whose training output is corrected towards the tracked statistics (Ioffe 2017).

    x_hat r + d with r = sigma_batch / sigma in [1 / r_max, r_max] and d = (mean_batch - mean) /
    sigma in [-d_max, d_max], both treated as constants on the way back: nothing more is learned.
    Inside the limits training and prediction agree; r_max = 1 and d_max = 0 give `BatchNorm`.
    """

    r_max: float = 3.0
    d_max: float = 5.0

    def __post_init__(self):
        super().__post_init__()
        settle(self, "r_max", least=1)
        settle(self, "d_max", least=0)

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x, self.n)
        if rng is None:
            return self.predict(p, x)
        x_hat, mean, variance, back = standardize(x, -2, self.eps)
        sigma = np.sqrt(p["var"] + self.eps)
        r = np.clip(np.sqrt(variance + self.eps) / sigma, 1 / self.r_max, self.r_max)
        d = np.clip((mean - p["mean"]) / sigma, -self.d_max, self.d_max)
        y, gradients = rescaled(p, x_hat * r + d)
        followed = self.follow(p, mean, variance)
        return y, lambda dy: (lambda: back(dy * p["gamma"] * r), gradients(dy) | followed)
