"""The best coin so far, on the labels that chose it and on fresh ones; and all coins."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.dots import Dots
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet

NAMES = ("on the test set", "on fresh data")
COINS = {"coins": theme.look(9)}


class BestView(Sheet):
    """Two lines that part, and the pile of all scores; `BestFrame`s."""

    columns = (("the best coin so far", 1.3), ("all coins, one draw", 1))
    label = "Accuracy of the best of many coin flippers on the test set and on fresh data"

    def key_of(self, frame):
        """How many coins there will be, and of how many labels a score is made."""
        return frame.total, frame.labels

    def has_lines_of(self, frame):
        """Any run has both lines."""
        return True

    def parts(self, frame):
        """Lines over the number of coins; a histogram with the best one marked."""
        far = max(np.log10(frame.total), 0.3)
        coins = dict(x="coins tried", x_range=[-0.02, 1.03 * far], log_x=True)
        right = share("labels right", 0.3, 0.8)
        pile = dict(x="test labels right", x_range=[0.3, 0.8], x_axis=dict(tickformat=".0%"))
        pile |= dict(y="coins", y_range=[0, 0.32 * frame.total])
        return [
            (1, Lines(best, NAMES, legend=True, **coins, **right)),
            (2, Lines(histogram, COINS, bare=True, **pile)),
            (2, Dots(leader, theme.look(0)[0], size=13)),
        ]


def best(frame):
    """Of every draw."""
    return by_name(NAMES, frame.tried, [frame.best, frame.fresh])


def histogram(frame):
    """Steps over bins, each as many possible scores wide."""
    wide = max(round(0.3 * frame.labels**0.5), 1) / frame.labels
    edges = np.arange(-0.5 / frame.labels, 1 + wide, wide)
    counts = np.histogram(frame.all_right, edges)[0]
    return {"coins": (np.repeat(edges, 2)[1:-1], np.repeat(counts, 2))}


def leader(frame):
    """The best one."""
    return frame.all_right.max(keepdims=True), np.zeros(1)


panel = Recipe("best-of-many", BestView)
