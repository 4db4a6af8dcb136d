"""Max pooling: of each group of inputs the largest is let through."""

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from ..checks import number, require
from ..registry import LAYERS
from .base import Layer, batch
from .largest import largest


@LAYERS.add("max-pool")
@dataclass(frozen=True)
class MaxPool(Layer):
    """The largest of each window; windows tile the input without overlap.

    shape of one example and of a window: (n,) and (k,) group neighbours, (28, 28) and (2, 2) pool
    images. Examples come and go as flat vectors, here as everywhere.
    """

    shape: tuple
    window: tuple

    def __post_init__(self):
        for name in ("shape", "window"):
            sides = getattr(self, name)
            require(isinstance(sides, tuple | list) and len(sides) > 0, name, sides, "a tuple")
            sides = tuple(number(name, n, whole=True, least=1) for n in sides)
            object.__setattr__(self, name, sides)
        fits = len(self.shape) == len(self.window)
        fits = fits and not any(n % k for n, k in zip(self.shape, self.window, strict=True))
        require(fits, "window", self.window, f"as many divisors as shape {self.shape} has sides")

    @property
    def widths(self):
        """Entries before and after."""
        return prod(self.shape), prod(self.shape) // prod(self.window)

    @cached_property
    def members(self):
        """Places of the entries of each window, (windows, entries)."""
        split = [m for n, k in zip(self.shape, self.window, strict=True) for m in (n // k, k)]
        sides = len(self.shape)
        order = [*range(0, 2 * sides, 2), *range(1, 2 * sides, 2)]
        places = np.arange(prod(self.shape)).reshape(split).transpose(order)
        return places.reshape(-1, prod(self.window))

    @cached_property
    def home(self):
        """Where each entry of the input stands in `members`, (n,)."""
        return self.members.ravel().argsort()

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, windows), backward."""
        y, back = largest(batch(x, self.widths[0])[..., self.members], -1)

        def backward(dy):
            grouped = back(dy)
            return grouped.reshape(*dy.shape[:-1], -1)[..., self.home], {}

        return y, backward
