"""A map of the winners, and how many pieces have ever won."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

LOOKS = {
    "before training": (theme.COLORS[1], "dash", "square"),
    "now": (theme.COLORS[0], "solid", "circle"),
}
NEVER = ((0, theme.COLORS[3]), (0.05, theme.COLORS[3]), (0.05, "#DCE9F6"), (1, "#08306B"))


class WinsView(Sheet):
    """Pieces of the first network by units, and shares over examples; `WinsFrame`s."""

    columns = (("who wins how often: red never, dark often", 1.4), ("pieces that have ever won", 1))
    label = "A map of how often each piece of each unit wins, and how many have ever won"

    def key_of(self, frame):
        """Units and pieces, and how many examples there are."""
        return frame.wins.shape, frame.counts.tobytes()

    def parts(self, frame):
        """A map and two lines."""
        units, k = frame.wins.shape
        places = dict(columns=np.arange(1, units + 1), rows=np.arange(1, k + 1))
        words = dict(x="unit", y="piece", y_axis=dict(dtick=1))
        heat = Heat(often, (0, 1), scale=NEVER, **places, **words)
        over = dict(x="examples seen", x_range=[0, float(np.log10(frame.counts[-1]))], log_x=True)
        axes = over | share(low=0, high=1.02)
        return [(1, heat), (2, Lines(ever, LOOKS, legend=True, markers=True, **axes))]


def often(frame):
    """Rows of pieces: 0 for who never wins, from a tenth to 1 for the others."""
    wins = frame.wins.T
    return np.where(wins > 0, 0.1 + 0.9 * np.sqrt(wins), 0)


def ever(frame):
    """Means over the networks, at the start and now."""
    rows = frame.ever.mean(1)
    return {name: (frame.counts, row) for name, row in zip(LOOKS, rows, strict=True)}


panel = Recipe("who-wins", WinsView)
