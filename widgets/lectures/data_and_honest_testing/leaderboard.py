"""A public score that climbs, and the private one, in an envelope until the end."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.bars import Bars
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet

NAMES = ("public", "private")


class LeaderboardView(Sheet):
    """Lines of all competitors; bars at the end; `LeaderboardFrame`s."""

    columns = (("the best score so far, a line for each competitor", 1.4), ("at the end", 1))
    label = "Public and private scores of competitors against their number of submissions"

    def parts(self, frame):
        """Both scores."""
        right = share("labels right")
        lines = Lines(scores, NAMES, legend=True, **over_updates("submission"), **right)
        return [(1, lines), (2, Bars(ends, NAMES, **right))]


def scores(frame):
    """All submissions so far."""
    return by_name(NAMES, frame.steps, [frame.public, frame.private])


def ends(frame):
    """The last scores, once the envelope is open."""
    return dict(public=frame.public[:, -1], private=frame.private[:, -1]) if frame.over else {}


panel = Recipe("leaderboard", LeaderboardView)
