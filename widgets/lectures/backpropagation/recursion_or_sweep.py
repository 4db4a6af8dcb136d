"""Visits to units until the whole gradient is known, for each depth."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

INK = "#1F2A33"


class CountsView(Sheet):
    """Three lines; `RecursionOrSweepFrame`s."""

    columns = (("visits to units · squares: counted one by one", 1),)
    label = "How often units are visited by recursion, by wiggling and by a reverse sweep"

    def key_of(self, frame):
        """The top of the axis, in steps of six powers of ten."""
        return 6 * int(np.ceil(np.log10(frame.visits.max()) / 6))

    def parts(self, frame):
        """Lines over depth, and points."""
        axes = dict(x="layers", x_range=[0.5, len(frame.counted) + 0.5])
        axes |= dict(y="visits", y_range=[0, self.key_of(frame)], log=True)
        lines = Lines(rows, looks_of(frame.names), legend=True, **axes)
        counted = Dots(lambda frame: (depths(frame), frame.counted), INK, size=8, symbols="square")
        now = Dots(lambda frame: ([frame.depth] * 3, frame.now), INK, size=11, symbols="diamond")
        return [(1, lines), (1, counted), (1, now)]


def rows(frame):
    """A line for each way."""
    pairs = zip(frame.names, frame.visits, strict=True)
    return {name: (depths(frame), row) for name, row in pairs}


def depths(frame):
    """All there are."""
    return np.arange(1.0, len(frame.counted) + 1)


panel = Recipe("recursion-or-sweep", CountsView)
