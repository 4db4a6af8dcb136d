"""The picture of this lecture on the start page: a question, two ways, and one that is lit."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, line, sketch


def picture():
    """Boxes joined by lines; the way to the one on the right is lit."""
    across, down = 0.3 * WIDE, HIGH / 2
    lit, quiet = theme.COLORS[4], QUIET
    boxes = [
        (across, 0.18 * HIGH, lit),
        (across, down, lit),
        (across, 0.82 * HIGH, quiet),
        (0.76 * WIDE, down, lit),
    ]
    parts = [line(box(x, y), color, 4 if color == lit else 2) for x, y, color in boxes]
    half, wide = 0.1 * HIGH, 0.17 * WIDE
    joints = [
        ([(across, 0.18 * HIGH + half), (across, down - half)], lit),
        ([(across, down + half), (across, 0.82 * HIGH - half)], quiet),
        ([(across + wide, down), (0.76 * WIDE - wide, down)], lit),
        (
            [(0.76 * WIDE, down - half), (0.76 * WIDE, 0.18 * HIGH), (across + wide, 0.18 * HIGH)],
            quiet,
        ),
    ]
    parts += [line(way, color, 4 if color == lit else 2) for way, color in joints]
    return sketch("A flow chart: one way through it is lit", *parts)


def box(x, y):
    """Corners of one."""
    half, wide = 0.1 * HIGH, 0.17 * WIDE
    corners = [(-wide, -half), (wide, -half), (wide, half), (-wide, half), (-wide, -half)]
    return np.array(corners) + [x, y]
