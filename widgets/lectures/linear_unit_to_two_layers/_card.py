"""The picture of this lecture on the start page: a straight grid, and the same grid bent."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch

ENDS = np.linspace(-1, 1, 5)
FINE = np.linspace(-1, 1, 25)
ROUND = 2 * np.pi * np.arange(8) / 8


def picture():
    """Points inside others: no straight line parts them, until the plane is bent."""
    still, moving = np.meshgrid(ENDS, FINE, indexing="ij")
    grid = [*np.stack([still, moving], -1), *np.stack([moving, still], -1)]
    inner = np.stack([np.cos(ROUND[::2]), np.sin(ROUND[::2])], -1) * 0.25
    outer = np.stack([np.cos(ROUND), np.sin(ROUND)], -1) * 0.85
    parts = []
    for put in (flat, bent):
        parts += [line(put(each), QUIET, 1.2) for each in grid]
        for points, color in ((outer, theme.COLORS[0]), (inner, theme.COLORS[1])):
            parts += [dot(x, y, 4, color) for x, y in put(points)]
    cut = bent(np.array([[-1.25, 0.0], [1.25, 0.0]]))
    cut[:, 1] = HIGH * 0.66
    parts.append(line(cut, theme.COLORS[3], 2.5))
    return sketch(
        "A grid with two classes of points, and the grid bent until a line parts them", *parts
    )


def flat(points):
    """On the left."""
    scale = 0.4 * HIGH
    return np.array([0.25 * WIDE, 0.5 * HIGH]) + scale * points * [1, -1]


def bent(points):
    """On the right: what is far from the middle goes up."""
    x, y = points[..., 0], points[..., 1]
    up = 0.62 * (x**2 + y**2) + 0.18 * y - 0.45
    scale = 0.4 * HIGH
    return np.array([0.74 * WIDE, 0.62 * HIGH]) + scale * np.stack([x + 0.25 * y, -up], -1)
