"""The picture of this lecture on the start page: a diamond and a circle, touched by a valley."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch

CENTRE, STEEP, UNIT = np.array([0.75, 1.3]), np.array([[1.0, 0.6], [0.6, 1.4]]), 34
ROUND = np.linspace(0, 2 * np.pi, 241)
WAY = np.stack([np.cos(ROUND), np.sin(ROUND)], -1)
BORDERS = 0.8 * WAY, 0.8 * WAY / np.abs(WAY).sum(-1, keepdims=True)  # circle and diamond


def picture():
    """Each border with the lowest place on it, and the contour that touches it there."""
    parts = []
    for k, border in enumerate(BORDERS):
        color, middle = theme.look(k)[0], np.array([WIDE * (0.22 + 0.5 * k), 0.72 * HIGH])
        off = border - CENTRE
        height = np.einsum("ni,ij,nj->n", off, STEEP, off)
        touch, half = border[height.argmin()], np.linalg.cholesky(np.linalg.inv(STEEP)).T
        for level in (0.35, 0.7, 1.0):
            contour = CENTRE + level * np.sqrt(height.min()) * WAY @ half
            parts.append(line(placed(contour, middle), QUIET, 1))
        cross = np.array([[-1.1, 0], [1.1, 0]])
        parts += [line(placed(axis, middle), QUIET, 0.8) for axis in (cross, cross[:, ::-1])]
        parts.append(line(placed(border, middle), color, 3))
        parts.append(dot(*placed(touch[None], middle)[0], 5, "#CF1308"))
    return sketch("A circle and a diamond; the diamond is touched at its tip", *parts)


def placed(points, middle):
    """Weights (n, 2) as places in the sketch."""
    return middle + UNIT * points * (1, -1)
