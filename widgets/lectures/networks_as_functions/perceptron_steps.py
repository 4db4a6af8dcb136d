"""A line that is moved by every mistake, and how many mistakes each pass brings."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK

SCALE = [[0, "#CBDDF7"], [0.5, "#EEEEEE"], [1, "#F8DFC4"]]


class PerceptronView(Sheet):
    """The plane with its points, and a line of counts; `PerceptronFrame`s."""

    columns = (("what it says; drag the points", 1.2), ("mistakes in each pass", 1))
    label = "Points of two classes, the two halves that a perceptron says, and its mistakes"

    def key_of(self, frame):
        """How many points of each class, and how fine the axis of counts."""
        return len(frame.labels), int(frame.labels.sum()), frame.highest // 8

    def parts(self, frame):
        """Halves, points, the last mistake; a line."""
        side, far = frame.side, float(frame.side[-1]) + 0.1
        ends = [-far, far]
        box = dict(x="x", x_range=ends, y="y", y_range=ends, square=True)
        halves = Heat(
            lambda f: f.picture, (-1, 1), scale=SCALE, columns=side, rows=side, silent=True, **box
        )
        ring = dict(size=24, symbols="circle-open", rim=theme.COLORS[3], silent=True)
        mark = dict(size=13, rim=BLACK)
        passes = dict(x="pass", x_range=lambda f: [0.5, max(f.ahead, 5) + 0.5])
        counts = dict(
            y="", y_range=lambda f: [0, f.highest + 0.5], y_axis=dict(dtick=1 + frame.highest // 8)
        )
        looks = {"mistakes": (theme.COLORS[3], "solid", "circle")}
        return [
            (1, halves),
            (1, Dots(last, theme.COLORS[3], **ring)),
            (1, Dots(of_class(1), theme.COLORS[1], drags="circles", **mark)),
            (1, Dots(of_class(0), theme.COLORS[0], drags="diamonds", symbols="diamond", **mark)),
            (2, Lines(mistakes, looks, markers=True, **passes, **counts)),
        ]


def of_class(label):
    """The get of its points."""
    return lambda frame: tuple(frame.x[frame.labels == label].T)


def last(frame):
    """The point of the last mistake."""
    if frame.wrong < 0 or frame.ends == "rest":
        return [0.0], [np.nan]
    return frame.x[frame.wrong][:1], frame.x[frame.wrong][1:]


def mistakes(frame):
    """Over the passes."""
    return {"mistakes": (np.arange(1, len(frame.passes) + 1), frame.passes)}


panel = Recipe("perceptron-steps", PerceptronView)
