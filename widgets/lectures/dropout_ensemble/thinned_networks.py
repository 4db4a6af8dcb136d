"""Dropout as an ensemble: a thinned network, the mean of all 2^M, and the scaled network."""

from operator import attrgetter

import numpy as np

from ...making import Recipe
from ...views.dots import Dots, by_class
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))  # of a square of the grid, around it


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
        side, both = frame.side, [frame.side[0], frame.side[-1]]
        points = dict(get=lambda frame: tuple(frame.x.T), size=3, **by_class(frame.labels))
        grey = {"boundary": ("grey", "solid", "circle")}  # unlike the dots
        lines = Lines(boundaries, grey, x="", x_range=both, y="", y_range=both)
        made = [(1, Dots(**points)), (1, lines)]
        for column, name in enumerate(("mean", "scaled"), 2):
            heat = Heat(attrgetter(name), (0, 1), columns=side, rows=side)
            made += [(column, heat), (column, Dots(**points))]
        return made


def boundaries(frame):
    """Those of all thinned networks as one line."""
    x, y = np.concatenate([boundary(frame.side, z) for z in frame.thin], 1)
    return {"boundary": (x, y)}


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


panel = Recipe("thinned", ThinnedView)
