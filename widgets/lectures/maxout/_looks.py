"""What panels of this lecture share."""

import numpy as np

from ...figure import theme
from ...views.dots import Dots

BOX = (-2, 2), (-2.5, 4.5)
AXES = dict(x="x", x_range=[*BOX[0]], y="", y_range=[*BOX[1]])
UNIT, SECOND, CONVEX = theme.INK, theme.COLORS[4], theme.COLORS[5]
PLACE = theme.COLORS[3]


def probe(value):
    """A star at the place that one looks at."""
    about = dict(size=12, symbols="star", silent=True)
    return Dots(lambda frame: (np.array([frame.at]), np.array([value(frame)])), PLACE, **about)


def over_x(part):
    """The get of a curve: this part of the frame over x."""
    return lambda frame: (frame.x, getattr(frame, part))
