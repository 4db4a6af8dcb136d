"""L1 and L2 on a network in training: its zeros, the histogram of its weights, their images."""

import numpy as np

from ...making import Recipe
from ...views.network import right
from ...views.parts import Heat, Lines, tiles
from ...views.penalties import among, strands
from ...views.sheet import Sheet
from ...views.weights import squares


class WeightsView(Sheet):
    """Shares right, the share of zeros, the first weights as a histogram and as images."""

    columns = (
        ("examples right", 1),
        ("first weights gone", 1),
        ("how many weights of which size", 0.9),
        ("what 16 units look at", 1.4),
    )
    label = "What networks get right, and the weights of their first layer"
    units = 16

    def key_of(self, frame):
        """The shape of the images."""
        return frame.inside.images.shape

    def parts(self, frame):
        """Curves, a histogram and images of the first 16 units; `PenalizedFrame`s."""
        names = ("training", "test", "below 0.001", "exactly 0")
        middles = np.linspace(-0.99, 0.99, 100)
        share = dict(x="update", x_range=lambda frame: [0, frame.total], y="", y_range=[0, 1.01])
        share["tick_format"] = ".0%"

        def zeros(frame):
            parts = frame.small, frame.exact
            lines = strands([(np.broadcast_to(frame.steps, p.shape), p) for p in parts])
            return among(names, 2, lines)

        def histogram(frame):
            counts = frame.inside.histogram[None].astype(float)
            return middles, np.where(counts > 0, counts, np.nan)

        def images(frame):
            return tiles(squares(frame.inside.images.T[: self.units]), 4)

        curves = Lines(names, lambda frame: among(names, 0, right(frame)), legend=True, **share)
        gone = Lines(names, zeros, **share)
        bars = Lines(("weights",), histogram, x="weight", y="", y_range=[-0.2, 4.9], log=True)
        return [(1, curves), (2, gone), (3, bars), (4, Heat(images, (-0.3, 0.3), image=True))]


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
