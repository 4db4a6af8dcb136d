"""What each of twenty methods does for a network that does not learn, and for one that overfits."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.looks import looks_of
from ...views.sheet import Sheet

PARTS = ("training, of the one that does not learn", "test, of the one that overfits")


class TwoProblemsView(Sheet):
    """A pair of bars for each method; `TwoProblemsFrame`s."""

    columns = (("mistakes gone, of 100", 1),)
    label = "Mistakes that each method takes away: training of one network, test of another"

    def key_of(self, frame):
        """Which methods."""
        return frame.names

    def parts(self, frame):
        """Bars, and how far apart the networks are."""
        about = dict(places=frame.names[1:], sideways=True, legend=True, runs="range")
        axes = dict(x="", x_range=[-70, 102])
        return [(1, Bars(effects, looks_of(PARTS), **about, **axes))]


def effects(frame):
    """Both for each network."""
    return {part: rows[1:].T for part, rows in zip(PARTS, frame.effects, strict=True)}


panel = Recipe("two-problems", TwoProblemsView)
