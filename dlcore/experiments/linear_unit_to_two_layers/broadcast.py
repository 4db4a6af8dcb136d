"""A straight line is fitted; the targets have the shape (n, 1), or only (n,)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import LOST, amount, told

SHAPES = ("(n, 1)", "(n,)")
STEPS = 80


@dataclass(frozen=True)
class BroadcastFrame(Frame):
    """After t steps: the line, w x + b; slope, height: what the points were made with.

    x, y (n,): the points; errors: prediction minus target, (n, 1) or (n, n); losses (t + 1,).
    """

    shape: str
    x: np.ndarray
    y: np.ndarray
    slope: float
    w: float
    b: float
    errors: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {"slope": Measure(".2f"), "loss": Measure(log=True)}

    @property
    def scores(self):
        """Of the present line."""
        numbers = self.w, float(self.losses[-1])
        return {name: {"": n} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """The slope, and how many differences there are."""
        if not np.isfinite(self.losses[-1]):
            return LOST
        n, m = self.errors.shape
        return told(
            f"the line has slope {amount(round(self.w, 1) + 0.0)}.", f"{n} × {m} differences."
        )

    @property
    def summary(self):
        """The line, and the shape of its errors."""
        return (
            f"Step {self.t}: line {self.w:.2f} x + {self.b:.2f}, made with slope {self.slope:g}; "
            f"loss {self.losses[-1]:.3g}, the mean of {self.errors.shape} squares."
        )


@EXPERIMENTS.add("broadcast")
@dataclass(frozen=True, repr=False)
class Broadcast(Experiment):
    """y = slope x + 1 with noise; w and b by gradient descent on ((x w + b - y) ** 2).mean()."""

    shape: str = knob("(n,)", choices=SHAPES, label="shape of y", help="predictions are (n, 1)")
    slope: float = knob(3.0, -4, 4, help="of the points")
    noise: float = knob(0.3, 0, 2, least=0, help="standard deviation of the points")
    n: int = knob(24, 2, 60, least=2, most=200, label="points", help="how many")
    lr: float = knob(0.2, 0.01, 1, log=True, label="learning rate", help="size of the steps")
    seed: int = knob(0, 0, 99, least=0, help="of the points")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("shape", "slope", "n")

    def frames(self):
        """A frame for each step."""
        rng = generator(self.seed, stream=30)
        x = np.sort(rng.uniform(-1.5, 1.5, (self.n, 1)), 0)
        y = self.slope * x + 1 + self.noise * rng.standard_normal((self.n, 1))
        target = y if self.shape == "(n, 1)" else y[:, 0]
        w, b, losses = 0.0, 0.0, []
        for t in range(STEPS + 1):
            with np.errstate(over="ignore", invalid="ignore"):
                errors = (x * w + b) - target  # (n, 1) - (n,): NumPy makes it (n, n)
                losses.append((errors**2).mean())
            points = x[:, 0], y[:, 0], self.slope
            yield BroadcastFrame(t, self.shape, *points, w, b, errors, np.array(losses))
            with np.errstate(over="ignore", invalid="ignore"):
                w -= self.lr * float((2 * errors * x).mean())
                b -= self.lr * float((2 * errors).mean())
