"""L1 and L2 on a network in training: its zeros, the histogram of its weights, their images."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.heat import Tiles, squares
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.training import curves

NAMES = ("training", "test", "below 0.001", "exactly 0")
MIDDLES = np.linspace(-0.99, 0.99, 100)
UNITS = 16


class WeightsView(Sheet):
    """The weights of 16 units as images, shares of what is right and gone, a histogram."""

    columns = (
        ("what 16 hidden units look at", 1.4),
        ("examples right; first weights gone", 1),
        ("how many weights of which size", 1),
    )
    label = "The weights of hidden units as images, how many are gone, and what networks get right"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.inside.images.shape

    def parts(self, frame):
        """Images of the first units, curves and a histogram; `PenalizedFrame`s."""
        sides = over_updates() | share()
        bars = dict(x="weight", y="", y_range=[-0.2, 4.9], log=True)
        return [
            (1, Tiles(images, (-0.3, 0.3), 4, [f"unit {u + 1}" for u in range(UNITS)])),
            (2, Lines(shares, NAMES, legend=True, **sides)),
            (3, Lines(histogram, **bars)),
        ]


def shares(frame):
    """Of the examples and of the first weights."""
    gone = {"below 0.001": (frame.steps, frame.small), "exactly 0": (frame.steps, frame.exact)}
    return curves(frame) | gone


def histogram(frame):
    """How many weights of each size."""
    counts = frame.inside.histogram.astype(float)
    return {"weights": (MIDDLES, np.where(counts > 0, counts, np.nan))}


def images(frame):
    """The weights of the first units."""
    return squares(frame.inside.images.T[:UNITS])


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
