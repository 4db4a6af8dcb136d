"""Lines with handles; the highest of them is the unit."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.curve import Curve, Pieces
from ...views.sheet import Sheet
from ._looks import AXES, BOX, CONVEX, UNIT, over_x, probe

BARS = {"your unit": (UNIT, "solid", "circle"), "best convex": (CONVEX, "solid", "circle")}


class DragView(Sheet):
    """Lines, the unit and its target, and how far it is off; `DragFrame`s."""

    columns = (("● lifts a line, ○ turns it", 2.2), ("error", 1))
    label = "Straight lines, the highest of them, and the shape it should be; bars of its error"

    def key_of(self, frame):
        """The number of lines."""
        return len(frame.pieces)

    def parts(self, frame):
        """A curve over its pieces, and two bars."""
        names = ("target", "the unit: the highest line")
        curve = Curve(over_x("shown"), over_x("target"), names=names, color=UNIT, **AXES)
        bars = Bars(errors, BARS, y="", y_range=[0, 2])
        pieces = Pieces(lambda frame: frame.pieces, BOX, drags="pieces")
        return [(1, curve), (1, pieces), (1, probe(lambda frame: frame.there[1])), (2, bars)]


def errors(frame):
    """Of the unit, and of the nearest convex function."""
    return dict(zip(BARS, (frame.error, frame.least), strict=True))


panel = Recipe("drag-the-lines", DragView)
