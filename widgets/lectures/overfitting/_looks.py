"""What panels of this lecture share: training, validation and test look the same everywhere."""

import numpy as np

from ...figure import theme
from ...views.axes import share
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

PARTS = ("training", "validation", "test")
BLACK = "#000000"  # the page turns it white in the dark
COLOR = theme.COLORS[2]  # of bars that are told apart by their words


def looks(names):
    """{name: look}, the same in all panels."""
    return looks_of(names, PARTS)


class CurvesView(Sheet):
    """Losses and shares right over the epochs; `MemorizingFrame`s."""

    columns = (("loss", 1), ("examples right", 1))
    label = "Loss and share right on training and validation examples, epoch after epoch"

    def key_of(self, frame):
        """How long it is."""
        return frame.total

    def has_lines_of(self, frame):
        """Any length will do."""
        return True

    def parts(self, frame):
        """Two pairs of lines."""
        epochs, names = over_epochs(frame.total), looks(frame.names)
        losses = dict(y="cross-entropy", y_range=highest)
        right = Lines(rows("right"), names, **epochs, **share())
        return [(1, Lines(rows("losses"), names, legend=True, **epochs, **losses)), (2, right)]


def over_epochs(total):
    """An x axis over the epochs of a training."""
    return dict(x="epoch", x_range=[0, total])


def highest(frame):
    """A range of the loss with room for what is seen of it, in steps of a half."""
    return [0, min(8.0, max(2.5, float(np.ceil(2 * frame.losses.max()) / 2)))]


def rows(part):
    """The get of lines: a line of each network for training and for validation."""

    def get(frame):
        values = getattr(frame, part)
        epochs = np.arange(values.shape[-1])
        return {name: (epochs, row) for name, row in zip(frame.names, values, strict=True)}

    return get
