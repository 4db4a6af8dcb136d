"""Remedies as bars: what is right on new digits with each, and what of the training labels."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet
from ._looks import COLOR


class RemediesView(Sheet):
    """Bars for each remedy; `RemediesFrame`s."""

    columns = (("test examples right", 1.2), ("training labels right", 1))
    label = "Test and training examples right with each remedy, a dot for each network"
    lowest = 0.7

    def key_of(self, frame):
        """Which remedies."""
        return frame.names

    def parts(self, frame):
        """Two rows of bars."""
        names = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        per_cent = dict(x="", x_axis=dict(tickformat=".0%"))
        test = dict(x_range=[self.lowest, 1]) | per_cent
        train = dict(x_range=[0, 1.01]) | per_cent
        return [
            (1, Bars(shares("test"), names, sideways=True, **test)),
            (2, Bars(shares("train"), names, sideways=True, **train)),
        ]


def shares(part):
    """The get of bars: a share of each network by remedy."""
    return lambda frame: dict(zip(frame.names, getattr(frame, part), strict=True))


panel = Recipe("remedies", RemediesView, hide="data contest")
