"""Saddle, plateau, local minimum, minimum: curvatures there, and how long the rules stay."""

import numpy as np

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.heat import Heat
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

LIMIT = 0.25  # heights that get the ends of the colours
CUTS = {
    "along the smaller curvature": ("#808080", "dash", None),
    "along the larger": ("#808080", "solid", None),
}


class CriticalView(Sheet):
    """The ground with paths, two cuts through it, losses of the rules; `EscapeFrame`s."""

    columns = (
        ("orange: higher, purple: lower", 1.2),
        ("two cuts", 0.9),
        ("loss of each rule", 1),
    )
    label = "The ground around a point without slope, and runs of optimizers that start close to it"

    def key_of(self, frame):
        """The ground, and who runs for how long."""
        return frame.escape.heights.tobytes(), frame.escape.names, len(frame.escape.value)

    def parts(self, frame):
        """Heights, first paths, cuts, losses."""
        escape, side = frame.escape, frame.escape.offset
        looks, reach = looks_of(escape.names, OPTIMIZERS), [float(side[0]), float(side[-1])]
        box = dict(x="weight 1, from the point", x_range=reach, y="weight 2", y_range=reach)
        cut = dict(x="distance", x_range=reach, y="loss, from the point")
        cut["y_range"] = [-4 * LIMIT, 6 * LIMIT]
        time = dict(x="step", x_range=[0, len(escape.value) - 1], y="")
        time["y_range"] = [1.15 * escape.floor - 0.02, 0.1 - 0.15 * escape.floor]
        return [
            (1, Heat(heights, (-LIMIT, LIMIT), columns=side, rows=side)),
            (1, Lines(paths, looks, bare=True, width=3, **box)),
            (2, Lines(cuts, CUTS, bare=True, width=3, legend=True, **cut)),
            (3, Lines(losses, looks, legend=True, **time)),
        ]


def heights(frame):
    """The ground around the point."""
    return frame.escape.heights


def paths(frame):
    """The way of each rule from its first start."""
    ways = frame.escape.theta[: frame.t + 1, :, 0]  # (t + 1, R, 2)
    return dict(zip(frame.escape.names, ways.transpose(1, 2, 0), strict=True))


def cuts(frame):
    """The ground along both curvatures."""
    return by_name(CUTS, frame.escape.offset, frame.escape.along)


def losses(frame):
    """Those of the first start."""
    rows = frame.escape.value[: frame.t + 1, :, 0].T
    return by_name(frame.escape.names, np.arange(frame.t + 1), rows)


panel = Recipe("critical-points", CriticalView)
