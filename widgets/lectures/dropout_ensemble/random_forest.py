"""A random forest beside bagged trees and bagged networks: right together, and how alike."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet


class ForestView(Sheet):
    """What the first members know together, and how alike they err; `ForestFrame`s."""

    columns = (
        ("test digits right, together", 1.4),
        ("how alike two members err", 1),
    )
    label = "Test digits right against the number of members, and correlation of their errors"

    def key_of(self, frame):
        """How many members there will be."""
        return frame.total

    def has_lines_of(self, frame):
        """Any number will do."""
        return True

    def parts(self, frame):
        """A line and a bar for each kind."""
        members = dict(x="members", x_range=[0, frame.total + 1])
        right = Lines(together, legend=True, **members | share(low=0.55, high=1.02))
        axes = dict(x="", y="correlation of errors", y_range=[0, 0.8])
        return [(1, right), (2, Bars(alike, **axes))]


def together(frame):
    """Shares right over the size of the ensemble, a line for each seed."""
    sizes = np.arange(1, frame.t + 1)
    return {name: (sizes, rows) for name, rows in zip(frame.names, frame.right, strict=True)}


def alike(frame):
    """Correlations, one of each seed."""
    return dict(zip(frame.names, frame.alike, strict=True))


panel = Recipe("forest", ForestView)
