"""The picture of this lecture on the start page: three lines, and the highest of them."""

import numpy as np

from dlcore.convex import largest_line

from ...figure import theme
from ...figure.sketch import HIGH, INK, WIDE, dot, line, sketch


def picture():
    """Thin lines, and the thick one that runs along the top."""
    pieces, x = np.array([(-1.2, -0.3), (0.15, 0.1), (1.5, -0.9)]), np.linspace(-1.7, 1.7, 121)
    y = largest_line(pieces, x)[0]
    across = 10 + (WIDE - 20) * (x + 1.7) / 3.4

    def up(height):
        return HIGH - 30 - 42 * height

    thick = line(np.stack([across, up(y)], -1), INK, 6)
    thin, dots = [], []
    for (slope, height), color in zip(pieces, theme.COLORS, strict=False):
        own = up(slope * x + height)
        seen = (own > 4) & (own < HIGH - 4)
        thin.append(line(np.stack([across, own], -1)[seen], color, 2))
        dots.append(dot(WIDE / 2, up(height), 5, color))
    return sketch("Three straight lines, and the highest of them in bold", thick, *thin, *dots)
