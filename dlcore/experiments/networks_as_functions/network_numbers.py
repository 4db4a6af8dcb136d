"""The network 2-2-2-2 of source 4 with all its numbers, which can be typed."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob, numbers
from ...registry import EXPERIMENTS
from ._by_numbers import BENDS, ByNumbers, ByNumbersFrame, names_of

SIZES = (2, 2, 2, 2)
W_NAMES, B_NAMES = names_of(SIZES, ["x1", "x2", "p1", "p2", "q1", "q2", "y1", "y2"])
# source 4; for each unit the weights of what comes into it
WEIGHTS = (1.0, -2.0, -1.0, 1.0, 2.0, -1.0, -2.0, -1.0, 3.0, -1.0, -1.0, 4.0)
BIASES = (1.0, 0.0, 0.0, 0.0, -2.0, 2.0)


@EXPERIMENTS.add("network-numbers")
@dataclass(frozen=True, repr=False)
class NetworkNumbers(ByNumbers):
    """y = s(W3 s(W2 s(W1 x + b1) + b2) + b3), a vector in and a vector out."""

    x: tuple = numbers((1.0, -1.0), -3, 3, names=("x1", "x2"), label="inputs", help="what goes in")
    w: tuple = numbers(WEIGHTS, -5, 5, names=W_NAMES, label="weights", help="from → to")
    b: tuple = numbers(BIASES, -5, 5, names=B_NAMES, label="biases", help="of each unit")
    activation: str = knob("sigmoid", choices=tuple(BENDS), help="of all units")

    to_play: ClassVar[bool] = True
    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 0.7
    sizes: ClassVar[tuple] = SIZES

    def frames(self):
        """One before the first layer, and one after each."""
        units, layers = self.forward(self.x), self.layers()
        about = tuple(W for W, _ in layers), tuple(b for _, b in layers)
        for t in range(len(units)):
            known = [u if i <= t else np.full(len(u), np.nan) for i, u in enumerate(units)]
            yield ByNumbersFrame(t, len(layers), tuple(known), *about)
