"""A network: a tuple of layers over one flat vector theta (..., P) that holds all parameters."""

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from . import description
from .checks import floats, number, require
from .layers import Activation, Dense, as_layers, batch, chain_widths, run_backward, run_forward
from .registry import ACTIVATIONS
from .seeding import Streams, generator


@dataclass(frozen=True)
class Net:
    """Layers in sequence. theta (..., P): one vector for each run, leading axes are runs."""

    layers: tuple

    def __post_init__(self):
        object.__setattr__(self, "layers", as_layers(self.layers))
        chain_widths(self.layers)  # complains if they do not fit together

    @cached_property
    def widths(self):
        """Width of the input, then of each layer's output; None where any will do."""
        return chain_widths(self.layers)

    @cached_property
    def places(self):
        """For each layer {name: (its part of theta, its shape)}."""
        at, places = 0, []
        for layer in self.layers:
            places.append({})
            for name, shape in layer.shapes.items():
                places[-1][name] = slice(at, at + prod(shape)), shape
                at += prod(shape)
        return places

    @cached_property
    def size(self):
        """P, the number of entries of theta."""
        return sum(prod(shape) for layer in self.layers for shape in layer.shapes.values())

    @cached_property
    def weight_parts(self):
        """[(the part of theta that holds a weight matrix, its shape (n_in, n_out)), ...]."""
        pairs = zip(self.layers, self.places, strict=True)
        stacks = [places[name] for layer, places in pairs for name in layer.weights]
        return [
            (slice(at, at + prod(shape[-2:])), shape[-2:])
            for part, shape in stacks
            for at in range(part.start, part.stop, prod(shape[-2:]))
        ]

    def views(self, theta):
        """theta (..., P) -> [{name: view (..., *shape)}, ...]; writing a view writes theta."""
        runs = self.runs(theta)
        return [
            {name: theta[..., part].reshape(runs + shape) for name, (part, shape) in own.items()}
            for own in self.places
        ]

    def weights(self, theta):
        """theta (..., P) -> list of views of the weight matrices (..., n_in, n_out).

        Each piece of maxout units is a matrix of its own.
        """
        runs = self.runs(theta)
        return [theta[..., part].reshape(runs + shape) for part, shape in self.weight_parts]

    def runs(self, theta):
        """theta (..., P) -> (...)."""
        if getattr(theta, "shape", ())[-1:] != (self.size,):
            came = f"shape {theta.shape}" if hasattr(theta, "shape") else type(theta).__name__
            raise ValueError(f"theta must have {self.size} entries, not {came}")
        return theta.shape[:-1]

    def init(self, seed=0, dtype=np.float32):
        """First theta (P,); a sequence of K seeds gives (K, P), row k as its seed alone would."""
        good = isinstance(dtype, type | np.dtype) and dtype in (np.float32, np.float64, float)
        require(good, "dtype", dtype, "np.float32 or np.float64")
        rng = generator(seed)
        runs = (len(rng.generators),) if isinstance(rng, Streams) else ()
        theta = np.zeros((*runs, self.size), dtype)
        for layer, p in zip(self.layers, self.views(theta), strict=True):
            layer.start(p, rng)
        return theta

    @cached_property
    def weight_mask(self):
        """1 where theta holds a weight, 0 for the rest: what weight decay acts on. Shape (P,)."""
        mask = np.zeros(self.size, np.float32)
        for W in self.weights(mask):
            W[...] = 1
        return mask

    @cached_property
    def tracked_mask(self):
        """True where theta holds tracked statistics, (P,); None if no layer tracks any."""
        mask = np.zeros(self.size, bool)
        for layer, p in zip(self.layers, self.views(mask), strict=True):
            for name in layer.tracked:
                p[name][...] = True
        return mask if mask.any() else None

    def forward(self, theta, x, rng=None):
        """theta (..., P), x (..., B, n_in) -> outputs of every layer, backward.

        `backward(dy) -> (gradient (..., P), deltas)`: dy is the gradient at the last output,
        deltas[i] the gradient at the input of layer i (`asked` turns deltas[0] into an array).
        The entries of tracked statistics hold their old value minus the new one.
        """
        theta, x = floats("theta", theta), batch(x, self.widths[0])
        outputs, backs = run_forward(self.layers, self.views(theta), x, rng)

        def backward(dy):
            grad = np.empty_like(theta, order="C")
            deltas, gradients = run_backward(backs, dy)
            flat = (*theta.shape[:-1], -1)
            for places, own in zip(self.places, gradients, strict=True):
                for name, (place, _) in places.items():
                    grad[..., place] = own[name].reshape(flat)
            return grad, deltas

        return outputs, backward

    def predict(self, theta, x):
        """Outputs of the last layer, (..., B, n_out)."""
        return self.forward(theta, x)[0][-1]

    def summary(self):
        """Table of layers, outputs and parameters."""
        return description.summary(self)

    def graph(self):
        """Nodes and edges as plain data, for pictures."""
        return description.graph(self)


def check_net(name, net):
    """A network is wanted."""
    require(isinstance(net, Net), name, net, "a Net, such as mlp(64, 32, 10)")


def mlp(*sizes, activation="relu", init=None):
    """Fully connected network: mlp(64, 32, 10) is Dense 64-32, activation, Dense 32-10.

    init: name in INITIALIZERS; None takes He for ReLU and its kin, and Xavier for the others.

    >>> net = mlp(784, 100, 10)
    >>> net.init(seed=0).shape, net.init(seed=[0, 1, 2]).shape
    ((79510,), (3, 79510))
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes needs an input and an output size, came {sizes}")
    sizes = [number("sizes", n, whole=True, least=1) for n in sizes]
    require(isinstance(activation, str), "activation", activation, "a name in ACTIVATIONS")
    ACTIVATIONS[activation]
    if init is None:
        init = "he-normal" if activation.endswith("lu") else "xavier-normal"
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        layers += [Dense(n_in, n_out, init), Activation(activation)]
    return Net(tuple(layers[:-1]))
