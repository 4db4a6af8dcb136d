"""A digit, its pooled image, and where the gradient goes."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.sheet import Sheet

WINNER = theme.COLORS[3]


class PoolView(Sheet):
    """Three images; `PoolFrame`s."""

    columns = (("the digit; ● winners", 1), ("pooled", 1), ("gradient at the digit", 1))
    label = "A digit with the winning pixel of each window, its pooled image and the gradient"

    def key_of(self, frame):
        """The window."""
        return frame.window

    def parts(self, frame):
        """Images; over the first the winners."""
        grey = dict(image=True, scale="Greys")
        return [
            (1, Heat(lambda frame: frame.image, (0, 1), **grey)),
            (1, Dots(winners, WINNER, size=4, name="winner")),
            (2, Heat(lambda frame: known(frame.pooled, frame.t >= 1), (0, 1), **grey)),
            (3, Heat(lambda frame: known(frame.gradient, frame.t >= 2), (0, 1), **grey)),
        ]


def known(image, now):
    """An image, or paper as long as it is not known."""
    return image if now else 0 * image


def winners(frame):
    """Who gets a gradient."""
    y, x = np.nonzero(frame.gradient)
    return (x, y) if frame.t else (x, y + np.nan)


panel = Recipe("pooled-digit", PoolView)
