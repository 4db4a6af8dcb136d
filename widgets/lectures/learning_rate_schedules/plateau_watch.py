"""A rate that falls when the loss has stopped falling: what it looks at, and when it acts."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.dots import GREY, Dots
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import BLACK, looks, of_rates, over_epochs

LOOKS = {
    "loss of each batch": (GREY, "dot", "circle"),
    "average": (theme.COLORS[2], "solid", "circle"),
    "lowest so far": (theme.COLORS[1], "dash", "square"),
}


class PlateauView(Sheet):
    """Averages of the loss and the lowest of them, the rate, what is right; `PlateauFrame`s."""

    columns = (
        ("training loss; ▼: the rate falls", 1.3),
        ("learning rate", 0.8),
        ("test digits right", 1),
    )
    label = "Averages of the training loss, the learning rate that falls when they do not, accuracy"

    def key_of(self, frame):
        """How long it is."""
        return frame.epochs

    def parts(self, frame):
        """Lines, a mark at each drop, a staircase, two curves."""
        over, mine = over_epochs(), looks(frame.names)
        batches, means = {k: LOOKS[k] for k in LOOKS if "batch" in k}, dict(list(LOOKS.items())[1:])
        loss = dict(y="", y_range=[-2, 0.5], log=True)
        drops = Dots(falls, BLACK, symbols="triangle-down", size=13)
        rate = {"performance": mine["performance"]}
        return [
            (1, Lines(losses, batches, bare=True, width=1, legend=True)),
            (1, Lines(averages, means, markers=("average",), legend=True, **loss, **over)),
            (1, drops),
            (2, Lines(rates, rate, **of_rates(-4, 0.5, y=""), **over)),
            (3, Lines(right, mine, legend=True, **share(low=0.6), **over)),
        ]


def epochs_of(frame, updates):
    """Updates as epochs."""
    return np.asarray(updates) * frame.epochs / frame.total


def losses(frame):
    """Of each batch."""
    return {"loss of each batch": (epochs_of(frame, np.arange(frame.t + 1)), frame.losses)}


def averages(frame):
    """Each at the end of its span."""
    ends = epochs_of(frame, frame.ends)
    return {"average": (ends, frame.means), "lowest so far": (ends, frame.lowest)}


def falls(frame):
    """A mark on top where the rate falls."""
    if not len(frame.falls):
        return [0], [np.nan]
    return epochs_of(frame, frame.falls), np.full(len(frame.falls), 2.4)


def rates(frame):
    """A staircase."""
    return {"performance": (epochs_of(frame, np.arange(frame.t + 1)), frame.rates)}


def right(frame):
    """With the schedule and without."""
    return by_name(frame.names, epochs_of(frame, frame.steps), frame.test)


panel = Recipe("plateau", PlateauView)
