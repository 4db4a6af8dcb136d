"""One wide layer or several narrow ones, with as many numbers to learn: bars."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet
from ._looks import COLOR


class ShapesView(Sheet):
    """A bar for each shape; `ShapesFrame`s."""

    columns = (("new points right, a dot for each seed", 1),)
    label = "New points right with one to four layers of about equally many parameters"

    def key_of(self, frame):
        """Which shapes."""
        return frame.names

    def parts(self, frame):
        """Bars."""
        names = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        y = dict(y="", y_range=[0.4, 1.01], tick_format=".0%")
        return [(1, Bars(rights, names, x="hidden layers × units in each", **y))]


def rights(frame):
    """A dot for each seed."""
    return dict(zip(frame.names, frame.right, strict=True))


panel = Recipe("shapes", ShapesView)
