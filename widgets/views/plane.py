"""What networks say about every point of a plane, with the data on top."""

from operator import attrgetter

import numpy as np

from .. import theme
from .parts import Dots, Heat, Lines
from .sheet import Sheet

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
    """The boundary of each thinned network: x (n,) of all, y (N, n) with gaps for the others."""
    lines = [boundary(frame.side, z) for z in frame.thin]
    owner = np.repeat(np.arange(len(lines)), [len(x) for x, _ in lines])
    x, y = np.concatenate(lines, 1)
    return x, np.where(owner == np.arange(len(lines))[:, None], y, np.nan)


class ThinnedView(Sheet):
    """Boundaries of some sub-networks, mean of all, spread, and scaled network; `ThinnedFrame`s."""

    columns = (
        ("six thinned ones", 1),
        ("mean of all", 1),
        ("their spread", 1),
        ("one, scaled", 1),
    )
    label = "Class 1 over the plane: boundaries of thinned networks, mean, spread, scaled network"

    def key_of(self, frame):
        """The points."""
        return frame.x.tobytes()

    def parts(self, frame):
        """Four pictures, each with the points; the points lie under the boundaries."""
        x, y, side = *frame.x.T, frame.side
        dots = [theme.look(label)[0] for label in frame.labels]
        shapes = ["circle" if label else "diamond" for label in frame.labels]
        names = tuple(f"network {i + 1}" for i in range(len(frame.thin)))
        edges = dict(x_range=[side[0], side[-1]], y_range=[side[0], side[-1]])
        lines = Lines(names, boundaries, x="", y="", **edges)
        made = [(1, Dots(lambda frame: (x, y), dots, symbols=shapes, size=3)), (1, lines)]
        for column, name in enumerate(("mean", "spread", "scaled"), 2):
            limits, scale = ((0, 0.5), "Greys") if name == "spread" else ((0, 1), "PuOr_r")
            heat = Heat(attrgetter(name), limits, x=side, y=side, scale=scale)
            points = Dots(lambda frame: (x, y), dots, symbols=shapes, size=3)
            made += [(column, heat), (column, points)]
        return made
