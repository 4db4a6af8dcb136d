"""Hidden units that start alike, as images of their weights."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.heat import Heat, squares, tiles
from ...views.lines import Lines
from ...views.sheet import Sheet

COLUMNS = 6


class TwinsView(Sheet):
    """Weights of units, how many are different, and what they get right; `TwinsFrame`s."""

    columns = (
        ("weights of hidden units, the first 36", 1.2),
        ("different hidden units", 1),
        ("training digits right", 1),
    )
    label = "Weights of hidden units as images, how many are different, and what is right"

    def key_of(self, frame):
        """The shape of the images, and how many units there are."""
        return frame.weights.shape, frame.units

    def parts(self, frame):
        """Images, and two curves."""
        count = over_updates() | dict(y="", y_range=[0, 1.04 * frame.units])
        return [
            (1, Heat(images, (-1, 1), image=True)),
            (2, Lines(curve("different"), **count)),
            (3, Lines(curve("right"), **over_updates(), **share())),
        ]


def images(frame):
    """Weights over the largest of them; nothing where all are 0."""
    most = np.abs(frame.weights).max()
    return tiles(squares(frame.weights.T / (most or 1)), COLUMNS)


def curve(part):
    """The get of a line: a part of the frame over the updates."""
    return lambda frame: {"network": (frame.steps, getattr(frame, part))}


panel = Recipe("twins", TwinsView)
