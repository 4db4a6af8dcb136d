"""A matrix under orthogonal regularization alone: what becomes of its singular values."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...regularizers import PENALTIES
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount

LOOKS = 50


@dataclass(frozen=True)
class OrthogonalPullFrame(Frame):
    """After t of `total` steps.

    steps (k,); gains (n, k): singular values at these steps, the largest first; penalty (k,).
    """

    total: int
    steps: np.ndarray
    gains: np.ndarray
    penalty: np.ndarray

    measures: ClassVar[dict] = {"smallest": Measure(".2f"), "largest": Measure(".2f")}

    @property
    def scores(self):
        """Ends of the singular values now."""
        ends = float(self.gains[-1, -1]), float(self.gains[0, -1])
        return {name: {"": value} for name, value in zip(self.measures, ends, strict=True)}

    @property
    def headline(self):
        """Where they are."""
        low, high = amount(self.gains[-1, -1]), amount(self.gains[0, -1])
        return f"Singular values {low} to {high}; penalty {amount(self.penalty[-1])}."

    @property
    def summary(self):
        """The same, with the step."""
        low, high = self.gains[-1, -1], self.gains[0, -1]
        said = f"singular values {low:.2g} to {high:.2g}; penalty {self.penalty[-1]:.3g}"
        return f"Step {self.t} of {self.total}: {said}."

    @property
    def table(self):
        """Headings and a row for each look."""
        rows = zip(self.steps, self.gains[-1], self.gains[0], self.penalty, strict=True)
        head = ("step", "smallest", "largest", "penalty")
        return head, [(int(t), *(f"{v:.3g}" for v in row)) for t, *row in rows]


@EXPERIMENTS.add("orthogonal-pull")
@dataclass(frozen=True, repr=False)
class OrthogonalPull(Experiment):
    """W = W - lr gradient of sum |W^T W - I|, from random weights of variance 1 / inputs."""

    inputs: int = knob(40, 2, 80, least=1, most=200, help="rows of W")
    units: int = knob(30, 2, 80, least=1, most=200, help="columns of W")
    lr: float = knob(0.002, 1e-4, 0.02, log=True, label="step", help="strength times rate")
    steps: int = knob(1000, 100, 2000, least=1, most=20000, help="how many")
    seed: int = knob(0, 0, 99, least=0, help="of the first weights")

    front: ClassVar[tuple] = ("units", "inputs", "lr")

    def work(self):
        """A frame before the first step and then about 50; None after each step."""
        shape = self.inputs, self.units

        def f(theta):
            value, grad = PENALTIES["orthogonality"](theta.reshape(shape))
            return value, grad.reshape(theta.shape)

        first = generator(self.seed).standard_normal(shape) / np.sqrt(self.inputs)
        rule, stride = OPTIMIZERS["gradient-descent"](), max(1, self.steps // LOOKS)
        seen = []
        for step in descend(f, first.ravel(), rule, self.lr):
            if step.t % stride == 0 or step.t == self.steps:
                gains = np.linalg.svd(step.theta.reshape(shape), compute_uv=False)
                seen.append((step.t, gains, float(step.value)))
                steps, all_gains, penalty = map(np.array, zip(*seen, strict=True))
                yield OrthogonalPullFrame(step.t, self.steps, steps, all_gains.T, penalty)
            if step.t == self.steps:
                return
            yield
