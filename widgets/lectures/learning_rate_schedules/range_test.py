"""The loss against a rate that rises through all sizes: how large may it be?"""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import drawable
from ...views.dots import GREY, Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK

LOOKS = {
    "loss of each network": (GREY, "dot", "circle"),
    "mean": (theme.COLORS[0], "solid", "circle"),
}


class RangeView(Sheet):
    """Losses over the rate, their mean, and where it breaks; `RangeFrame`s."""

    columns = (("loss of the batches, while the rate rises; ▼: it breaks", 1),)
    label = "Training loss against a learning rate that rises until the training breaks"

    def parts(self, frame):
        """Two sets of lines and a mark."""
        each, mean = ({name: LOOKS[name]} for name in LOOKS)
        axes = dict(x="learning rate", x_range=[-3, 1], log_x=True)
        axes |= dict(y="loss", y_range=[-0.3, 1.5], log=True)
        mark = Dots(broken, BLACK, symbols="triangle-down", size=15)
        return [
            (1, Lines(losses, each, bare=True, width=1, legend=True)),
            (1, Lines(means, mean, legend=True, **axes)),
            (1, mark),
        ]


def losses(frame):
    """A line for each network."""
    return {"loss of each network": (frame.rates, drawable(frame.losses))}


def means(frame):
    """Of all networks and a few batches."""
    return {"mean": (frame.rates, drawable(frame.means))}


def broken(frame):
    """A mark above where it breaks."""
    if frame.breaks is None:
        return [1], [np.nan]
    return frame.rates[[frame.breaks]], np.array([20.0])


panel = Recipe("rate-range", RangeView)
