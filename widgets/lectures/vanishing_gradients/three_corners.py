"""Where networks stand that were not trained, are too small, or overfit."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines
from ...views.sheet import Sheet

EQUAL = "test = training"


class CornersView(Sheet):
    """The way of each network over the plane of training and test; `CornersFrame`s."""

    columns = (("what is right, of the training digits and of the test digits", 1),)
    label = "Test against training: the way of networks in training over this plane"

    def key_of(self, frame):
        """Who is there."""
        return frame.names

    def parts(self, frame):
        """The line where both are equal, and the ways."""
        across = dict(x="right: training", x_range=[-0.02, 1.1], x_axis=dict(tickformat=".0%"))
        level = {EQUAL: ("#8A8FA8", "dash", None)}
        plane = across | share("right: test", low=-0.03, high=1.05)
        equal = Lines(lambda frame: {EQUAL: ends}, level, bare=True, legend=True, **plane)
        return [(1, equal), (1, Lines(ways, frame.names, legend=True, width=1.2, **plane))]


ends = np.array([0.0, 1.0]), np.array([0.0, 1.0])


def ways(frame):
    """Medians of the networks of each name, on both parts."""
    parts = zip(frame.names, frame.median("train"), frame.median("test"), strict=True)
    return {name: (train, test) for name, train, test in parts}


panel = Recipe("corners", CornersView)
