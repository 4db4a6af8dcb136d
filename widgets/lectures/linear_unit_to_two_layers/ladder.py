"""A linear unit, softmax, two layers: three numbers of source 2 and what comes out here."""

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.sheet import Sheet

NAMES = ("8×8 digits", "MNIST-10k", "source 2, MNIST")
RUNGS = ("linear, MSE", "linear, softmax", "two layers")


class LadderView(Sheet):
    """Three groups of bars; `LadderFrame`s."""

    columns = (("test digits wrong", 1),)
    label = "Share of digits wrong: linear with MSE, linear with softmax, two layers"

    def parts(self, frame):
        """Bars side by side."""
        colors = theme.COLORS[0], theme.COLORS[2], theme.COLORS[1]
        looks = {n: (color, "solid", None) for n, color in zip(NAMES, colors, strict=True)}
        axes = share("", 0, 0.2)
        return [(1, Bars(bars, looks, places=RUNGS, legend=True, **axes))]


def bars(frame):
    """What was measured, and what source 2 says."""
    rows = [part.T for part in frame.wrong]
    return dict(zip(NAMES, (*rows, frame.said), strict=True))


panel = Recipe("ladder", LadderView)
