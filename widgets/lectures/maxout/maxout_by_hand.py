"""Two maxout layers as a drawing: pieces, winners, the thin net, and gradients."""

import numpy as np

from ...making import Recipe
from ...views.diagram import KEY, diagram
from ...views.net import Net
from ...views.sheet import Sheet

TITLES = ("inputs", "pieces", "largest", "pieces", "largest")


class HandView(Sheet):
    """A network of five columns; `HandFrame`s."""

    columns = ((f"{KEY}; grey squares have lost; below: gradients", 1),)
    label = "Two maxout layers with their numbers; pieces that lose are grey squares"

    def key_of(self, frame):
        """How many units there are."""
        return frame.k

    def parts(self, frame):
        """All of it."""
        sizes = tuple(map(len, frame.columns))
        return [(1, part) for part in diagram(net, sizes, few=True, full=5.0, titles=TITLES)]


def net(frame):
    """Matrices, and edges from pieces to their units; losers are grey once the largest is known."""
    first, second = frame.weights
    known = [frame.t >= stage for stage in (2, 4)]
    lost = [~won & now for won, now in zip(frame.won, known, strict=True)]
    groups = [grouped(frame, gone) for gone in lost]
    weights = [first, groups[0], second, groups[1]]
    if frame.thin:
        weights = [np.array(W, float) for W in weights]
        for n, gone in zip((0, 2), lost, strict=True):
            weights[n][:, gone] = np.nan
            weights[n + 1][gone] = np.nan
    units = [np.zeros(len(column), bool) for column in frame.columns]
    silent = units[0], lost[0], units[2], lost[1], units[4]
    return Net(frame.columns, tuple(weights), silent=silent, below=frame.gradients)


def grouped(frame, gone):
    """(pieces, units): 1 from a piece to its unit, 0 if it has lost, nan to the others."""
    mine = np.arange(4)[:, None] // frame.k == np.arange(4 // frame.k)
    return np.where(mine, np.where(gone, 0.0, 1.0)[:, None], np.nan)


panel = Recipe("maxout-by-hand", HandView)
