"""A digit, its pooled image, and where the gradient goes."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

WINNER = theme.COLORS[3]
GRID = {"windows": (theme.COLORS[0], "solid", None)}


class PoolView(Sheet):
    """Three images; `PoolFrame`s."""

    columns = (("the digit; ● winners", 1), ("pooled", 1), ("gradient at the digit", 1))
    label = "A digit with the winning pixel of each window, its pooled image and the gradient"

    def key_of(self, frame):
        """The window."""
        return frame.window

    def parts(self, frame):
        """Images; over the first the windows and their winners."""
        grey = dict(image=True, scale="Greys")
        return [
            (1, Heat(lambda frame: frame.image, (0, 1), **grey)),
            (1, Lines(windows, GRID, bare=True, width=0.5)),
            (1, Dots(winners, WINNER, size=4, name="winner")),
            (2, Heat(lambda frame: known(frame.pooled, frame.t >= 1), (0, 1), **grey)),
            (3, Heat(lambda frame: known(frame.gradient, frame.t >= 2), (0, 1), **grey)),
        ]


def known(image, now):
    """An image, or paper as long as it is not known."""
    return image if now else 0 * image


def windows(frame):
    """Lines between the windows."""
    side, edges = len(frame.image), np.arange(0, len(frame.image) + 1, frame.window) - 0.5
    ends = np.tile([-0.4, side - 0.6], (len(edges), 1))  # the axes end a little farther out
    pairs = np.stack([edges, edges], 1)
    rows = np.concatenate([ends, pairs]), np.concatenate([pairs, ends])
    return {"windows": rows}


def winners(frame):
    """Who gets a gradient."""
    y, x = np.nonzero(frame.gradient)
    return (x, y) if frame.t else (x, y + np.nan)


panel = Recipe("pooled-digit", PoolView)
