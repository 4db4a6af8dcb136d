"""One weight under L2 and L1: what a pull in proportion does to it, and what a constant one."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import GradientDescent
from ...registry import EXPERIMENTS
from ...regularizers import l1, l2
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import LOST, amount

NAMES = ("L2", "L1, sub-gradient", "L1, soft threshold")
WANTED = 1.0  # where the data alone would have the weight


@dataclass(frozen=True)
class OneWeightFrame(Frame):
    """weights (3, t + 1): before each of t steps and after the last; pull: lr times strength."""

    weights: np.ndarray
    pull: float

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {"weight": Measure(".6g"), "last step": Measure(".2g")}

    @property
    def scores(self):
        """The weight now, and how far the last step moved it."""
        now, before = self.weights[:, -1], self.weights[:, -2:][:, 0]
        return self.by_name(now, np.abs(now - before))

    @property
    def jumps(self):
        """Whether the sub-gradient of L1 makes its weight turn round at each step."""
        turns = np.diff(np.sign(np.diff(self.weights[1, -4:])))
        return len(turns) > 0 and bool((turns != 0).all())

    @property
    def headline(self):
        """The three weights."""
        if not self.t:
            return f"All three weights start at {amount(self.weights[0, 0])}."
        if not np.isfinite(self.weights[:, -1]).all():
            return LOST
        proportional, jumping, stopping = map(amount, self.weights[:, -1])
        if self.jumps:
            jumping = "jumps to and fro"
        return f"L2: {proportional}; L1: {jumping}; L1 with soft threshold: {stopping}."

    @property
    def summary(self):
        """The three weights, and whether one of them jumps about or is exactly 0."""
        proportional, jumping, stopping = (f"{w:.6g}" for w in self.weights[:, -1])
        said = f"Step {self.t}: L2 has made it {proportional}, L1 {jumping}"
        said += " (jumping to and fro)" if self.jumps else ""
        exact = " exactly" if self.weights[2, -1] == 0 else ""
        return f"{said}, L1 with a soft threshold{exact} {stopping}."

    @property
    def table(self):
        """Headings and one row for each of about ten moments."""
        moments = np.unique(np.linspace(0, self.t, 11).astype(int))
        rows = [(int(t), *(f"{w:.4g}" for w in self.weights[:, t])) for t in moments]
        return ("step", *NAMES), rows


@EXPERIMENTS.add("one-weight")
@dataclass(frozen=True, repr=False)
class OneWeight(Experiment):
    """Gradient descent on data / 2 (w - 1)^2 + strength times the penalty, from w = start.

    With data = 0 the penalty is alone: L2 multiplies the weight by 1 - lr strength in each step,
    L1 moves it by lr strength.
    """

    start: float = knob(3.0, 0.01, 1e6, log=True, label="weight at first", help="where it starts")
    data: float = knob(0.0, 0, 1, least=0, label="pull of the data", help="towards 1; 0: no data")
    strength: float = knob(0.07, 1e-3, 1, log=True, label="strength λ", help="of the penalty")
    lr: float = knob(0.1, 1e-3, 1, log=True, label="learning rate η", help="size of the steps")
    steps: int = knob(600, 10, 1500, least=1, most=20000, help="how many")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("start", "steps", "data", "strength")

    def __call__(self, w):
        """w (3, 1) -> value (3,), gradient (3, 1); the third penalty acts after the step."""
        off = w - WANTED
        (value2, pull2), (value1, pull1) = l2(w[:1]), l1(w[1:2])
        value = 0.5 * self.data * (off * off).sum(-1)
        value = value + self.strength * np.concatenate([value2, value1, [0.0]])
        pull = np.concatenate([pull2, pull1, np.zeros((1, 1))])
        return value, self.data * off + self.strength * pull

    def frames(self):
        """About 60 frames."""
        shrink = np.array([[0.0], [0.0], [self.strength]])
        start = np.full((3, 1), float(self.start))
        walk = descend(self, start, GradientDescent(), self.lr, shrink=shrink)
        weights = np.stack([s.theta[:, 0] for s in islice(walk, self.steps + 1)], 1)
        for t in every(self.steps // 60, self.steps):
            yield OneWeightFrame(t, weights[:, : t + 1], self.lr * self.strength)
