"""A maxout unit minus another one: the difference of two convex functions."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...convex import largest_line
from ...knobs import knob, points
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import amount, told
from ._shapes import LINE, NEAREST, PERFECT, SHAPES, STEPS, X, drawn, off, written


@dataclass(frozen=True)
class TwoUnitsFrame(Frame):
    """plus, minus (K, 2): lines of both units; over x (n,): both units (2, n), and the target.

    least: the error that no single unit gets below. The difference is drawn as far as step t;
    at: a place.
    """

    shape: str
    plus: np.ndarray
    minus: np.ndarray
    x: np.ndarray
    units: np.ndarray
    target: np.ndarray
    least: float
    at: float

    @property
    def there(self):
        """Both units at the place, (2,)."""
        return np.array([(lines @ [self.at, 1]).max() for lines in (self.plus, self.minus)])

    @property
    def shown(self):
        """The difference as far as it is drawn, (n,)."""
        return drawn(self.difference, self.t)

    @property
    def difference(self):
        """The first minus the second, (n,)."""
        return self.units[0] - self.units[1]

    @property
    def error(self):
        """Of the difference."""
        return off(self.difference, self.target)

    @property
    def headline(self):
        """How far off, and whether one unit alone could do that."""
        if self.error < PERFECT:
            return told(f"The difference is {self.shape}.")
        alone = "can" if self.error > self.least else "cannot"
        return told(f"Off by {amount(self.error)}.", f"One unit alone {alone} be as near.")

    @property
    def summary(self):
        """Both as formulas."""
        first, second = self.there
        return (
            f"{written(self.plus)} minus {written(self.minus)}: off by {self.error:.3f} from "
            f"{self.shape}; a single unit never gets below {self.least:.3f}; at x = {self.at:g} it "
            f"is {first:.3g} minus {second:.3g}."
        )

    @property
    def table(self):
        """Headings and a row for each line."""
        both = ("first", self.plus), ("second", self.minus)
        rows = [(unit, f"{w:.3g}", f"{b:.3g}") for unit, lines in both for w, b in lines]
        return ("unit", "slope", "height at 0"), rows


@EXPERIMENTS.add("two-units")
@dataclass(frozen=True, repr=False)
class TwoUnits(Experiment):
    """Two units of the kind of `DragTheLines`, the second one with the outgoing weight -1."""

    plus: tuple = points(
        ((-0.5, -0.5), (0.5, -0.5)), LINE, count=(1, 4), label="lines", help="of the first unit"
    )
    minus: tuple = points(
        ((0.0, 0.0),), LINE, count=(1, 4), label="lines of the second", help="which is subtracted"
    )
    shape: str = knob("one wave", choices=tuple(SHAPES), label="target", help="what it should be")

    at: float = knob(1.0, -2, 2, label="look at x", help="what both units say there")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("shape", "at")

    def frames(self):
        """The difference, drawn from left to right."""
        plus, minus = (np.array(lines, float) for lines in (self.plus, self.minus))
        units = np.stack([largest_line(lines, X)[0] for lines in (plus, minus)])
        target = SHAPES[self.shape](X)
        least = off(NEAREST[self.shape], target)
        for t in range(STEPS + 1):
            yield TwoUnitsFrame(t, self.shape, plus, minus, X, units, target, least, self.at)
