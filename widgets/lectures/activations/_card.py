"""The picture of this lecture on the start page: a plane cut into pieces, one of them lit."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch


def picture():
    """A few bends: a line that is broken three times, and below it the places of its corners."""
    corners = np.array([[10, 78], [52, 70], [88, 24], [128, 58], [WIDE - 10, 18]], float)
    corners[:, 0] *= (WIDE - 10) / corners[-1, 0]
    axes = [(10, HIGH - 8), (WIDE - 10, HIGH - 8)]
    parts = [line(axes, QUIET, 2)]
    for x, y in corners[1:-1]:
        parts.append(line([(x, y), (x, HIGH - 8)], QUIET, 2, stroke_dasharray="5 4"))
    parts.append(line(corners, theme.COLORS[0], 2.5))
    parts.append(line(corners[1:3], theme.COLORS[1], 4))
    parts += [dot(x, y, 5, theme.COLORS[0]) for x, y in corners[1:-1]]
    return sketch("A line with bends: straight pieces, one of them lit", *parts)
