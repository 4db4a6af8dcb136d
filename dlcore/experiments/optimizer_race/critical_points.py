"""Where the gradient vanishes: what the Hessian says there, and how long the rules stay."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, NamedTuple

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...surfaces import SURFACES
from ..base import Experiment, Frame, Measure
from ..phrases import spoken, told
from ..rates import racing, rules_of

DROP = 0.1  # a run has escaped when its loss is so far below that of the point
LEVEL = 0.01  # curvatures smaller than this are called level
SIDE = 61  # points along each side of the picture


class Place(NamedTuple):
    """A point of a surface; reach: half the side of the picture around it."""

    surface: str
    point: tuple
    reach: float


POINTS = {
    "saddle": Place("saddle", (0.0, 0.0), 1.4),
    "plateau": Place("plateau", (-8.0, 0.0), 6.0),
    "local-minimum": Place("local-minimum", (0.0525409, 0.0), 2.4),
    "minimum": Place("bowl", (0.0, 0.0), 1.4),
}


@dataclass(frozen=True)
class Escape:
    """All runs around a point: R rules, K starts, T + 1 moments.

    slope: length of the gradient at the point; floor: the lowest loss in the picture of the whole
    surface, from the point's; curvatures (2,), directions (2, 2), a column each: eigenvalues and
    eigenvectors of the Hessian, the smaller first. offset (n,): distances from the point; heights
    (n, n): loss minus that of the point around it, along (2, n): the same in the two directions.
    theta (T + 1, R, K, 2), value (T + 1, R, K), both seen from the point; left (R, K): step of
    the escape, inf if never.
    """

    names: tuple
    slope: float
    floor: float
    curvatures: np.ndarray
    directions: np.ndarray
    offset: np.ndarray
    heights: np.ndarray
    along: np.ndarray
    theta: np.ndarray
    value: np.ndarray
    left: np.ndarray


@dataclass(frozen=True)
class EscapeFrame(Frame):
    """Step t of all runs."""

    escape: Escape

    who: ClassVar[str] = "optimizer"
    measures: ClassVar[dict] = {"steps to escape": Measure(".0f", log=True, never="never")}

    @property
    def scores(self):
        """Median over the starts of the step of the escape."""
        left = np.median(np.where(self.escape.left <= self.t, self.escape.left, np.inf), -1)
        return {"steps to escape": dict(zip(self.escape.names, left.tolist(), strict=True))}

    @property
    def kind(self):
        """What the signs of the curvatures say."""
        a, b = self.escape.curvatures
        if a > LEVEL:
            return "uphill in every direction: a minimum, perhaps only a local one"
        if b < -LEVEL:
            return "downhill in every direction: a maximum"
        if a < -LEVEL and b > LEVEL:
            return "uphill one way, downhill another: a saddle"
        return "level in at least one direction: a plateau"

    @property
    def headline(self):
        """What the point is, and who has left it."""
        place = self.kind.split(": ")[1].split(",")[0]
        times = sorted((step, name) for name, step in self.scores["steps to escape"].items())
        gone = [f"{spoken(name)} (step {step:.0f})" for step, name in times if np.isfinite(step)]
        if not gone:
            return told(f"{place}: nobody has left it.")
        staying = len(times) - len(gone)
        stay = f"{staying} still there." if staying else "all have left."
        return told(f"{place}.", f"{gone[0]} left first.", stay)

    @property
    def summary(self):
        """The point, and who has left it."""
        a, b = self.escape.curvatures
        times = sorted((step, name) for name, step in self.scores["steps to escape"].items())
        gone = [f"{name} at step {step:.0f}" for step, name in times if np.isfinite(step)]
        return (
            f"Step {self.t} of {len(self.escape.value) - 1}. Curvatures {a:.3g} and {b:.3g}: "
            f"{self.kind}. Escaped from at least half of the starts: {', '.join(gone) or 'nobody'}."
        )

    @property
    def table(self):
        """The scores, and from which share of the starts each rule escapes."""
        head, rows = super().table
        share = (self.escape.left <= self.t).mean(-1)
        return (*head, "share of starts"), [
            (*row, f"{part:.0%}") for row, part in zip(rows, share, strict=True)
        ]


@EXPERIMENTS.add("critical-points")
@dataclass(frozen=True, repr=False)
class CriticalPoints(Experiment):
    """Rules start close to a point without slope, with one learning rate for all."""

    point: str = knob("saddle", choices=POINTS, help="where the gradient vanishes, or nearly")
    optimizers: tuple = knob(
        tuple(OPTIMIZERS.shipped), choices=OPTIMIZERS, many=True, help="who starts"
    )
    lr: float = knob(0.05, 1e-3, 1, log=True, label="learning rate", help="of all rules")
    distance: float = knob(0.01, 1e-6, 1, log=True, help="how far from the point they start")
    starts: int = knob(5, 1, 20, least=1, most=500, help="in how many directions from it")
    steps: int = knob(200, 10, 500, least=1, most=5000, help="how long they have")
    seed: int = knob(0, 0, 99, least=0, help="which directions")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    grid: ClassVar[tuple] = ("point", "distance")
    front: ClassVar[tuple] = ("point", "distance", "lr")

    def around(self):
        """Places at the given distance from (0, 0), in random directions, (K, 2)."""
        angle = generator(self.seed).uniform(0, 2 * np.pi, self.starts)
        return self.distance * np.stack([np.cos(angle), np.sin(angle)], -1)

    @np.errstate(over="ignore", invalid="ignore")  # of runs that diverge
    def escape(self):
        """All runs, and the ground around the point."""
        place = POINTS[self.point]
        f, point = SURFACES[place.surface], np.array(place.point)
        height, slope = f(point)
        curvatures, directions = np.linalg.eigh(f.hessian(point))
        offset = np.linspace(-place.reach, place.reach, SIDE)
        square = np.stack(np.meshgrid(offset, offset), -1)
        along = offset[:, None] * directions.T[:, None]
        ground = (f(point + part)[0] - height for part in (square, along))
        rules = rules_of(self.optimizers)
        theta = np.broadcast_to(point + self.around(), (len(rules), self.starts, 2))
        steps = islice(racing(f, theta, rules, self.lr), self.steps + 1)
        theta, value = (np.stack(p) for p in zip(*((s.theta, s.value) for s in steps), strict=True))
        out = value < height - DROP
        left = np.where(out.any(0), out.argmax(0), np.inf)
        floor = float(f.grid()[2].min() - height)
        about = float(np.linalg.norm(slope)), floor, curvatures, directions, offset, *ground
        return Escape(self.optimizers, *about, theta - point, value - height, left)

    def frames(self):
        """One frame for each step."""
        escape = self.escape()
        for t in range(self.steps + 1):
            yield EscapeFrame(t, escape)
