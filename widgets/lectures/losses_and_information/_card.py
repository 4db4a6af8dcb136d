"""The picture of this lecture on the start page: one point drags one line, not the other."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch


def picture():
    """Points, one of them far away, and two lines."""
    x = np.linspace(20, WIDE - 45, 7)
    y = HIGH - 25 - 0.12 * x + np.array([2, -3, 3, -1, -3, 2, 0])
    far = (WIDE - 22, 18)
    ends = np.array([8.0, WIDE - 8])
    calm = np.stack([ends, HIGH - 25 - 0.12 * ends], -1)
    pulled = np.stack([ends, [HIGH - 16, HIGH - 72]], -1)
    axes = [(8, 8), (8, HIGH - 8), (WIDE - 8, HIGH - 8)]
    parts = [line(axes, QUIET, 2), line(pulled, theme.COLORS[1], 3), line(calm, theme.COLORS[4], 3)]
    parts += [dot(*place, 3.5, QUIET) for place in zip(x, y, strict=True)]
    return sketch(
        "One point far away drags the line of squared errors, not that of absolute errors",
        *parts,
        dot(*far, 5.5, theme.COLORS[3]),
    )
