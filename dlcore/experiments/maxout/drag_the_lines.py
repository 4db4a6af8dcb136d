"""One maxout unit of one input: straight lines, of which the highest one counts."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...convex import largest_line
from ...knobs import knob, points
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import amount, percent, told
from ._shapes import LINE, NEAREST, PERFECT, SHAPES, STEPS, X, drawn, off, written


@dataclass(frozen=True)
class DragFrame(Frame):
    """pieces (K, 2): slope and height at 0; over x (n,): the unit, the target, who wins (n,).

    nearest (n,): of all convex functions. The picture is drawn as far as step t; at: a place.
    """

    shape: str
    pieces: np.ndarray
    x: np.ndarray
    unit: np.ndarray
    winner: np.ndarray
    target: np.ndarray
    nearest: np.ndarray
    at: float

    @property
    def shown(self):
        """The unit as far as it is drawn, (n,)."""
        return drawn(self.unit, self.t)

    @property
    def there(self):
        """At the place: the number of the winner, and its height."""
        heights = self.pieces @ [self.at, 1]
        return int(heights.argmax()) + 1, float(heights.max())

    @property
    def error(self):
        """Of the unit."""
        return off(self.unit, self.target)

    @property
    def least(self):
        """That of the nearest convex function: no unit gets below it."""
        return off(self.nearest, self.target)

    @property
    def wins(self):
        """Share of the picture where each line is the highest, (K,)."""
        return np.bincount(self.winner, minlength=len(self.pieces)) / len(self.x)

    @property
    def used(self):
        """How many lines are the highest somewhere."""
        return int((self.wins > 0).sum())

    @property
    def headline(self):
        """How far off it is, and how many lines count."""
        lines = "line counts" if self.used == 1 else "lines count"
        said = f"{self.used} of {len(self.pieces)} {lines}."
        if self.error < PERFECT:
            return told(f"This is {self.shape}.", said)
        return told(f"The unit is off by {amount(self.error)}.", said)

    @property
    def summary(self):
        """The unit as a formula."""
        line, height = self.there
        return (
            f"{written(self.pieces)}: off by {self.error:.3f} from {self.shape}; no convex "
            f"function gets below {self.least:.3f}; at x = {self.at:g} line {line} is the highest, "
            f"with {height:.3g}."
        )

    @property
    def table(self):
        """Headings and a row for each line."""
        rows = zip(self.pieces, self.wins, strict=True)
        rows = enumerate(((f"{w:.3g}", f"{b:.3g}", percent(share)) for (w, b), share in rows), 1)
        return ("line", "slope", "height at 0", "is the highest"), [(n, *row) for n, row in rows]


@EXPERIMENTS.add("drag-the-lines")
@dataclass(frozen=True, repr=False)
class DragTheLines(Experiment):
    """max over the lines of slope x + height, for x from -2 to 2, beside a shape it should take."""

    pieces: tuple = points(
        ((0.5, 1.0), (-1.5, -0.5)),
        LINE,
        count=(1, 6),
        label="lines",
        help="drag the dots and the rings",
    )
    shape: str = knob("|x|", choices=tuple(SHAPES), label="target", help="what it should be")

    at: float = knob(1.0, -2, 2, label="look at x", help="which line is the highest there")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("shape", "at")

    def frames(self):
        """The unit, drawn from left to right."""
        pieces = np.array(self.pieces, float)
        unit, winner = largest_line(pieces, X)
        target = SHAPES[self.shape](X)
        about = self.shape, pieces, X, unit, winner, target, NEAREST[self.shape], self.at
        for t in range(STEPS + 1):
            yield DragFrame(t, *about)
