"""The picture of this lecture on the start page: two losses, and where one should have stopped."""

import numpy as np

from ...figure import theme
from ...figure.sketch import HIGH, QUIET, WIDE, dot, line, sketch


def picture():
    """A loss that falls, one that turns round, and a line at its lowest point."""
    t = np.linspace(0.0, 1, 60)
    falling, turning = np.exp(-4 * t), np.exp(-5 * t) + 0.35 * t + 0.1
    across, low = 10 + (WIDE - 20) * t, int(turning.argmin())
    rows = [HIGH - 12 - 80 * loss for loss in (falling, turning)]
    stop = [(across[low], 8), (across[low], HIGH - 8)]
    axes = [(10, 8), (10, HIGH - 8), (WIDE - 10, HIGH - 8)]
    parts = [line(axes, QUIET, 2), line(stop, QUIET, 2, stroke_dasharray="5 4")]
    for row, color in zip(rows, theme.COLORS, strict=False):
        parts.append(line(np.stack([across, row], -1), color, 2.5))
        parts.append(dot(across[low], row[low], 5, color))
    return sketch("A training loss falls, a validation loss turns round; there one stops", *parts)
