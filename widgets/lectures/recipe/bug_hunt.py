"""Programs with a bug each: the test on ten examples, and what the real run says."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.looks import looks_of
from ...views.sheet import Sheet

COLOR = theme.COLORS[2]
PARTS = ("training", "test")


class HuntView(Sheet):
    """Two rows of bars for each program; `HuntFrame`s."""

    columns = (("updates until known", 1), ("real run: digits right", 1.2))
    label = "Programs with a bug each: a few examples by heart, and what is right in the real run"

    def key_of(self, frame):
        """How long it may take."""
        return frame.most

    def parts(self, frame):
        """Bars from left to right."""
        looks = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        share = dict(x="", x_range=[0, 1.01], x_axis=dict(tickformat=".0%"))
        heart = dict(x="no bar: never", x_range=[0, frame.most])
        real = dict(places=frame.names, sideways=True, runs="range", legend=True)
        return [
            (1, Bars(known, looks, sideways=True, **heart)),
            (2, Bars(right, looks_of(PARTS, PARTS), **real, **share)),
        ]


def known(frame):
    """Updates; nothing where it was never known."""
    return {
        name: np.where(np.isfinite(row), row, np.nan)
        for name, row in zip(frame.names, frame.known, strict=True)
    }


def right(frame):
    """Training and test, a row for each network."""
    return {"training": frame.train.T, "test": frame.test.T}


panel = Recipe("bug-hunt", HuntView)
