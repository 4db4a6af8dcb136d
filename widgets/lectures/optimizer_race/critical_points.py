"""Saddle, plateau, local minimum, minimum: curvatures there, and how long the rules stay."""

import numpy as np

from ...making import Recipe
from ...views.hill import Strokes
from ...views.parts import Heat, Lines
from ...views.rules import looks_of
from ...views.sheet import Sheet

AXES = "along the smaller curvature", "along the larger"


class CriticalView(Sheet):
    """The ground with paths, two cuts through it, losses of the rules; `EscapeFrame`s."""

    columns = (
        ("orange: higher, purple: lower", 1.2),
        ("two cuts", 0.9),
        ("loss of each rule", 1),
    )
    label = "The ground around a point without slope, and runs of optimizers that start close to it"
    limit = 0.25  # heights that get the ends of the colours

    def key_of(self, frame):
        """The ground, and who runs for how long."""
        return frame.escape.heights.tobytes(), frame.escape.names, len(frame.escape.value)

    def parts(self, frame):
        """Heights, first paths, cuts, losses."""
        escape = frame.escape
        side, looks = escape.offset, looks_of(escape.names)
        reach, ends = [float(side[0]), float(side[-1])], (-self.limit, self.limit)
        box = dict(x="weight 1, from the point", y="weight 2", x_range=reach, y_range=reach)
        ground = Heat(lambda frame: frame.escape.heights, ends, x=side, y=side)
        paths = Strokes(escape.names, self.paths, [look[:2] for look in looks], **box)
        losses = Lines(
            escape.names,
            lambda frame: (np.arange(frame.t + 1), frame.escape.value[: frame.t + 1, :, 0].T),
            x="step",
            x_range=[0, len(escape.value) - 1],
            y="",
            y_range=[1.15 * escape.floor - 0.02, 0.1 - 0.15 * escape.floor],
            legend=True,
            looks=looks,
        )
        return [(1, ground), (1, paths), (2, self.cuts(side, reach)), (3, losses)]

    def cuts(self, side, reach):
        """The ground along both curvatures."""
        return Strokes(
            AXES,
            lambda frame: (np.tile(side, (2, 1)), frame.escape.along),
            [("#808080", "dash"), ("#808080", "solid")],
            x="distance",
            x_range=reach,
            y="loss, from the point",
            y_range=[-4 * self.limit, 6 * self.limit],
            legend=True,
        )

    @staticmethod
    def paths(frame):
        """The way of each rule from its first start, x and y (R, t + 1)."""
        x, y = np.moveaxis(frame.escape.theta[: frame.t + 1, :, 0], -1, 0)
        return x.T, y.T


panel = Recipe("critical-points", CriticalView)
