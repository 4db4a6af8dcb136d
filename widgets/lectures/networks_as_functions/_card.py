"""The picture of this lecture on the start page: points, and two lines that want to be near."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch


def picture():
    """Points along two waves, a broken line through them, and one that misses a hill."""
    x = np.linspace(-1, 1, 19)
    across, middle = WIDE / 2 + (WIDE / 2 - 14) * x, HIGH / 2
    wave = np.sin(6 * x) + 0.12 * np.cos(40 * x)
    points = np.stack([across, middle - 30 * wave], -1)
    nodes = np.array([-1, -0.8, -0.26, 0.26, 0.8, 1])
    places = WIDE / 2 + (WIDE / 2 - 14) * nodes
    bent = np.stack([places, middle - 30 * np.array([0.3, 1.05, -1.05, 1.05, -1.05, -0.3])], -1)
    short = bent[[0, 2, 3, 5]] * [1, 1] + [[0, -28], [0, 0], [0, 0], [0, 18]]
    parts = [line(short, theme.COLORS[0], 2.5), line(bent, QUIET, 3)]
    parts += [dot(px, py, 3, theme.COLORS[1]) for px, py in points]
    parts += [dot(px, py, 5, QUIET) for px, py in bent[1:-1]]
    return sketch("A line that is bent by hand through points, and one that misses a hill", *parts)
