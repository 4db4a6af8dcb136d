"""One weight under L2 and L1, with and without data."""

import numpy as np

from ...making import Recipe
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import looks


class OneWeightView(Sheet):
    """The size of a weight under three pulls, and its last steps; `OneWeightFrame`s."""

    columns = (
        ("size: a line ends at 0", 1.2),
        ("the last 30 steps", 1),
    )
    label = "Size of one weight under L2 and L1 against the step, and how it comes to rest"

    def parts(self, frame):
        """Left |w| in powers of ten, right w in units of the step that L1 makes."""
        left = dict(x="step", y="|w|", y_range=[-6, 6.3], log=True, legend=True)
        right = dict(x="step", y="w in steps of η λ", y_range=[-3, 8], markers=True)
        right["x_range"] = lambda frame: [max(frame.t, 30) - 30, max(frame.t, 30)]
        kinds = looks(frame.names)
        return [(1, Lines(sizes, kinds, **left)), (2, Lines(in_steps, kinds, **right))]


def sizes(frame):
    """|w|, as far as it is not 0."""
    size = np.abs(frame.weights)
    return by_name(frame.names, np.arange(size.shape[1]), np.where(size > 0, size, np.nan))


def in_steps(frame):
    """w over the length of a step that L1 makes."""
    return by_name(frame.names, np.arange(frame.weights.shape[1]), frame.weights / frame.pull)


panel = Recipe("one-weight", OneWeightView)
