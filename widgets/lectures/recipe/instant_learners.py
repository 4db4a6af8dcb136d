"""What learners know of their own digits and of new ones, and a network on its way there."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.bars import Bars
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

PARTS = ("own digits", "new digits")
LOOKS = looks_of(PARTS)


class InstantView(Sheet):
    """A pair of bars for each learner, and the network's lines; `InstantFrame`s."""

    columns = (("digits right", 1.3), ("the network, bit by bit", 1))
    label = "Own and new digits right with neighbours, trees and a network, and the network's way"

    def key_of(self, frame):
        """Who learns."""
        return frame.names

    def has_lines_of(self, frame):
        """Whoever learned beside the network."""
        return True

    def parts(self, frame):
        """Bars and two lines."""
        right = dict(x="", x_range=[0, 1.02], x_axis=dict(tickformat=".0%"))
        bars = Bars(shares, LOOKS, places=frame.names, sideways=True, legend=True, **right)
        return [(1, bars), (2, Lines(curves, LOOKS, **over_updates(), **share()))]


def shares(frame):
    """Both of all learners."""
    return dict(zip(PARTS, (frame.own, frame.new), strict=True))


def curves(frame):
    """Those of the network so far."""
    return by_name(PARTS, frame.steps, frame.curves)


panel = Recipe("instant-learners", InstantView)
