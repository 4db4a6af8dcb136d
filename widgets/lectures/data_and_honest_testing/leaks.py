"""A report on coin tosses, and what fresh data say of it."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet

NAMES = ("on the test part", "on fresh data")
CHANCE = {"chance": theme.look(9)}


class LeaksView(Sheet):
    """Two bars with a dot for each draw; `LeaksFrame`s."""

    columns = (("labels right, a dot for each draw", 1),)
    label = "Accuracy on the test part and on fresh data, for labels that are coin tosses"

    def parts(self, frame):
        """Bars, and a line at one half."""
        return [
            (1, Bars(bars, NAMES, **share("labels right"))),
            (1, Lines(chance, CHANCE, bare=True)),
        ]


def bars(frame):
    """All draws so far."""
    return dict(zip(NAMES, frame.right, strict=True)) if frame.t else {}


def chance(frame):
    """One half, from side to side."""
    return {"chance": (np.array([-0.5, 1.5]), np.array([0.5, 0.5]))}


panel = Recipe("leaks", LeaksView)
