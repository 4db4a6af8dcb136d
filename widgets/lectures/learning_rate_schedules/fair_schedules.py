"""Every schedule with as many rates to choose from: who is ahead when all are tuned?"""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet
from ._looks import looks
from ._tuned import over_rates


class FairView(Sheet):
    """What is right over the largest rate, and with the best one; `TunedFrame`s."""

    columns = (
        ("test digits right: networks that choose", 1.1),
        ("the others, with the best rate", 1),
    )
    label = "Test accuracy of schedules against their largest rate, and with the best rate of each"

    def key_of(self, frame):
        """Who is tuned."""
        return frame.names

    def has_lines_of(self, frame):
        """Nobody else is in it."""
        return set(frame.names) <= set(self.key)

    def parts(self, frame):
        """Lines and bars."""
        axis = dict(x="test digits right", x_range=[0.8, 1], x_axis=dict(tickformat=".0%"))
        bars = Bars(fresh, looks(frame.names), sideways=True, **axis)
        return [(1, over_rates(frame, legend=True)), (2, bars)]


def fresh(frame):
    """What is right with the chosen rate, a dot for each network that had no say in it."""
    return dict(zip(frame.names, frame.fresh, strict=True))


ALL = ("constant", "piecewise", "exponential", "linear", "1cycle", "performance")
panel = Recipe("tuned-schedules", FairView, schedules=ALL)
