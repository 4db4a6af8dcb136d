"""Loss and test digits right of networks with softmax once and twice, and the floor of twice."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK

FLOOR = "floor of twice"
LOOKS = theme.look(0), theme.look(7)


class TwiceView(Sheet):
    """Losses over a floor, and shares right; `TwiceFrame`s."""

    columns = (("loss", 1), ("test digits right", 1))
    label = "Loss and share right of digits learned with softmax once and with softmax twice"

    def key_of(self, frame):
        """How long it is."""
        return frame.total

    def has_lines_of(self, frame):
        """Any length will do."""
        return True

    def parts(self, frame):
        """Lines of all seeds, and the floor."""
        names, loss = (
            dict(zip(frame.names, LOOKS, strict=True)),
            dict(y="cross-entropy", y_range=[0, 2.6]),
        )
        return [
            (1, Lines(rows("losses"), names, legend=True, **over_updates(), **loss)),
            (1, Lines(floor, {FLOOR: (BLACK, "dot", None)}, bare=True, legend=True)),
            (2, Lines(rows("test"), names, **over_updates(), **share())),
        ]


def rows(part):
    """The get of lines, one of each seed for each name."""

    def get(frame):
        values = zip(frame.names, frame.steps, getattr(frame, part), strict=True)
        return {name: (steps, each) for name, steps, each in values}

    return get


def floor(frame):
    """A level line."""
    return {FLOOR: (np.array([0, frame.total]), np.full(2, frame.floor))}


panel = Recipe("softmax-twice", TwiceView)
