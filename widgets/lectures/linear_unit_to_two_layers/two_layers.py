"""No hidden layer, a narrow one, a wide one: what is right, and how many parameters that takes."""

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.sheet import Sheet
from ._looks import COLOR


class TwoLayersView(Sheet):
    """Bars for each width; `WidthsFrame`s."""

    columns = (("test digits right", 1.3), ("parameters", 1))
    label = "Share of test digits right and number of parameters, without a hidden layer and with"

    def parts(self, frame):
        """Two rows of bars; the one without a hidden layer has its own colour."""
        words = [name.replace(" units", "") for name in frame.names]
        looks = {word: (COLOR, "solid", None) for word in words}
        looks["none"] = (theme.COLORS[1], "solid", None)
        right = Bars(named(words, lambda frame: frame.test), looks, x="hidden units", **share())
        size = dict(y="numbers to learn", y_range=[0, 11000])
        if frame.parameters.max() > 11000:
            size["y_range"] = [0, 110000]
        count = Bars(named(words, known), looks, x="hidden units", **size)
        return [(1, right), (2, count)]

    def key_of(self, frame):
        """The sizes."""
        return frame.parameters.tobytes()


def named(words, get):
    """The get of bars: a number, or a row of them, for each word."""
    return lambda frame: dict(zip(words, get(frame), strict=True))


def known(frame):
    """Parameters of what is trained by now."""
    return [size if i < frame.t else float("nan") for i, size in enumerate(frame.parameters)]


panel = Recipe("widths", TwoLayersView)
