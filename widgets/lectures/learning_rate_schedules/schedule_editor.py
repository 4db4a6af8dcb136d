"""A learning-rate schedule to draw, and the networks trained with it against the best constant."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.dots import Dots
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import BLACK, over_epochs

LOOKS = {"yours": theme.look(0), "best constant": theme.look(1)}


class EditorView(Sheet):
    """The schedule with its points, what is right, the loss; `EditorFrame`s."""

    columns = (
        ("learning rate: drag the points", 1.2),
        ("test digits right", 1),
        ("training loss", 0.9),
    )
    label = "A drawn learning-rate schedule, and the accuracy and loss of networks trained with it"

    def key_of(self, frame):
        """How many points, how long a training."""
        return len(frame.points), frame.epochs

    def has_lines_of(self, frame):
        """Any number of points will do."""
        return self.key[1] == frame.epochs

    def parts(self, frame):
        """A line through points, and the best constant; two sets of lines."""
        axes = dict(x="share of the training, %", x_range=[-3, 103])
        axes |= dict(y="", y_range=[-3, 0.5], log=True)
        over, mine = over_epochs(), {"yours": LOOKS["yours"]}
        flat = {"best constant": LOOKS["best constant"]}
        loss = dict(y="", y_range=[-1.5, 0.5], log=True)
        return [
            (1, Lines(constant, flat, bare=True)),
            (1, Lines(schedule, mine, bare=True, width=6, **axes)),
            (1, Dots(lambda frame: frame.points.T, BLACK, size=15, drags="drawn", joined=True)),
            (2, Lines(right, LOOKS, legend=True, **share(low=0.7), **over)),
            (3, Lines(losses, LOOKS, **loss, **over)),
        ]


def schedule(frame):
    """The rate between its points and beyond."""
    shares, rates = frame.points.T
    return {"yours": (np.r_[0, shares, 100], np.r_[rates[0], rates, rates[-1]])}


def constant(frame):
    """The constant rate that gets most right now."""
    ends = np.array([0.0, 100.0])
    return {"best constant": (ends, np.full(2, frame.best if frame.t else np.nan))}


def epochs(frame):
    """Of the points of the curves."""
    return frame.steps * frame.epochs / frame.total


def right(frame):
    """Means of the networks."""
    return by_name(frame.names, epochs(frame), frame.right)


def losses(frame):
    """Means of the networks."""
    return by_name(frame.names, epochs(frame), frame.loss)


panel = Recipe("schedule-editor", EditorView, front="epochs optimizer depth")
