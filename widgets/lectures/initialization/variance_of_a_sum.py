"""A thousand random sums: their spread grows with the root of the number of terms."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet

MEASURED, LAW = "measured", "calculated"


class SumsView(Sheet):
    """A histogram, the spread over the number of terms, and mean squares; `SumsFrame`s."""

    columns = (
        ("a thousand sums z", 1.1),
        ("their standard deviation", 1),
        ("mean square", 0.8),
    )
    label = "Histogram of random sums, their standard deviation against the number of terms"

    def key_of(self, frame):
        """How wide the sums are in the end."""
        return frame.most

    def parts(self, frame):
        """Two pairs of lines, and bars."""
        sums = dict(x="z", x_range=[-frame.most, frame.most], y="density", y_range=room)
        end = np.log10(frame.most / 4)  # the calculated spread of the longest sums
        spread = dict(
            x="terms of each sum", x_range=[-0.1, 3.8], y="", y_range=[end - 3, end + 0.5]
        )
        bars = Bars(squares, names=("x", "z", "f(z)"), y="", y_range=tall)
        return [
            (1, Lines(densities, legend=True, **sums)),
            (2, Lines(spreads, markers=[MEASURED], log=True, log_x=True, **spread)),
            (3, bars),
        ]


def densities(frame):
    """What was counted, and the bell of the calculated spread."""
    z, std = np.linspace(-frame.most, frame.most, 201), frame.law[-1]
    bell = np.exp(-0.5 * (z / std) ** 2) / (std * np.sqrt(2 * np.pi))
    return {MEASURED: (frame.middles, frame.density), LAW: (z, bell)}


def room(frame):
    """For the top of the bell and of what was counted."""
    return [0, 1.1 * float(max(frame.density.max(), 0.4 / frame.law[-1]))]


def spreads(frame):
    """Both over the number of terms."""
    return {MEASURED: (frame.terms, frame.spread), LAW: (frame.terms, frame.law)}


def squares(frame):
    """Mean squares of inputs, sums, and what comes out of f."""
    return dict(zip(("x", "z", "f(z)"), frame.squares, strict=True))


def tall(frame):
    """For the highest bar."""
    return [0, 1.15 * float(max(1.2, frame.squares.max()))]


panel = Recipe("sums", SumsView)
