"""Skip connections: layers whose output is added to their input."""

from dataclasses import dataclass
from functools import cached_property

from ..checks import require
from ..registry import LAYERS
from .base import Layer, as_layers, asked, batch, chain_widths, run_backward, run_forward


@LAYERS.add("residual")
@dataclass(frozen=True)
class Residual(Layer):
    """Skip connection y = x + F(x), where F are inner layers: dy/dx = 1 + F' (He et al. 2016).

    Parameters are called "0.W" for W of the inner layer 0, and so on.
    """

    layers: tuple

    def __post_init__(self):
        object.__setattr__(self, "layers", as_layers(self.layers))
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
        x = batch(x, self.widths[0])
        outputs, backs = run_forward(self.layers, self.inner(p), x, rng)

        def backward(dy):
            deltas, own = run_backward(backs, dy)
            pairs = zip(self.names, own, strict=True)
            gradients = {names[name]: g for names, one in pairs for name, g in one.items()}
            return lambda: dy + asked(deltas[0]), gradients

        return x + outputs[-1], backward
