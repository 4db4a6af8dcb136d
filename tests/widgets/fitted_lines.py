"""A small experiment for the parts of the kit: points that lines are dragged to fit.

What is fitted is the largest of the lines.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore import DATASETS
from dlcore.convex import largest_line
from dlcore.experiments import Experiment, Frame
from dlcore.knobs import Part, points
from widgets.making import Recipe
from widgets.views.curve import Curve, Pieces
from widgets.views.sheet import Sheet

X = np.linspace(-2, 2, 41)
BOX = (-2, 2), (-2, 4)


@dataclass(frozen=True)
class FittedFrame(Frame):
    """lines (K, 2): slope and height at 0; fit, target (41,); x, y (n,) of the points."""

    lines: np.ndarray
    fit: np.ndarray
    target: np.ndarray
    x: np.ndarray
    y: np.ndarray

    @property
    def summary(self):
        """How far off it is."""
        return f"The error is {np.mean((self.fit - self.target) ** 2):.3g}."


@dataclass(frozen=True, repr=False)
class FittedLines(Experiment):
    """Points of a parabola."""

    lines: tuple = points(
        ((1.0, 0.5), (-2.0, -1.0)),
        {"slope": Part(-4, 4), "height": Part(-2, 2)},
        count=(1, 4),
        help="drag the dots and rings",
    )
    instant: ClassVar[bool] = True

    def frames(self):
        """One frame."""
        data, lines = DATASETS["square"](), np.array(self.lines, float)
        points = data.x[:, 0], data.y[:, 0]
        yield FittedFrame(0, lines, largest_line(lines, X)[0], X**2, *points)


class FittedView(Sheet):
    """A curve over its lines."""

    columns = (("drag the lines", 1),)
    label = "Points, a target, lines to drag and the largest of them"

    def key_of(self, frame):
        """The number of lines."""
        return len(frame.lines)

    def parts(self, frame):
        """Lines below, the curve above them."""
        axes = dict(x="x", x_range=[-2, 2], y="y", y_range=[-2, 4])
        data = lambda frame: (frame.x, frame.y)  # noqa: E731
        curve = Curve(lambda frame: (X, frame.fit), lambda frame: (X, frame.target), data, **axes)
        return [(1, curve), (1, Pieces(lambda frame: frame.lines, BOX, drags="lines"))]


panel = Recipe("fitted-lines", FittedView)
