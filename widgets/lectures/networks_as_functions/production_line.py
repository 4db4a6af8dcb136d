"""Which box of three may learn: bars of what is right then."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet
from ._looks import COLOR


class ProductionLineView(Sheet):
    """A bar for each choice; `ProductionLineFrame`s."""

    columns = (("image → 1 → 2 → 3 → digit; test digits right if these learn", 1),)
    label = "Test digits right where one, two or all three layers of a network learn"

    def parts(self, frame):
        """Bars."""
        names = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        axes = dict(x="", x_range=[0, 1], x_axis=dict(tickformat=".0%"))
        return [(1, Bars(rights, names, sideways=True, **axes))]


def rights(frame):
    """A dot for each seed."""
    return dict(zip(frame.names, frame.right, strict=True))


panel = Recipe("production-line", ProductionLineView)
