"""Two inputs in different units: ellipses, zigzag, and what standardizing makes of them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from .quadratic import Quadratic

GOAL = 1e-6  # of the first loss: then the run has arrived
REACH = 2.0  # half the side of the picture around the best weights
OFF = (-1.6, 0.8)  # from the best weights to the usual start
LOST, LONGEST = 1e4, 10_000  # times the first loss; steps of a run


@dataclass(frozen=True)
class Descent:
    """A whole run: w (T + 1, 2), loss (T + 1,), grad (T + 1, 2), with the rate lr on f.

    arrived: the step at which the loss is a millionth of the first, inf if it never was.
    """

    f: Quadratic
    lr: float
    w: np.ndarray
    loss: np.ndarray
    grad: np.ndarray
    arrived: float


@dataclass(frozen=True)
class ScalingFrame(Frame):
    """Step t of a run."""

    descent: Descent

    measures: ClassVar[dict] = {
        "steps to arrive": Measure(".0f", log=True, never="never"),
        "loss": Measure(log=True),
    }

    @property
    def scores(self):
        """When it has arrived, and the loss now."""
        run = self.descent
        arrived = run.arrived if run.arrived <= self.t else np.inf
        return {"steps to arrive": {"": arrived}, "loss": {"": float(run.loss[self.t])}}

    @property
    def border(self):
        """2 / largest curvature: larger rates diverge."""
        return 2 / self.descent.f.axes[0][-1]

    @property
    def condition(self):
        """Largest over smallest curvature."""
        flat, steep = self.descent.f.axes[0]
        return steep / flat

    @property
    def headline(self):
        """Arrived or not, and how long a step may be."""
        run = self.descent
        rate = f"Rates up to {amount(self.border)} are stable, this one is {amount(run.lr)}."
        if not run.loss[self.t] < LOST * run.loss[0]:
            return "The run is lost: its rate is beyond 2 over the largest curvature."
        if run.arrived <= self.t:
            return told(f"Arrived after {run.arrived:,.0f} steps.", rate)
        return told(f"Step {self.t:,}: still on its way.", rate)

    @property
    def summary(self):
        """The same with numbers."""
        run, (x, y) = self.descent, self.descent.w[self.t]
        arrived = f"arrived at step {run.arrived:.0f}" if run.arrived <= self.t else "on its way"
        return (
            f"Step {self.t}: weights {x:.3g} and {y:.3g}, loss {run.loss[self.t]:.3g}, {arrived}; "
            f"curvatures {self.condition:.3g} : 1, rate {run.lr:.3g}, stable below "
            f"{self.border:.3g}."
        )

    @property
    def table(self):
        """Headings and a row for each direction of the bowl."""
        curvatures, directions = self.descent.f.axes
        rows = zip(("flattest", "steepest"), curvatures, directions.T, strict=True)
        head = ("direction", "weight 1", "weight 2", "curvature", "2 / curvature", "lr · curvature")
        lr = self.descent.lr
        return head, [(n, *map("{:.2g}".format, (*way, c, 2 / c, lr * c))) for n, c, way in rows]


@EXPERIMENTS.add("feature-scaling")
@dataclass(frozen=True, repr=False)
class FeatureScaling(Experiment):
    """y = w1 x1 + w2 x2 by gradient descent, where x2 is measured in units `stretch` times smaller.

    So its numbers are so many times as large, and its best weight as many times smaller. rates:
    "best" is 2 / (smallest + largest curvature), with which both directions shrink equally fast.
    """

    stretch: float = knob(3.0, 1, 30, log=True, least=1, most=100, help="x2 in smaller units")
    standardized: bool = knob(False, help="each input divided by its standard deviation")
    correlation: float = knob(0.0, 0, 0.95, least=-0.999, most=0.999, help="between x1 and x2")
    rates: str = knob("best", choices=("best", "own"), label="learning rate", help="who chooses")
    lr: float = knob(0.2, 1e-3, 2, log=True, label="own rate", help="used if 'own'")
    start: tuple | None = knob(None, point=True, help="first weights; drag the ring")
    examples: int = knob(100, 10, 500, least=3, help="how many")
    seed: int = knob(0, 0, 99, least=0, help="which examples")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("stretch", "standardized", "correlation", "rates")
    grid: ClassVar[tuple] = ("stretch", "correlation")

    @property
    def idle(self):
        """The rate where the best is taken."""
        return {"lr": "the best rate is taken"} if self.rates == "best" else {}

    def __post_init__(self):
        super().__post_init__()
        (x0, x1), (y0, y1) = self.reach("start")[0]
        x, y = self.first
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            raise ValueError(
                f"start must lie in the picture, {x0:.3g} to {x1:.3g} by {y0:.3g} to {y1:.3g}, "
                f"not at ({x:.3g}, {y:.3g})"
            )

    def examples_of(self):
        """x (N, 2), y (N,): inputs around 0; y depends on both as much, whatever their units."""
        x = generator(self.seed, stream=23).standard_normal((self.examples, 2))
        x[:, 1] = self.correlation * x[:, 0] + (1 - self.correlation**2) ** 0.5 * x[:, 1]
        x -= x.mean(0)
        y = x.sum(-1)
        x[:, 1] *= self.stretch
        return (x / x.std(0) if self.standardized else x), y

    @property
    def f(self):
        """The loss."""
        return Quadratic(*self.examples_of())

    def reach(self, name):
        """Where the start may lie, and its usual place."""
        x, y = self.f.best
        return ((x - REACH, x + REACH), (y - REACH, y + REACH)), (x + OFF[0], y + OFF[1])

    @property
    def first(self):
        """Where the run begins."""
        return self.start or self.reach("start")[1]

    def run(self):
        """The whole run, until it has arrived or is lost, 10,000 steps at most."""
        f, seen = self.f, []
        lr = float(2 / f.axes[0].sum() if self.rates == "best" else self.lr)
        for step in descend(f, self.first, OPTIMIZERS["gradient-descent"](), lr, replay=True):
            seen.append((step.theta, step.value, step.grad))
            arrived = step.value <= GOAL * seen[0][1]
            if arrived or not step.value < LOST * seen[0][1] or step.t == LONGEST:
                break
        parts = (np.stack(part) for part in zip(*seen, strict=True))
        return Descent(f, lr, *parts, float(step.t) if arrived else np.inf)

    def frames(self):
        """A frame for each of about a hundred steps, evenly spaced in powers of ten."""
        run = self.run()
        last = len(run.loss) - 1
        for t in np.unique([0, *np.geomspace(1, max(last, 1), 120).round().astype(int)]):
            if t <= last:
                yield ScalingFrame(int(t), run)
