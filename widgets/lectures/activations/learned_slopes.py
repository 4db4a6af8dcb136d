"""The slopes of parametric ReLUs while they are learned: a line for each unit, and histograms."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import over_updates
from ...views.layers import Histograms
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY

BEGIN = {"where they began": (GREY, "dash", None)}


class SlopesView(Sheet):
    """Slopes over the updates, and how they are spread; `SlopesFrame`s."""

    columns = (("slope below zero, each unit", 1.3), ("how the slopes are spread", 1))
    label = "Learned slopes of parametric ReLUs over the updates, and their histograms by layer"

    def key_of(self, frame):
        """The number of layers, and the length."""
        return len(frame.slopes), frame.total

    def parts(self, frame):
        """Lines and histograms."""
        names = {f"layer {i}": theme.look(i) for i in range(1, len(frame.slopes) + 1)}
        ends = frame.edges[[0, -1]].tolist()
        height = dict(y="slope", y_range=ends)
        lines = Lines(rows, names, bare=True, width=1, legend=True, **over_updates(), **height)
        axes = dict(x="slope", x_range=ends)
        start = Lines(began, BEGIN, bare=True, width=2)
        return [
            (1, lines),
            (1, Lines(level, BEGIN, bare=True, width=2, legend=True)),
            (2, Histograms(lambda frame: frame.counts, frame.edges, len(frame.slopes), **axes)),
            (2, start),
        ]


def rows(frame):
    """All slopes of each layer."""
    return {f"layer {i}": (frame.steps, own) for i, own in enumerate(frame.slopes, 1)}


def level(frame):
    """Where they began, over the updates."""
    return {"where they began": (np.array([0, frame.total]), np.full(2, frame.begin))}


def began(frame):
    """The same, upright."""
    ends = np.array([0.5, len(frame.slopes) + 0.5])
    return {"where they began": (np.full(2, frame.begin), ends)}


panel = Recipe("learned-slopes", SlopesView)
