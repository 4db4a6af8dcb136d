"""A network: a tuple of layers over one flat vector theta (..., P) that holds all parameters."""

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from .layers import Activation, Dense
from .registry import INITIALIZERS
from .seeding import Streams, generator


def asked(dx):
    """Gradient at a layer's input; a layer may give a function, called only if it is needed."""
    return dx() if callable(dx) else dx


@dataclass(frozen=True)
class Net:
    """Layers in sequence. theta (..., P): one vector for each run, leading axes are runs."""

    layers: tuple

    @cached_property
    def size(self):
        """P, the number of entries of theta."""
        return sum(prod(shape) for layer in self.layers for shape in layer.shapes.values())

    def views(self, theta):
        """theta (..., P) -> [{name: view (..., *shape)}, ...]; writing a view writes theta."""
        at, views = 0, []
        for layer in self.layers:
            views.append({})
            for name, shape in layer.shapes.items():
                part = theta[..., at : at + prod(shape)]
                views[-1][name] = part.reshape(*theta.shape[:-1], *shape)
                at += prod(shape)
        return views

    def init(self, seed=0, dtype=np.float32):
        """First theta (P,); a sequence of K seeds gives (K, P), row k as its seed alone would."""
        rng = generator(seed)
        runs = (len(rng.generators),) if isinstance(rng, Streams) else ()
        theta = np.zeros((*runs, self.size), dtype)
        for layer, p in zip(self.layers, self.views(theta), strict=True):
            if "W" in p:
                p["W"][...] = INITIALIZERS[layer.init](rng, p["W"].shape)
        return theta

    @cached_property
    def weight_mask(self):
        """1 where theta holds a weight, 0 for biases: what penalties act on. Shape (P,)."""
        mask = np.zeros(self.size, np.float32)
        for p in self.views(mask):
            if "W" in p:
                p["W"][...] = 1
        return mask

    def forward(self, theta, x, rng=None):
        """theta (..., P), x (..., B, n_in) -> outputs of every layer, backward.

        `backward(dy) -> (gradient (..., P), deltas)`: dy is the gradient at the last output,
        deltas[i] the gradient at the input of layer i (`asked` turns deltas[0] into an array).
        """
        outputs, backs = [], []
        for layer, p in zip(self.layers, self.views(theta), strict=True):
            x, back = layer.forward(p, x, rng)
            outputs.append(x)
            backs.append(back)

        def backward(dy):
            grad, deltas = np.zeros_like(theta), []
            for back, g in zip(reversed(backs), reversed(self.views(grad)), strict=True):
                dy, gradients = back(asked(dy))
                deltas.insert(0, dy)
                for name, value in gradients.items():
                    g[name][...] = value
            return grad, deltas

        return outputs, backward

    def predict(self, theta, x):
        """Outputs of the last layer, (..., B, n_out)."""
        return self.forward(theta, x)[0][-1]


def mlp(*sizes, activation="relu", init=None):
    """Fully connected network: mlp(64, 32, 10) is Dense 64-32, activation, Dense 32-10.

    init: name in INITIALIZERS; None takes He for ReLU and Xavier for the others.
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes needs an input and an output size, came {sizes}")
    init = init or ("he-normal" if "relu" in activation else "xavier-normal")
    layers = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        layers += [Dense(n_in, n_out, init), Activation(activation)]
    return Net(tuple(layers[:-1]))
