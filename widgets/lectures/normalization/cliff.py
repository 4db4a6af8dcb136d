"""A cliff from above, the way of the weights on it, and the loss."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import drawable, over_updates
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

WAY, RAW, CLIPPED = "way", "step of the gradient", "clipped"
ARROW, CELLS = 0.16, 60
LOOKS = {
    WAY: (theme.COLORS[1], "solid", "square"),
    RAW: (theme.COLORS[3], "dot", None),
    CLIPPED: (theme.COLORS[2], "solid", None),
}


class CliffView(Sheet):
    """Height as a picture, way and arrows on it, the loss; `CliffFrame`s."""

    columns = (("w, met again and again, and u", 1.2), ("loss", 1))
    label = "A loss with a cliff from above, the path of the weights, and the loss over the steps"

    def key_of(self, frame):
        """The chain, and how long it goes on."""
        return frame.length, frame.total

    def parts(self, frame):
        """The ground, the way, two arrows of one length; a curve."""
        (w, u), over = (np.linspace(*side, CELLS) for side in frame.domain), over_updates("step")
        height = np.log10(0.5 * (u[:, None] * w**frame.length - 1) ** 2 + 1e-3)
        box = dict(x="w", x_range=list(frame.domain[0]), y="u", y_range=list(frame.domain[1]))
        ground = Heat(lambda f: height, (-3, 5), columns=w, rows=u, scale="Blues", **box)
        return [
            (1, ground),
            (1, Lines(lines, LOOKS, bare=True, width=3, legend=True)),
            (2, Lines(loss, **over, y="", y_range=[-6, 8], log=True)),
        ]


def lines(frame):
    """The way so far, and which way the next step goes, unclipped and clipped."""
    w, u = np.clip(np.nan_to_num(frame.path.T, nan=1e3), -1e3, 1e3)
    drawn, place = {WAY: (w, u)}, frame.path[-1]
    for name, arrow, size in zip((RAW, CLIPPED), frame.arrows, frame.sizes, strict=True):
        if np.isfinite(size) and size and np.isfinite(place).all() and np.abs(place).max() < 1e3:
            tip = place - ARROW * arrow / size
            drawn[name] = tuple(np.stack([place, tip], -1))
    return drawn


def loss(frame):
    """Where it can be drawn."""
    return {"loss": (np.arange(frame.t + 1), drawable(frame.losses))}


panel = Recipe("cliff", CliffView)
