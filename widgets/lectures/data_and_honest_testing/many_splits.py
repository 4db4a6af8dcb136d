"""Test accuracies of many splits, and how far they fall apart, beside the formula."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet

PARTS = ("all test images", "a tenth of them")
LOOKS = {"measured": theme.look(0), "√(a(1 − a)/n)": theme.look(9)}
BAND = {"two error bars": theme.look(9)}


class SplitsView(Sheet):
    """A dot for each split; measured spread and formula; `SplitsFrame`s."""

    columns = (("test accuracy, a dot for each split", 1.4), ("spread of the dots", 1))
    label = "Test accuracies of many splits, and their spread beside that of the formula"

    def parts(self, frame):
        """Dots with bands; bars."""
        places = dict(tickvals=[0, 1], ticktext=[f"by {part}" for part in PARTS])
        places |= dict(showgrid=False, zeroline=False)
        axes = share("test images right") | dict(x="", x_range=[-0.5, 1.5], y_range=reach)
        spread = dict(y="standard deviation", y_range=tall, tick_format=".1%")
        first = dict(size=17, symbols="circle-open", rim=theme.INK, silent=True)
        return [
            (1, Lines(bands, BAND, bare=True, x_axis=places, **axes)),
            *((1, Dots(each(k), theme.look(0)[0])) for k in (0, 1)),
            (1, Dots(reported, theme.INK, **first)),
            (2, Bars(spreads, LOOKS, places=PARTS, legend=True, **spread)),
        ]


def reach(frame):
    """From 70 per cent, or deeper where there are dots."""
    return [min(0.7, np.floor(10 * frame.right.min()) / 10), 1.01]


def tall(frame):
    """Room for the larger formula, the same for all splits: at most 0.5 over the root of n."""
    return [0, 0.55 / frame.sizes[1] ** 0.5]


def each(k):
    """Dots of one part, side by side."""

    def get(frame):
        aside = (np.arange(frame.t) * 0.618) % 1 - 0.5  # even, and the same every time
        return k + 0.6 * aside, frame.right[k]

    return get


def reported(frame):
    """The first split: the one number that is usually reported."""
    return np.array([-0.3]), frame.right[0, :1]


def bands(frame):
    """Mean and two error bars to both sides, for each part."""
    x = np.array([-0.4, 0.4, np.nan])
    level = [frame.mean[0] + s * frame.formula for s in (-2, 0, 2)]
    lines = [(k + x, np.full(3, row[k])) for k in (0, 1) for row in level]
    return {"two error bars": tuple(map(np.concatenate, zip(*lines, strict=True)))}


def spreads(frame):
    """Measured and calculated."""
    return dict(zip(LOOKS, (frame.spread, frame.formula), strict=True))


panel = Recipe("many-splits", SplitsView)
