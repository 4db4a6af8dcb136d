"""Layers: frozen descriptions with `shapes` and `forward(p, x, rng) -> (y, backward)`.

p is a dictionary of parameters, one array (..., *shape) for each name in `shapes`.
x (..., B, n_in) is a batch; leading axes are runs. rng given means training, None prediction.
`backward(dy) -> (dx, {name: gradient})` is a closure: what it needs from the way forward it
remembers by itself, so nothing is stored in the layer and nothing can go stale.
"""

from dataclasses import dataclass

from .registry import ACTIVATIONS, INITIALIZERS


@dataclass(frozen=True)
class Dense:
    """Linear layer y = x W + b, with W (n_in, n_out) and b (1, n_out)."""

    n_in: int
    n_out: int
    init: str = "xavier-normal"

    def __post_init__(self):
        for name in ("n_in", "n_out"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        INITIALIZERS[self.init]

    @property
    def shapes(self):
        """Names and shapes of the parameters."""
        return {"W": (self.n_in, self.n_out), "b": (1, self.n_out)}

    def forward(self, p, x, rng=None):
        """x (..., B, n_in) -> y (..., B, n_out), backward."""

        def backward(dy):
            gradients = {"W": x.mT @ dy, "b": dy.sum(-2, keepdims=True)}
            # a function: this product is made only if a layer below asks for it
            return lambda: dy @ p["W"].mT, gradients

        return x @ p["W"] + p["b"], backward


@dataclass(frozen=True)
class Activation:
    """Elementwise y = f(x) with f from `ACTIVATIONS`."""

    name: str
    shapes = {}

    def __post_init__(self):
        ACTIVATIONS[self.name]

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        y, slope = ACTIVATIONS[self.name](x)
        return y, lambda dy: (dy * slope, {})
