"""Weights at test time: scaled, forgotten to be scaled, inverted dropout, scaled twice."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.dots import Dots
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet


class MismatchView(Sheet):
    """What comes into a unit in training and test, and what that costs; `MismatchFrame`s."""

    columns = (
        ("second layer, not scaled", 1),
        ("test examples right", 1),
        ("test loss", 1),
    )
    label = "Input of units in training and in the test; accuracy and loss of four ways to test"

    def key_of(self, frame):
        """The rate: the larger it is, the higher z′."""
        return frame.rate

    def has_lines_of(self, frame):
        """Any rate will do."""
        return True

    def parts(self, frame):
        """Dots with two lines; two sets of curves."""
        highest = ENDS[1] / (1 - frame.rate)
        box = dict(x="z in training, mean of 20 masks", x_range=[*ENDS])
        box |= dict(y="z′ with all units", y_range=[-highest, highest])
        dots = Dots(lambda frame: (frame.z, frame.z_test), ["grey"] * len(frame.z), size=4)
        right = Lines(rows_of("right"), legend=True, **over_updates(), **share())
        losses = dict(y="", y_range=[-1.3, 1], log=True)
        losses = Lines(rows_of("losses"), **losses, **over_updates())
        return [(1, dots), (1, Lines(slopes, **box)), (2, right), (3, losses)]


ENDS = np.array([-3.0, 3.0])


def slopes(frame):
    """What z′ would be as it is, and what it is to be."""
    return {"z′ = z": (ENDS, ENDS), "z′ = z / (1 − p)": (ENDS, ENDS / (1 - frame.rate))}


panel = Recipe("mismatch", MismatchView)
