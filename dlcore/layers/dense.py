"""The layers of a plain network: a linear map, and functions of what it gives."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..activations import softmax
from ..checks import require
from ..registry import ACTIVATIONS, INITIALIZERS, LAYERS
from .base import Layer, batch, check_sizes


@cache
def ones(B, dtype):
    """1^T, shape (1, B): as a product, 1^T dy, a sum over the batch takes less time."""
    return np.ones((1, B), dtype)


@LAYERS.add("dense")
@dataclass(frozen=True)
class Dense(Layer):
    """Linear layer y = x W + b, with W (n_in, n_out) and b (1, n_out).

    Back: dW = x^T dy, db = 1^T dy, dx = dy W^T. A weight's gradient is its input times what comes
    back at its output, summed over the batch; what goes on comes back through the same weights.

    >>> import numpy as np
    >>> layer = Dense(2, 1)
    >>> x, W = np.array([[1.0, 4.0]]), np.array([[2.0], [3.0]])
    >>> y, backward = layer.forward({"W": W, "b": 1.0}, x)
    >>> y.tolist(), backward(np.ones((1, 1)))[1]["W"].tolist()
    ([[15.0]], [[1.0], [4.0]])
    """

    n_in: int
    n_out: int
    init: str = "xavier-normal"
    weights = ("W",)

    def __post_init__(self):
        check_sizes(self)

    @property
    def shapes(self):
        """Names and shapes of the parameters."""
        return {"W": (self.n_in, self.n_out), "b": (1, self.n_out)}

    @property
    def widths(self):
        """n_in, n_out."""
        return self.n_in, self.n_out

    def start(self, p, rng):
        """W from the initializer, b stays 0."""
        p["W"][...] = INITIALIZERS[self.init](rng, p["W"].shape)

    def forward(self, p, x, rng=None):
        """x (..., B, n_in) -> y (..., B, n_out), backward."""
        x = batch(x, self.n_in)

        def backward(dy):
            gradients = {"W": x.mT @ dy, "b": ones(dy.shape[-2], dy.dtype) @ dy}
            # a function: this product is made only if a layer below asks for it
            return lambda: dy @ p["W"].mT, gradients

        return x @ p["W"] + p["b"], backward


@LAYERS.add("activation")
@dataclass(frozen=True)
class Activation(Layer):
    """Elementwise y = f(x) with f from `ACTIVATIONS`."""

    name: str

    def __post_init__(self):
        require(isinstance(self.name, str), "name", self.name, "a name in ACTIVATIONS")
        ACTIVATIONS[self.name]

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        y, slope = ACTIVATIONS[self.name](x)
        return y, lambda dy: (dy * slope, {})


@LAYERS.add("softmax")
@dataclass(frozen=True)
class Softmax(Layer):
    """y = softmax(x) over the last axis; dx_j = y_j (dy_j - sum_k dy_k y_k).

    For training, the loss "cross-entropy" takes the logits and has the softmax inside: then this
    layer must not stand before it.
    """

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        y = softmax(x)
        return y, lambda dy: (y * (dy - (dy * y).sum(-1, keepdims=True)), {})
