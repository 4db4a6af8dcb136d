"""A unit that learns a shape, and the errors of units with few and with many pieces."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.curve import Curve, Pieces
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import AXES, BOX, CONVEX, UNIT, over_x

LEARNED = theme.COLORS[0]
TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]


class LearnedView(Sheet):
    """A unit with its pieces, and errors over the number of pieces; `LearnedFrame`s."""

    columns = (
        ("the unit of the first seed, and its lines", 1.4),
        ("error, a dot for each seed", 1),
    )
    label = "A unit that learns a shape, and errors of units over their number of pieces"

    def key_of(self, frame):
        """The numbers of lines and dots."""
        return len(frame.pieces), frame.errors.shape

    def parts(self, frame):
        """A curve over its pieces; dots, medians and what would be possible."""
        ks = frame.ks
        names = ("target", "the unit")
        curve = Curve(over_x("output"), over_x("target"), names=names, color=UNIT, **AXES)
        over = dict(x="pieces", x_range=[ks[0] - 0.5, ks[-1] + 0.5], x_axis=dict(tickvals=ks))
        over |= dict(y="", y_range=[-2.1, 0.4], log=True)
        over |= dict(y_axis=dict(tickvals=TICKS, ticktext=[f"{tick:g}" for tick in TICKS]))
        looks = {
            "learned, median": (LEARNED, "solid", "circle"),
            "best possible": (CONVEX, "dash", None),
        }
        return [
            (1, curve),
            (1, Pieces(lambda frame: frame.pieces, BOX)),
            (2, Lines(lines, looks, bare=True, legend=True, width=3, **over)),
            (2, Dots(dots, LEARNED, size=7)),
        ]


def lines(frame):
    """Medians, and what k pieces could do; an error of 0 has no place in powers of ten."""
    possible = np.where(frame.possible > 1e-9, frame.possible, np.nan)
    return {"learned, median": (frame.ks, frame.medians), "best possible": (frame.ks, possible)}


def dots(frame):
    """Every seed."""
    count = frame.errors.shape[1]
    return np.repeat(frame.ks, count), np.maximum(frame.errors, 0.008).ravel()


panel = Recipe("learned-pieces", LearnedView)
