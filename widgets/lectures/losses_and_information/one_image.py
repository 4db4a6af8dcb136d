"""One image on its way through a network: probabilities, loss, updates."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, looks

EVEN = "log K: all classes the same"


class OneImageView(Sheet):
    """Image, probabilities, losses; `OneImageFrame`s."""

    columns = (("the image", 1), ("probabilities; ★ is right", 1), ("loss", 1))
    label = "An image, the probabilities a network gives to each class, and the loss by update"

    def key_of(self, frame):
        """The classes, and how long it is."""
        return len(frame.p), frame.updates

    def has_lines_of(self, frame):
        """Of as many classes."""
        return len(frame.p) == self.key[0]

    def parts(self, frame):
        """A picture, bars with a star, a line over a level."""
        classes = {str(c): (theme.COLORS[4], "solid", "circle") for c in range(len(frame.p))}
        share = dict(y="", y_range=[0, 1.02], tick_format=".0%")
        updates = dict(x="updates so far", x_range=[-0.3, frame.updates + 0.3])
        top = dict(y="", y_range=high)
        return [
            (1, Heat(lambda frame: frame.image, (0, 1), scale="Greys", image=True, silent=True)),
            (2, Bars(probabilities, classes, **share)),
            (2, Dots(star, BLACK, size=13, symbols="star", silent=True)),
            (3, Lines(losses, looks(["cross-entropy"]), markers=True, **updates, **top)),
            (3, Lines(even, {EVEN: (BLACK, "dot", None)}, bare=True, legend=True)),
        ]


def probabilities(frame):
    """Of each class."""
    return {str(c): p for c, p in enumerate(frame.p)}


def star(frame):
    """Above the right class."""
    p = np.nan_to_num(frame.p[frame.label])
    return np.array([frame.label]), np.array([min(0.95, p + 0.07)])


def losses(frame):
    """Before each update so far."""
    found = np.arange(len(frame.losses)), frame.losses
    return {"cross-entropy": found if len(frame.losses) else (np.zeros(1), np.full(1, np.nan))}


def even(frame):
    """A level line."""
    return {EVEN: (np.array([-0.3, frame.updates + 0.3]), np.full(2, frame.even))}


def high(frame):
    """Room for the first loss."""
    first = frame.losses[:1].max(initial=0)
    return [0, float(np.ceil(max(1.2 * frame.even, first) * 2) / 2)]


panel = Recipe("one-image", OneImageView)
