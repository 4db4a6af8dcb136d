"""A pad to draw a digit on, what a network sees of it, and what it says."""

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.heat import Heat
from ...views.sheet import Sheet
from ._looks import COLOR


class DrawADigitView(Sheet):
    """What it sees, and ten bars; `OwnDigitFrame`s."""

    columns = (("what the network sees", 1.1), ("what it says", 1))
    label = "A drawn digit as a network sees it, and the network's ten outputs"

    def key_of(self, frame):
        """How many pixels."""
        return frame.seen.shape

    def parts(self, frame):
        """An image and bars."""
        looks = dict.fromkeys(("output",), (COLOR, "solid", "circle"))
        bars = Bars(outputs, looks, places=range(10), x="digit", **share())
        return [(1, Heat(lambda f: f.seen, (0, 1), scale="Greys", image=True)), (2, bars)]


def outputs(frame):
    """A bar for each digit."""
    return {"output": frame.outputs}


panel = Recipe("own-digit", DrawADigitView)
