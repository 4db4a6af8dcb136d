"""A ball on a curve of one weight, and where each of its steps lands."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY, SLOPE, STEP, arrow, landed, wall

LOOKS = {
    "slope here": (SLOPE, "solid", None),
    "step": (STEP, "solid", None),
    "local parabola": (GREY, "dot", None),
}
FLOOR, TOP = -1.5, 14  # of the picture


class CurveView(Sheet):
    """The landscape with ball, slope and step; the step in its parabola; `CurveFrame`s."""

    columns = (("the ball and its next step", 1.5), ("where steps land", 1))
    label = "A ball on a curve, its slope and step, and where the steps land in their parabolas"

    def key_of(self, frame):
        """Nothing: all landscapes fit."""

    def parts(self, frame):
        """Ground, slope, step and ball; the gauge."""
        side = frame.walk.ground[0]
        box = dict(x="weight", x_range=[float(side[0]), float(side[-1])])
        box |= dict(y="loss", y_range=[FLOOR, TOP])
        ground = {"loss": (GREY, "solid", None)}
        ring = Dots(began, "#000000", size=16, symbols="circle-open", drags=("start", None))
        return [
            (
                1,
                Lines(lambda frame: {"loss": frame.walk.ground}, ground, bare=True, width=3, **box),
            ),
            (1, Lines(lines, LOOKS, bare=True, width=3, legend=True)),
            (1, ring),
            (1, Dots(landing, STEP, size=12, symbols="circle-open")),
            (1, Dots(ball, STEP, size=13)),
            (2, wall()),
            (2, landed(earlier, GREY, size=7, name="earlier steps")),
            (2, landed(now, STEP, size=14, name="this step")),
        ]


def lines(frame):
    """The tangent, the step along the axis, the parabola that the ball feels."""
    walk, t = frame.walk, frame.t
    (x, then), height, slope = walk.x[t : t + 2], walk.height[t], walk.slope[t]
    reach = np.array([-0.8, 0.8]) / np.hypot(1, slope / 4)
    u = np.linspace(-6, 6, 121) - x
    bent = height + slope * u + 0.5 * walk.curvature[t] * u * u
    bent = np.where((bent > FLOOR) & (bent < 2 * TOP), bent, np.nan)
    drawn = (
        (x + reach, height + slope * reach),
        arrow(x, -0.8, then - x, 0, 0.2, tall=4),
        (u + x, bent),
    )
    return dict(zip(LOOKS, drawn, strict=True))


def ball(frame):
    """Where it is."""
    return frame.walk.x[frame.t : frame.t + 1], frame.walk.height[frame.t : frame.t + 1]


def landing(frame):
    """Where the step leads."""
    walk, then = frame.walk, slice(frame.t + 1, frame.t + 2)
    return walk.x[then], walk.height[then]


def began(frame):
    """Where the run began."""
    return frame.walk.x[:1], frame.walk.height[:1]


def earlier(frame):
    """Gauges of the steps before; at first none."""
    return frame.walk.gauge[: frame.t] if frame.t else np.array([np.nan])


def now(frame):
    """That of this step."""
    return frame.walk.gauge[frame.t : frame.t + 1]


panel = Recipe("curve-descent", CurveView)
