"""What panels of this lecture share: arrows, and the parabola in which a step is shown."""

import numpy as np

from ...figure import theme
from ...views.dots import Dots
from ...views.lines import Lines

GREY = "#808080"
STEP, SLOPE = theme.COLORS[0], theme.COLORS[3]  # source 4: movements blue, gradients red
LOWEST, HIGHEST = -1.6, 2.0  # of the gauge in a picture; what is farther out stands at its edge
PLACES = dict(tickvals=[-1, 0, 1], ticktext=["−1", "0", "+1"])


def arrow(x, y, dx, dy, barb, tall=1.0):
    """x (5,), y (5,) of a line from (x, y) to its tip and back into the barbs, `barb` long.

    tall: how many units upwards take as much room as one sideways.
    """
    tail, way = np.array([x, y / tall]), np.array([dx, dy / tall])
    length = np.linalg.norm(way)
    if not 0 < length < np.inf:
        return np.full(5, x), np.full(5, y)
    back = -min(barb, 0.6 * length) * way / length
    aside, tip = 0.5 * np.array([-back[1], back[0]]), tail + way
    ends = np.stack([tail, tip, tip + back + aside, tip, tip + back - aside], -1)
    return ends[0], ends[1] * tall


def in_parabola(alpha):
    """Gauges (n,) -> where they are seen on the curve u^2, at its ends if they are beyond."""
    u = np.clip(np.asarray(alpha, float), LOWEST, HIGHEST)
    return u, u * u


def wall():
    """The curve itself, a part, with the axes."""
    u = np.linspace(LOWEST, HIGHEST, 73)
    axes = dict(
        x="stays · bottom · other wall", x_range=[LOWEST - 0.1, HIGHEST + 0.1], x_axis=PLACES
    )
    axes |= dict(y="", y_range=[-0.3, 4.2], y_axis=dict(tickvals=[]))
    curve = {"local parabola": (GREY, "solid", None)}
    return Lines(lambda frame: {"local parabola": (u, u * u)}, curve, bare=True, width=3, **axes)


def landed(get, colors, **about):
    """Dots for the gauges get(frame) (n,)."""
    return Dots(lambda frame: in_parabola(get(frame)), colors, **about)
