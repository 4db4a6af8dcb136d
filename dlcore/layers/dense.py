"""Layers: frozen descriptions with `shapes` and `forward(p, x, rng) -> (y, backward)`.

p is a dictionary of parameters, one array (..., *shape) for each name in `shapes`.
x (..., B, n_in) is a batch; leading axes are runs. rng given means training, None prediction.
`backward(dy) -> (dx, {name: gradient})`, with a gradient for each name, is a closure: what it
needs from the way forward it remembers by itself, so nothing is stored in the layer and nothing
can go stale.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from ..activations import softmax
from ..checks import require
from ..registry import ACTIVATIONS, INITIALIZERS, LAYERS


class Layer:
    """What all layers share: by default nothing to learn, and any width.

    shapes: {name: shape} of the parameters. weights: the names that penalties, weight decay and
    constraints act on; matrices: those of what connects units, also where no penalty makes sense.
    tracked: the names that follow the data instead of being learned; their "gradient" is old
    value minus new one, and `descend` goes that way with step 1.
    widths: (n_in, n_out), None for a layer that takes any width and keeps it.
    """

    shapes = {}
    weights = ()
    tracked = ()
    widths = (None, None)

    @property
    def matrices(self):
        """The weights."""
        return self.weights

    def start(self, p, rng):
        """Write the first values into p (..., *shape), which arrives full of zeros."""


def asked(dx):
    """Gradient at a layer's input; a layer may give a function, called only if it is needed."""
    return dx() if callable(dx) else dx


def run_forward(layers, parameters, x, rng):
    """Through the layers in turn -> outputs of each layer, backward of each layer."""
    outputs, backs = [], []
    for layer, p in zip(layers, parameters, strict=True):
        x, back = layer.forward(p, x, rng)
        outputs.append(x)
        backs.append(back)
    return outputs, backs


def run_backward(backs, dy):
    """Gradient at the last output -> gradients at each layer's input, {name: gradient} of each."""
    deltas, gradients = [], []
    for back in reversed(backs):
        dy, own = back(asked(dy))
        deltas.append(dy)
        gradients.append(own)
    return deltas[::-1], gradients[::-1]


def chain_widths(layers):
    """Width of the input, then of each layer's output; None where any will do."""
    needed = [layer.widths[0] for layer in layers]
    widths = [next((n for n in needed if n is not None), None)]
    for i, layer in enumerate(layers):
        n_in, n_out = layer.widths
        if n_in not in (None, widths[-1]):
            raise ValueError(f"layer {i}, {layer}, takes {n_in} inputs, but {widths[-1]} come")
        widths.append(widths[-1] if n_out is None else n_out)
    return widths


@cache
def ones(B, dtype):
    """1^T, shape (1, B): as a product, 1^T dy, a sum over the batch takes less time."""
    return np.ones((1, B), dtype)


def check_sizes(layer):
    """n_in and n_out must be at least 1, init the name of an initializer."""
    require(layer.n_in >= 1, "n_in", layer.n_in, "at least 1")
    require(layer.n_out >= 1, "n_out", layer.n_out, "at least 1")
    INITIALIZERS[layer.init]


@LAYERS.add("dense")
@dataclass(frozen=True)
class Dense(Layer):
    """Linear layer y = x W + b, with W (n_in, n_out) and b (1, n_out).

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


@LAYERS.add("residual")
@dataclass(frozen=True)
class Residual(Layer):
    """Skip connection y = x + F(x), where F are inner layers: dy/dx = 1 + F' (He et al. 2016).

    Parameters are called "0.W" for W of the inner layer 0, and so on.
    """

    layers: tuple

    def __post_init__(self):
        require(len(self.layers) > 0, "layers", self.layers, "at least one layer")
        n_in, *_, n_out = chain_widths(self.layers)
        require(n_in == n_out, "layers", self.layers, "as wide out as in")

    @cached_property
    def names(self):
        """For each inner layer {its own name: the name here}."""
        return [{own: f"{i}.{own}" for own in inner.shapes} for i, inner in enumerate(self.layers)]

    def gather(self, kind):
        """Names here of what inner layers call their weights, matrices or tracked."""
        pairs = zip(self.layers, self.names, strict=True)
        return tuple(names[own] for inner, names in pairs for own in getattr(inner, kind))

    @property
    def shapes(self):
        """Shapes of all inner parameters."""
        pairs = zip(self.layers, self.names, strict=True)
        return {names[own]: shape for inner, names in pairs for own, shape in inner.shapes.items()}

    @property
    def weights(self):
        """Weights of the inner layers."""
        return self.gather("weights")

    @property
    def matrices(self):
        """Matrices of the inner layers."""
        return self.gather("matrices")

    @property
    def tracked(self):
        """What the inner layers track."""
        return self.gather("tracked")

    @property
    def widths(self):
        """Those of the inner layers, which are equal."""
        n = chain_widths(self.layers)[0]
        return n, n

    def inner(self, p):
        """p with the names here -> a dictionary with own names for each inner layer."""
        return [{own: p[name] for own, name in names.items()} for names in self.names]

    def start(self, p, rng):
        """Every inner layer starts as it would alone."""
        for layer, own in zip(self.layers, self.inner(p), strict=True):
            layer.start(own, rng)

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        outputs, backs = run_forward(self.layers, self.inner(p), x, rng)

        def backward(dy):
            deltas, own = run_backward(backs, dy)
            pairs = zip(self.names, own, strict=True)
            gradients = {names[name]: g for names, one in pairs for name, g in one.items()}
            return lambda: dy + asked(deltas[0]), gradients

        return x + outputs[-1], backward
