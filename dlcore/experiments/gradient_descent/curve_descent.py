"""A ball on a curve: how long a step may be, and where it lands."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...diagnosis import descent
from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...surfaces import Surface
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from .gauge import gauge, landing
from .grounds import DOMAIN, GROUNDS

REST = 1e-4  # of the picture's width: a shorter step is rest


@dataclass(frozen=True)
class Walk:
    """A whole run, T + 1 moments and the step that follows each.

    ground (2, n): x and height of the landscape; x, height, slope, curvature (T + 2,): where the
    ball is, the derivatives there; gauge (T + 1,): where each step lands; goal: below it the ball
    has arrived.
    """

    ground: np.ndarray
    x: np.ndarray
    height: np.ndarray
    slope: np.ndarray
    curvature: np.ndarray
    gauge: np.ndarray
    goal: float


@dataclass(frozen=True)
class CurveFrame(Frame):
    """Moment t: the ball, and its next step."""

    walk: Walk

    measures: ClassVar[dict] = {"height": Measure()}

    @property
    def scores(self):
        """How high the ball is."""
        return {"height": {"": float(self.walk.height[self.t])}}

    @property
    def border(self):
        """2 / second derivative: the longest rate that a parabola bent like this bears."""
        curvature = self.walk.curvature[self.t]
        return 2 / curvature if curvature > 0 else np.inf

    @property
    def left(self):
        """Whether the ball is outside of the picture."""
        low, high = DOMAIN
        return not low <= self.walk.x[self.t] <= high

    @property
    def still(self):
        """Whether it hardly moves."""
        (low, high), (x, then) = DOMAIN, self.walk.x[self.t : self.t + 2]
        return abs(then - x) < REST * (high - low)

    @property
    def findings(self):
        """What is wrong with the run."""
        path, height = self.walk.x[: self.t + 1, None], self.walk.height[: self.t + 1]
        return descent(path, height, self.walk.goal, np.ptp(DOMAIN), "The ball")

    @property
    def headline(self):
        """Where the next step lands."""
        if self.left:
            return "The ball has left the picture."
        if self.still:
            low = self.walk.height[self.t] < self.walk.goal
            return "The ball is at rest at the bottom." if low else "The ball hardly moves."
        border = f"Here 2/curvature is {amount(self.border)}." if self.border < np.inf else ""
        return told(f"It lands {landing(self.walk.gauge[self.t])}.", border)

    @property
    def summary(self):
        """The same with numbers."""
        walk, t = self.walk, self.t
        ends = f"from {walk.x[t]:.3g} to {walk.x[t + 1]:.3g}"
        bent = f"slope {walk.slope[t]:.3g}, second derivative {walk.curvature[t]:.3g}"
        lands = f"it lands {landing(walk.gauge[t])}"
        return f"Step {t} of {len(walk.gauge) - 1}, {ends}: {lands}; {bent}."

    @property
    def table(self):
        """Headings and a row for each step."""
        walk, columns = self.walk, ("x", "height", "slope", "curvature", "gauge")
        parts = [getattr(walk, name)[: self.t + 1] for name in columns]
        rows = [(t, *map("{:.3g}".format, row)) for t, row in enumerate(zip(*parts, strict=True))]
        shown = [tuple(c if str(c) not in ("nan", "inf") else "" for c in row) for row in rows]
        return ("step", "weight", "loss", "slope", "second derivative", "gauge"), shown


@EXPERIMENTS.add("curve-descent")
@dataclass(frozen=True, repr=False)
class CurveDescent(Experiment):
    """x = x - lr * slope, step after step, on a landscape of one weight."""

    ground: str = knob("parabola", choices=GROUNDS, label="landscape", help="the ground")
    lr: float = knob(0.1, 0.01, 2, log=True, label="learning rate", help="size of the steps")
    curvature: float = knob(4.0, 0.5, 8, least=0.01, help="second derivative of the parabola")
    start: float = knob(1.8, -3, 3, help="where the ball begins; drag the ring")
    steps: int = knob(40, 10, 200, least=1, most=5000, help="length of the run")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    grid: ClassVar[tuple] = ("lr", "curvature")
    front: ClassVar[tuple] = ("lr", "curvature", "ground", "start")

    def __post_init__(self):
        super().__post_init__()
        low, high = DOMAIN
        if not low <= self.start <= high:
            raise ValueError(f"start must lie in the picture, {low} to {high}, not {self.start}")

    @property
    def idle(self):
        """The curvature where the ground has its own."""
        if self.ground == "parabola":
            return {}
        return {"curvature": "this landscape has its own"}

    @np.errstate(over="ignore", invalid="ignore")  # of a run that diverges
    def walk(self):
        """The whole run."""
        f = Surface(GROUNDS[self.ground](self.curvature), domain=(DOMAIN,))
        steps = descend(f, [self.start], OPTIMIZERS["gradient-descent"](), self.lr)
        seen = [(s.theta, s.value, s.grad) for s in islice(steps, self.steps + 2)]
        x, height, slope = (np.stack(part) for part in zip(*seen, strict=True))
        alpha = gauge(slope[:-1], slope[1:], np.diff(x, axis=0))
        side = np.linspace(*DOMAIN, 241)
        ground = np.stack([side, f(side[:, None])[0]])
        curvature = f.hessian(x)[..., 0, 0]
        return Walk(ground, x[:, 0], height, slope[:, 0], curvature, alpha, ground[1].min() + 0.01)

    def frames(self):
        """A frame for each moment."""
        walk = self.walk()
        for t in range(self.steps + 1):
            yield CurveFrame(t, walk)
