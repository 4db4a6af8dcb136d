"""Lines fitted to a few points by several losses: what a single point can do to each."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import AndMore, Part, knob, points
from ...registry import EXPERIMENTS, LOSSES
from ..base import Experiment, Frame, Measure
from ..phrases import amount

OF_CLASSES = "cross-entropy binary-cross-entropy hinge squared-hinge kl cosine-proximity".split()
POINTS = tuple(
    (round(-1.8 + 0.4 * i, 1), y)
    for i, y in enumerate((-0.8, -0.9, -0.3, -0.2, -0.2, 0.3, 0.2, 0.6, 0.5, 9.0))
)
NONE, ROUNDS, LEAST, WAY = "none", 120, 1e-7, 12
FAR = 12.0  # errors of which the pull is shown


class OfNumbers(AndMore):
    """Losses that can compare two numbers; those of classes compare more."""

    def __iter__(self):
        return (name for name in super().__iter__() if name not in OF_CLASSES)


def pulls(name, errors):
    """Slope of a loss at errors (n,) of one output each, (n,)."""
    outputs = np.asarray(errors, float)[:, None]
    return LOSSES[name](outputs, np.zeros_like(outputs))[1][:, 0] * len(outputs)


def fitted(name, x, y, level):
    """(slope, height at 0) of the line with the least mean loss; slope 0 if level.

    The pull of a point is a weight times its error; weights and line are found in turns
    (iteratively reweighted least squares, Weiszfeld 1937).
    """
    A = np.stack([x * (not level), np.ones_like(x)], -1)
    theta = np.linalg.lstsq(A, y, rcond=None)[0]
    for _ in range(ROUNDS):
        error = A @ theta - y
        size = np.maximum(np.abs(error), LEAST)
        weight = np.abs(pulls(name, np.copysign(size, error))) / size
        root = np.sqrt(weight / max(weight.max(), 1e-300))[:, None]
        new = np.linalg.lstsq(root * A, root[:, 0] * y, rcond=None)[0]
        if np.allclose(new, theta, rtol=0, atol=1e-10):
            break
        theta = new
    return theta


def strongest(x, y, level):
    """Number of the point that moves the line of squared errors most at its place."""
    whole, tugs = fitted("mse", x, y, level), []
    for i in range(len(x)):
        rest = np.arange(len(x)) != i
        tugs.append(abs((whole - fitted("mse", x[rest], y[rest], level)) @ [x[i], 1.0]))
    return int(np.argmax(tugs))


@dataclass(frozen=True)
class TugFrame(Frame):
    """x, y (n,): the points, one of them still on its way; own (n,): where y ends.

    lines (L, 2): slope and height at 0 by each loss called `names`. far: number of the point that
    moves the first line most; tug (L,): how much each line is moved there by that point.
    errors (m,), slopes (L, m): the pull of a point.
    """

    names: tuple
    x: np.ndarray
    y: np.ndarray
    own: np.ndarray
    lines: np.ndarray
    far: int
    tug: np.ndarray
    errors: np.ndarray
    slopes: np.ndarray

    who: ClassVar[str] = "loss"
    measures: ClassVar[dict] = {
        "moved by the strongest point": Measure(".3f"),
        "slope": Measure(".3f"),
        "height at 0": Measure(".3f"),
    }

    @property
    def missed(self):
        """Errors of the farthest point, (L,)."""
        return self.lines @ [self.x[self.far], 1.0] - self.y[self.far]

    @property
    def scores(self):
        """Of each loss."""
        return self.by_name(self.tug, *self.lines.T)

    @property
    def headline(self):
        """How far the first two lines are moved."""
        two, one = (amount(float(f"{abs(tug):.2f}")) for tug in self.tug[:2])
        return f"The strongest point moves the L2 line by {two} there, the L1 line by {one}."

    @property
    def summary(self):
        """All lines."""
        rows = zip(self.names, self.lines, self.tug, strict=True)
        said = [f"{n}: y = {a:.3g} x + {b:.3g}, moved by {t:.3g}" for n, (a, b), t in rows]
        return f"{len(self.x)} points; {'; '.join(said)}.".replace("+ -", "− ")


@EXPERIMENTS.add("outlier-tug")
@dataclass(frozen=True, repr=False)
class OutlierTug(Experiment):
    """The same points, one line for each loss."""

    own: tuple = points(
        POINTS,
        {"x": Part(-2, 2, least=-2, most=2), "y": Part(-3, 10, least=-1000, most=1000)},
        count=(3, 20),
        label="your points",
        help="drag them, or click to add one",
    )
    times: int = knob(1, 1, 20, least=1, most=100, label="others, times", help="more neighbours")
    level: bool = knob(False, label="level lines", help="slope 0: one number for all points")
    third: str = knob(
        NONE, choices=OfNumbers(LOSSES, before=(NONE,)), label="third loss", help="or your own"
    )

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("level", "times", "third")

    def frames(self):
        """The strongest point comes from its place among the others to its own, in WAY steps."""
        x, own = np.array(self.own, float).T
        third = () if self.third == NONE else (self.third,)
        names = tuple(dict.fromkeys(("mse", "mae", *third)))
        far = strongest(x, own, self.level)
        often = np.where(np.arange(len(x)) == far, 1, self.times)
        rest = np.arange(len(x)) != far
        without = self.lines(names, x[rest], own[rest], often[rest])
        home = without[1] @ [x[far], 1.0]
        errors = np.sort([*np.linspace(-FAR, FAR, 97), -1e-9, 1e-9])
        slopes = np.stack([pulls(name, errors) for name in names])
        for t in range(WAY + 1):
            y = own.copy()
            y[far] = home + (own[far] - home) * t / WAY
            lines = self.lines(names, x, y, often)
            tug = (lines - without) @ [x[far], 1.0]
            yield TugFrame(t, names, x, y, own, lines, far, tug, errors, slopes)

    def lines(self, names, x, y, often):
        """The fit of each loss, where each point counts so often, (L, 2)."""
        x, y = np.repeat(x, often), np.repeat(y, often)
        return np.stack([fitted(name, x, y, self.level) for name in names])
