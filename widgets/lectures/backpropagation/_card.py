"""The picture of this lecture on the start page: a network, through which an error runs back."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch

COLUMNS, ROWS = np.linspace(36, WIDE - 36, 4), (0.3 * HIGH, 0.7 * HIGH)


def picture():
    """Two units in each of four columns; two paths from the outputs to one weight are lit."""
    places = [[(x, y) for y in ROWS] for x in COLUMNS]
    parts = []
    for left, right in zip(places, places[1:], strict=False):
        parts += [line([a, b], QUIET, 1.5) for a in left for b in right]
    for way in ((0, 0, 0, 0), (0, 0, 1, 1)):
        lit = [column[row] for column, row in zip(places, way, strict=True)]
        parts.append(line(lit[::-1], theme.COLORS[1], 3.5))
    for column in places:
        parts += [dot(x, y, 9, theme.COLORS[0]) for x, y in column]
    head = [(WIDE - 14, 12), (20, 12), (28, 6), (20, 12), (28, 18)]
    parts.append(line(head, theme.COLORS[4], 2.5))
    return sketch("A small network; an arrow above it runs from its outputs to its inputs", *parts)
