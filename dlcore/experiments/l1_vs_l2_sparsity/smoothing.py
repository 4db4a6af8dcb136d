"""What L2 does to a boundary between two classes of points in the plane (source 2)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import PLANE
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import LOST, amount, compared, percent
from ..plane import of_class_1, points
from ..training import Training
from ..variants import Variants

SIDE = 36  # points along each side of the pictures
REACH = 3.2


@dataclass(frozen=True)
class SmoothingFrame(Frame):
    """Networks after t of `total` updates, for S strengths of L2.

    strengths (S,); pictures (S, SIDE, SIDE): probability of class 1 over the plane, first network
    of each strength; side (SIDE,): coordinates; slopes (S, K): root mean square over the plane of
    the length of its gradient, per unit; train and test (S, K): shares right; x (N, 2) and
    labels (N,): the points.
    """

    total: int
    strengths: tuple
    pictures: np.ndarray
    side: np.ndarray
    slopes: np.ndarray
    train: np.ndarray
    test: np.ndarray
    x: np.ndarray
    labels: np.ndarray

    who: ClassVar[str] = "L2"
    measures: ClassVar[dict] = {
        "slope (rms)": Measure(),
        "training right": Measure(".0%"),
        "test right": Measure(".1%"),
    }

    @property
    def names(self):
        """One for each strength."""
        return tuple(f"λ = {strength:g}" for strength in self.strengths)

    @property
    def scores(self):
        """Means over the networks of a strength."""
        return self.by_name(*(part.mean(-1) for part in (self.slopes, self.train, self.test)))

    @property
    def headline(self):
        """What the strength that was chosen does, against none."""
        if not self.t:
            return "Before training all four are alike."
        slope, right = self.slopes.mean(-1)[[2, 0]], self.test.mean(-1)[[2, 0]]
        if not np.isfinite(slope).all():
            return LOST
        if not slope[1]:
            return "Without L2 the network is flat everywhere."
        said = f"λ = {amount(self.strengths[2])}: slope {compared(slope[0] / slope[1])}"
        return f"{said}; {percent(right[0])} right, {percent(right[1])} without."

    @property
    def summary(self):
        """Slopes and shares right."""
        rows = zip(self.names, *(s.values() for s in self.scores.values()), strict=True)
        said = [
            f"{name} slope {slope:.2g}, {train:.0%} and {test:.1%}"
            for name, slope, train, test in rows
        ]
        return f"Update {self.t} of {self.total}, training and test right: {'; '.join(said)}."


@EXPERIMENTS.add("smoothing")
@dataclass(frozen=True, repr=False)
class Smoothing(Experiment):
    """A network 2-width-width-2 with no L2, a tenth of the strength, the strength, ten times it."""

    strength: float = knob(0.01, 1e-3, 0.1, log=True, label="strength λ", help="of the third")
    data: str = knob("moons", choices=PLANE, help="points of two classes")
    noise: float = knob(0.5, 0, 0.6, least=0, help="of the points, in their own units")
    examples: int = knob(80, 20, 300, least=4, label="training points", help="how many")
    width: int = knob(30, 4, 60, least=1, most=512, label="units a layer", help="width")
    lr: float = knob(0.05, 0.005, 0.2, log=True, label="learning rate", help="of momentum")
    epochs: int = knob(400, 20, 600, least=1, help="passes over the points")
    runs: int = knob(3, 1, 6, least=1, most=50, label="networks", help="the first is pictured")
    seed: int = knob(0, 0, 99, least=0, help="points and first weights")

    front: ClassVar[tuple] = ("strength", "data", "noise", "seed")

    def work(self):
        """About 50 frames; None after each update."""
        data = PLANE[self.data](n=self.examples, noise=self.noise, seed=self.seed)
        strengths = (0.0, *(float(f"{f * self.strength:.3g}") for f in (0.1, 1, 10)))
        names = "width lr epochs runs seed".split()
        usual = Training(batch=40, **{name: getattr(self, name) for name in names})
        nets = Variants(usual, {i: {"l2": s} for i, s in enumerate(strengths)}, data).stack
        looks = every(nets.total // 50, nets.total)
        for step in nets.steps():
            yield self.frame(step, nets, strengths) if step.t in looks else None

    @staticmethod
    def frame(step, nets, strengths):
        """What every network makes of the plane and of the points now."""
        data, side = nets.data, np.linspace(-REACH, REACH, SIDE, dtype="f")
        p = of_class_1(nets.net.predict(step.theta, points(side))).reshape(-1, SIDE, SIDE)
        slopes = np.gradient(p, side[1] - side[0], axis=(1, 2))
        slopes = np.sqrt((slopes[0] ** 2 + slopes[1] ** 2).mean((1, 2)))
        parts = (data.x, data.y), (data.x_test, data.y_test)
        shares = (accuracy(nets.net, step.theta, *part) for part in parts)
        pictures, *looks = (nets.apart(part) for part in (p, slopes, *shares))
        about = nets.total, strengths, pictures[:, 0].copy(), side
        return SmoothingFrame(step.t, *about, *looks, data.x, data.y.argmax(-1))
