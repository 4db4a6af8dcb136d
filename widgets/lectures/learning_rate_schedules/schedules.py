"""Several schedules from one first rate: what the rate is, and what the network gets right."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import looks, of_rates, over_epochs, positive


class SchedulesView(Sheet):
    """Rates over the epochs, training loss, test digits right; `ScheduledFrame`s."""

    columns = (
        ("learning rate", 1),
        ("training loss", 0.9),
        ("test digits right, mean of the networks", 1.2),
    )
    label = "Learning rates of several schedules, and what networks trained with them get right"

    def key_of(self, frame):
        """Who is shown, and for how long."""
        return frame.names, frame.epochs

    def has_lines_of(self, frame):
        """Anybody in common will do."""
        return not set(self.key[0]).isdisjoint(frame.names)

    def parts(self, frame):
        """Three sets of lines."""
        mine, over = looks(frame.names), over_epochs()
        return [
            (1, Lines(rates, mine, **of_rates(-4, 0.5, y=""), **over)),
            (2, Lines(losses, mine, y="", y_range=[-1.5, 0.5], log=True, **over)),
            (3, Lines(right, mine, legend=True, **share(low=0.7), **over)),
        ]


def rates(frame):
    """The rate of each update."""
    updates = np.arange(frame.t + 1) * frame.epochs / frame.total
    return by_name(frame.names, updates, positive(frame.rates))


def right(frame):
    """What is right in the test, means over the networks."""
    return by_name(frame.names, frame.passes, frame.test.mean(1))


def losses(frame):
    """The training loss, means over the networks."""
    return by_name(frame.names, frame.passes, frame.losses.mean(1))


panel = Recipe("scheduled", SchedulesView)
