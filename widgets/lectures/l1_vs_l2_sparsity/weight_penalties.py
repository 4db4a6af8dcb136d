"""L1 and L2 on a network in training: its zeros, the histogram of its weights, their images."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.heat import Heat, squares, tiles
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.training import curves

NAMES = ("training", "test", "below 0.001", "exactly 0")
MIDDLES = np.linspace(-0.99, 0.99, 100)
UNITS = 16


class WeightsView(Sheet):
    """Shares right, the share of zeros, the first weights as a histogram and as images."""

    columns = (
        ("examples right", 1),
        ("first weights gone", 1),
        ("how many weights of which size", 0.9),
        ("what 16 units look at", 1.4),
    )
    label = "What networks get right, and the weights of their first layer"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.inside.images.shape

    def parts(self, frame):
        """Curves, a histogram and images of the first 16 units; `PenalizedFrame`s."""
        sides = over_updates() | share()
        bars = dict(x="weight", y="", y_range=[-0.2, 4.9], log=True)
        return [
            (1, Lines(curves, NAMES, legend=True, **sides)),
            (2, Lines(zeros, NAMES, **sides)),
            (3, Lines(histogram, **bars)),
            (4, Heat(images, (-0.3, 0.3), image=True)),
        ]


def zeros(frame):
    """Shares of the first weights."""
    return {"below 0.001": (frame.steps, frame.small), "exactly 0": (frame.steps, frame.exact)}


def histogram(frame):
    """How many weights of each size."""
    counts = frame.inside.histogram.astype(float)
    return {"weights": (MIDDLES, np.where(counts > 0, counts, np.nan))}


def images(frame):
    """The weights of the first units."""
    return tiles(squares(frame.inside.images.T[:UNITS]), 4)


panel = Recipe(
    "penalized",
    WeightsView,
    show="l1 l2 shrink weight_decay other strength lr optimizer label_noise"
    " examples epochs runs seed",
    data="mnist10k",
    examples=2000,
    depth=1,
    width=100,
    epochs=15,
    optimizer="gradient-descent",
    lr=0.1,
)
