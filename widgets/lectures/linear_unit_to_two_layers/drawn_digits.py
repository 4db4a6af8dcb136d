"""A pad to draw a digit on, the image that a network gets, and its ten outputs."""

from ...making import Recipe
from ...views.sheet import Sheet
from .moved_digits import digit, ten_bars


class DrawnDigitsView(Sheet):
    """The image and ten bars; `MovedDigitFrame`s."""

    columns = (("what the network gets", 1.1), ("what it says", 1))
    label = "A digit that was drawn, and the ten outputs of a network"

    def key_of(self, frame):
        """Which class is the right one."""
        return frame.label

    def parts(self, frame):
        """A picture, bars of which that of the right class is green."""
        return [(1, digit()), (2, ten_bars(frame.label))]


panel = Recipe("drawn-digit", DrawnDigitsView)
