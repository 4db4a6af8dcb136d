"""Points to be dragged, lines fitted to them by several losses, and how each loss pulls."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, looks

SAID = {"mse": "L2, squared", "mae": "L1, absolute"}
ENDS = np.array([-2.2, 2.2])


class TugView(Sheet):
    """Points and lines, and slopes of the losses; `TugFrame`s."""

    columns = (("the points; drag them", 1.4), ("pull of a point; ◆ the strongest", 1))
    label = "Points with a line fitted by each loss, and the pull of a point against its error"

    def key_of(self, frame):
        """The losses, and how many points there are."""
        return frame.names, len(frame.x)

    def has_lines_of(self, frame):
        """Other points have lines, too."""
        return set(frame.names) <= set(self.key[0])

    def parts(self, frame):
        """Lines under the points; curves under a dot for each loss."""
        plane = dict(x="x", x_range=list(ENDS), y="y", y_range=[-4, 10.5])
        errors = dict(x="line − point", x_range=[-12, 12], y="", y_range=[-12, 12])
        grips = dict(size=13, drags="own", name="your points")
        way = dict(size=19, symbols="diamond", name="the strongest, on its way", rim=BLACK)
        colors = [look[0] for look in named(frame.names).values()]
        marks = Dots(farthest, colors, size=13, symbols="diamond", name="the strongest point")
        return [
            (1, Lines(fits, named(frame.names), legend=True, width=3, **plane)),
            (1, Dots(coming, theme.COLORS[3], **way)),
            (1, Dots(lambda frame: (frame.x, frame.own), BLACK, **grips)),
            (2, Lines(slopes, named(frame.names), bare=True, width=3, **errors)),
            (2, marks),
        ]


def named(names):
    """{what a loss is called here: look}."""
    return {SAID.get(name, name): look for name, look in looks(names).items()}


def fits(frame):
    """A line for each loss."""
    lines = zip(frame.names, frame.lines, strict=True)
    return {SAID.get(name, name): (ENDS, a * ENDS + b) for name, (a, b) in lines}


def coming(frame):
    """Where the strongest point is now."""
    return frame.x[frame.far, None], frame.y[frame.far, None]


def slopes(frame):
    """The pull of a point against its error."""
    rows = zip(frame.names, frame.slopes, strict=True)
    return {SAID.get(name, name): (frame.errors, row) for name, row in rows}


def farthest(frame):
    """Where the strongest point stands on each curve."""
    pulls = [
        np.interp(e, frame.errors, row) for e, row in zip(frame.missed, frame.slopes, strict=True)
    ]
    return frame.missed, np.array(pulls)


panel = Recipe("outlier-tug", TugView)
