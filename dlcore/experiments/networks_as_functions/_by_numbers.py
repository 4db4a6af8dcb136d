"""Small networks of which every number is a knob: what they say, layer after layer."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from ...activations import sigmoid
from ..base import Experiment, Frame
from ..phrases import amount, listed

BENDS = {
    "sigmoid": lambda z: sigmoid(z)[0],
    "step": lambda z: (z > 0).astype(float),
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}


@dataclass(frozen=True)
class ByNumbersFrame(Frame):
    """A network of which t of `total` layers have spoken.

    units: what is in each column, (n,), nan where nobody has spoken; weights: (n, m) between them;
    biases: (m,) of each layer.
    """

    total: int
    units: tuple
    weights: tuple
    biases: tuple

    @property
    def spoken(self):
        """How many layers have."""
        return self.t

    @property
    def out(self):
        """What the last layer that has spoken says, (n,)."""
        return self.units[self.spoken]

    @property
    def headline(self):
        """The last layer that has spoken."""
        said = listed([amount(number) for number in self.out])
        if not self.t:
            return f"In go {said}."
        return f"Out come {said}." if self.t == self.total else f"Layer {self.t} says {said}."

    @property
    def summary(self):
        """All layers."""
        rows = [", ".join(f"{v:.4g}" for v in column) for column in self.units[: self.spoken + 1]]
        return f"Layer by layer: {'; '.join(rows)}."


class ByNumbers(Experiment):
    """What experiments with such a network share; they have the knobs w, b, activation.

    sizes: units of each column. given: weights and biases before those that are knobs. w: weights,
    for each unit those of what comes into it.
    """

    sizes: ClassVar[tuple] = ()
    given: ClassVar[tuple] = (), ()

    def layers(self):
        """[(W (n, m), b (m,)), ...]."""
        w, b = ([*given, *own] for given, own in zip(self.given, (self.w, self.b), strict=True))
        found = []
        for n, m in pairwise(self.sizes):
            W, w = np.reshape(w[: n * m], (m, n)).T, w[n * m :]
            found.append((W, np.array(b[:m], float)))
            b = b[m:]
        return found

    def forward(self, x):
        """x (..., n) -> what each column says, a list."""
        columns = [np.array(x, float)]
        for W, bias in self.layers():
            columns.append(BENDS[self.activation](columns[-1] @ W + bias))
        return columns


def names_of(sizes, letters):
    """Names of the numbers of all weights and of all biases, from the letters of the units."""
    weights, biases, last = [], [], letters[: sizes[0]]
    rest = letters[sizes[0] :]
    for m in sizes[1:]:
        own, rest = rest[:m], rest[m:]
        weights += [f"{a}→{unit}" for unit in own for a in last]
        biases += own
        last = own
    return tuple(weights), tuple(biases)
