"""Dropout as an ensemble: a thinned network, the mean of all 2^M, and the scaled network."""

from operator import attrgetter

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.parts import Dots, Heat, Lines
from ...views.sheet import Sheet

CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))  # of a square of the grid, around it


def boundary(side, z, level=0.5):
    """Where a picture z (n, n) over side x side crosses a level: x, y of short lines with gaps.

    Marching squares: in each square of the grid, the crossings on its sides are joined.
    """
    n = len(side) - 1
    at = np.stack([z[i : i + n, j : j + n] for i, j in CORNERS]) - level
    row, column = np.indices((n, n))
    where = np.stack([[side[column + j], side[row + i]] for i, j in CORNERS])
    other, there = np.roll(at, -1, 0), np.roll(where, -1, 0)
    crossed = (at > 0) != (other > 0)
    share = np.where(crossed, at / np.where(crossed, at - other, 1), 0)[:, None]
    points = (where + share * (there - where)).transpose(2, 3, 0, 1)[crossed.transpose(1, 2, 0)]
    ends = points.reshape(-1, 2, 2)  # a square has none, two or four crossings
    gaps = np.full((len(ends), 1, 2), np.nan)
    return np.concatenate([ends, gaps], 1).reshape(-1, 2).T


def boundaries(frame):
    """x (n,), y (1, n) of all thinned networks."""
    x, y = np.concatenate([boundary(frame.side, z) for z in frame.thin], 1)
    return x, y[None]


class ThinnedView(Sheet):
    """Boundaries of some sub-networks, mean of all, and scaled network; `ThinnedFrame`s."""

    columns = (
        ("six thinned networks", 1),
        ("mean of all", 1),
        ("one network, scaled", 1),
    )
    label = "Class 1 over the plane: boundaries of thinned networks, their mean, the scaled network"
    spacing = 0.06

    def key_of(self, frame):
        """The points."""
        return frame.x.tobytes()

    def parts(self, frame):
        """Three pictures, each with the points; the points lie under the boundaries."""
        x, y, side = *frame.x.T, frame.side
        dots = [theme.look(label)[0] for label in frame.labels]
        shapes = ["circle" if label else "diamond" for label in frame.labels]
        edges = dict(x_range=[side[0], side[-1]], y_range=[side[0], side[-1]])
        grey = [("grey", "solid", "circle")]  # unlike the dots
        lines = Lines(("boundary",), boundaries, x="", y="", looks=grey, **edges)
        made = [(1, Dots(lambda frame: (x, y), dots, symbols=shapes, size=3)), (1, lines)]
        for column, name in enumerate(("mean", "scaled"), 2):
            heat = Heat(attrgetter(name), (0, 1), x=side, y=side)
            points = Dots(lambda frame: (x, y), dots, symbols=shapes, size=3)
            made += [(column, heat), (column, points)]
        return made


panel = Recipe("thinned", ThinnedView)
