"""The lines of two units, and the first minus the second."""

from ...making import Recipe
from ...views.curve import Curve, Pieces
from ...views.sheet import Sheet
from ._looks import AXES, BOX, SECOND, UNIT, over_x, probe


class TwoUnitsView(Sheet):
    """Two units by their lines, and the difference; `TwoUnitsFrame`s."""

    columns = (("first unit", 1), ("minus the second unit", 1), ("is the difference", 1.2))
    label = "The lines of two units, and the first minus the second beside its target"

    def key_of(self, frame):
        """The numbers of lines."""
        return len(frame.plus), len(frame.minus)

    def parts(self, frame):
        """Two curves over their pieces, and the difference."""
        parts = []
        for n, (knob, color) in enumerate((("plus", UNIT), ("minus", SECOND))):
            unit = Curve(of_unit(n), names=("", f"unit {n + 1}"), color=color, **AXES)
            parts += [(n + 1, unit), (n + 1, Pieces(lines_of(knob), BOX, drags=knob, first=4 * n))]
        names = ("target", "difference")
        both = Curve(over_x("shown"), over_x("target"), names=names, width=3, **AXES)
        places = [(n + 1, probe(value_of(n))) for n in range(3)]
        return [*parts, (3, both), *places]


def of_unit(n):
    """The get of a unit's curve."""
    return lambda frame: (frame.x, frame.units[n])


def value_of(n):
    """What the first, the second, or the difference is at the place."""
    return lambda frame: [*frame.there, frame.there[0] - frame.there[1]][n]


def lines_of(knob):
    """The get of a unit's lines."""
    return lambda frame: getattr(frame, knob)


panel = Recipe("two-units", TwoUnitsView)
