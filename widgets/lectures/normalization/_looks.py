"""What several panels of this lecture share: a family of normalizations against one disturbance."""

import numpy as np

from ...views.axes import share
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

TITLES = {
    "learning rate": "training digits right, a line for each network",
    "batch size": "test digits right, a line for each network",
    "first weights": "training digits right, a line for each network",
    "contrast": "test digits right, a line for each network",
}
AXES = {
    "learning rate": "learning rate",
    "batch size": "batch size of the training, examples",
    "first weights": "standard deviation of the first weights",
    "contrast": "contrast: all test images times this",
}


class DisturbedView(Sheet):
    """A line for each normalization and seed; `DisturbedFrame`s."""

    label = "Digits right with each normalization, against what is varied"

    def __init__(self, frame):
        self.columns = ((TITLES[frame.against], 1),)
        super().__init__(frame)

    def key_of(self, frame):
        """Who is compared, and against what."""
        return frame.names, frame.against

    def has_lines_of(self, frame):
        """The same is varied, and any kind is in common."""
        names, against = self.key
        return against == frame.against and not set(names).isdisjoint(frame.names)

    def parts(self, frame):
        """Lines over a logarithmic axis."""
        low, high = np.log10(frame.values[[0, -1]])
        looks = looks_of(frame.names, frame.kinds)
        over = dict(x=AXES[frame.against], x_range=[low - 0.15, high + 0.15], log_x=True)
        return [(1, Lines(curves, looks, markers=True, legend=True, **over, **share()))]


def curves(frame):
    """Shares right, a row for each seed."""
    pairs = zip(frame.names, frame.right, strict=True)
    return {name: (frame.values, own.T) for name, own in pairs}
