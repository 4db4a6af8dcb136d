"""A line that one bends by hand, and trained ones, on one score."""

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import GREY, Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK

LOOK = (BLACK, "solid", "square"), (theme.COLORS[0], "solid", "circle")
PLACES = ("training", "new points")


class HandFitView(Sheet):
    """Points under lines, and the errors of all; `HandFitFrame`s."""

    columns = (("● training, ○ new; drag the squares", 1.5), ("mean squared error", 1))
    label = "Points, a line bent by hand and lines of trained networks, and their errors"

    def key_of(self, frame):
        """How many points, and how many squares."""
        return frame.points.shape, len(frame.nodes)

    def parts(self, frame):
        """Dots, lines, squares; bars."""
        looks = dict(zip(frame.names, LOOK, strict=True))
        box = dict(x="x", x_range=[-2.1, 2.1], y="y", y_range=[-2.1, 2.1])
        dot = dict(silent=True)
        grip = dict(size=13, symbols="square", drags="nodes")
        bars = dict(y="", y_range=[0, 0.6])
        return [
            (1, Dots(lambda f: f.unseen, GREY, size=6, symbols="circle-open", rim=GREY, **dot)),
            (1, Dots(lambda f: f.points, theme.COLORS[1], size=7, **dot)),
            (1, Lines(curves, looks, bare=True, legend=True, **box)),
            (1, Dots(lambda f: tuple(f.nodes.T), BLACK, **grip)),
            (2, Bars(errors, looks, places=PLACES, **bars)),
        ]


def curves(frame):
    """Yours, and those of all trained networks in one."""
    lines = (frame.side, frame.mine), (frame.side, frame.theirs)
    return dict(zip(frame.names, lines, strict=True))


def errors(frame):
    """On the points to train on and on new ones; a dot for each network."""
    return dict(zip(frame.names, (frame.mine_lost[None], frame.theirs_lost.T), strict=True))


panel = Recipe("hand-fit", HandFitView)
