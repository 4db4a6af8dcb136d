"""Sigmoids, each shifted by one, added one by one: they become a ReLU, nearly."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import relu, sigmoid, softplus
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told

LOW, HIGH = -4.0, 8.0  # of the picture


@dataclass(frozen=True)
class SumFrame(Frame):
    """The first t of `total` sigmoids, k times sharper than usual, and their sum.

    z (n,); terms (t, n); sum, softplus, relu (n,); gaps: the largest distance of the sum from
    softplus and from ReLU, as far as the sigmoids reach; at: z where that from ReLU is.
    """

    total: int
    z: np.ndarray
    terms: np.ndarray
    sum: np.ndarray
    softplus: np.ndarray
    relu: np.ndarray
    gaps: np.ndarray
    at: float

    measures: ClassVar[dict] = {
        "largest distance from ReLU": Measure(".3f"),
        "largest distance from softplus": Measure(".3f"),
    }

    @property
    def scores(self):
        """Both distances."""
        pairs = zip(self.measures, self.gaps[::-1], strict=True)
        return {name: {"": float(gap)} for name, gap in pairs}

    @property
    def headline(self):
        """How far it is from ReLU."""
        if not self.t:
            return "Nothing is added yet."
        word = "sigmoid" if self.t == 1 else "sigmoids"
        gap = f"up to {amount(self.gaps[1])} away from ReLU."
        return told(f"{self.t} {word}, in the picture {gap}")

    @property
    def summary(self):
        """Both distances."""
        return (
            f"{self.t} of {self.total} sigmoids: the sum is at most {self.gaps[0]:.3g} from "
            f"softplus and {self.gaps[1]:.3g} from ReLU, most at z = {self.at:.2g}."
        )


@EXPERIMENTS.add("sum-of-sigmoids")
@dataclass(frozen=True, repr=False)
class SumOfSigmoids(Experiment):
    """sum_i sigmoid(k (z - (i - 1/2) / k)) / k, i = 1 ... number; softplus(k z) / k is the limit.

    k = 1 is source 1's sum of sigmoids with biases -1/2, -3/2, -5/2, ...
    """

    number: int = knob(30, 1, 200, least=1, most=2000, label="sigmoids", help="how many are added")
    sharpness: float = knob(
        1.0, 1, 32, log=True, least=0.1, most=100, help="k: so many times steeper and closer"
    )

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("number", "sharpness")
    pace: ClassVar[float] = 8

    def frames(self):
        """A frame with none, and one after each that is added, at most about sixty."""
        z, k = np.linspace(LOW, HIGH, 241), self.sharpness
        i = np.arange(1, self.number + 1)[:, None]
        terms = sigmoid(k * z - i + 0.5)[0] / k
        sums = np.concatenate([np.zeros((1, len(z))), terms.cumsum(0)])
        limits = softplus(k * z)[0] / k, relu(z)[0]
        for t in sorted({*range(0, self.number, -(-self.number // 60)), self.number}):
            apart = np.abs(sums[t] - np.stack(limits))
            gaps, at = apart.max(-1), float(z[apart[1].argmax()])
            yield SumFrame(t, self.number, z, terms[:t], sums[t], *limits, gaps, at)
