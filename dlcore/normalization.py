"""Layers that normalize: what arrives (batch, layer, renorm) or the weights (weight, cosine)."""

from dataclasses import dataclass

import numpy as np

from .checks import require
from .layers import Layer, check_sizes
from .registry import INITIALIZERS, LAYERS


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


def to_length_one(v, axis):
    """v -> u = v / |v| along the axis, |v|, backward(d) = (d - u (u . d)) / |v|.

    |v| = sqrt(v . v + 1e-12), so that v = 0 stays 0.
    """
    length = np.sqrt((v * v).sum(axis, keepdims=True) + 1e-12)
    u = v / length
    return u, length, lambda d: (d - u * (u * d).sum(axis, keepdims=True)) / length


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
        require(self.n >= 1, "n", self.n, "at least 1")

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
        x_hat, _, _, back = standardize(x, -1, self.eps)
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
        require(self.n >= 1, "n", self.n, "at least 1")
        require(0 <= self.momentum <= 1, "momentum", self.momentum, "between 0 and 1")

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
        return y, lambda dy: (lambda: dy * p["gamma"] * scale, gradients(dy))

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
        require(self.r_max >= 1, "r_max", self.r_max, "at least 1")
        require(self.d_max >= 0, "d_max", self.d_max, "at least 0")

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        if rng is None:
            return self.predict(p, x)
        x_hat, mean, variance, back = standardize(x, -2, self.eps)
        sigma = np.sqrt(p["var"] + self.eps)
        r = np.clip(np.sqrt(variance + self.eps) / sigma, 1 / self.r_max, self.r_max)
        d = np.clip((mean - p["mean"]) / sigma, -self.d_max, self.d_max)
        y, gradients = rescaled(p, x_hat * r + d)
        followed = self.follow(p, mean, variance)
        return y, lambda dy: (lambda: back(dy * p["gamma"] * r), gradients(dy) | followed)


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
        u, _, back = to_length_one(p["v"], -2)
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
        u, _, back_to_x = to_length_one(x, -1)
        U, _, back_to_W = to_length_one(p["W"], -2)

        def backward(dy):
            return lambda: back_to_x(dy @ U.mT), {"W": back_to_W(u.mT @ dy)}

        return u @ U, backward
