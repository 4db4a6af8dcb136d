"""Weight vectors, and where a constraint puts them; they can be dragged."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import GREY, Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK

SIDE = 3.2
AFTER = theme.COLORS[1]
LOOKS = {"edge of what is allowed": (GREY, "solid", None), "moved": (AFTER, "dot", None)}
FAR = 2 * SIDE


class LimitsView(Sheet):
    """Vectors before and after; `ProjectionsFrame`s."""

    columns = (("□ after a step, ● what is allowed", 1.3), ("how far each is moved", 1))
    label = "Weight vectors in the plane of two weights, before a constraint and after it"

    def key_of(self, frame):
        """How many vectors."""
        return len(frame.before)

    def parts(self, frame):
        """Edge, ways, vectors; a bar for each."""
        box = dict(x="weight 1", x_range=[-SIDE, SIDE], y="weight 2", y_range=[-SIDE, SIDE])
        mine = dict(size=15, symbols="square-open", drags="vectors", rim=BLACK)
        places = range(1, len(frame.before) + 1)
        bars = Bars(moves, ("moved",), places=places, x="vector", y="distance", y_range=[0, 4.5])
        return [
            (1, Lines(drawn, LOOKS, bare=True, legend=True, **box, square=True)),
            (1, Dots(lambda frame: tuple(frame.after.T), AFTER, size=11)),
            (1, Dots(lambda frame: tuple(frame.before.T), BLACK, **mine)),
            (2, bars),
        ]


def drawn(frame):
    """The edge, and a line from each vector to where it goes."""
    ways = np.stack([frame.before, frame.after], -1)
    return {"edge of what is allowed": edge(frame), "moved": (ways[:, 0], ways[:, 1])}


def edge(frame):
    """A circle, or two half axes; nothing where all is allowed."""
    if frame.constraint == "none":
        return np.zeros(1), np.full(1, np.nan)
    if frame.constraint == "non-negative":
        return np.array([0, 0, FAR]), np.array([FAR, 0, 0])
    angle, length = np.linspace(0, 2 * np.pi, 91), frame.limit or 1.0
    return length * np.cos(angle), length * np.sin(angle)


def moves(frame):
    """How far each vector is moved."""
    return {"moved": frame.moved}


panel = Recipe("projections", LimitsView)
