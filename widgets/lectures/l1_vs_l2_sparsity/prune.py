"""Train with and without penalty, then cut the smallest weights."""

import numpy as np

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Heat, Lines, tiles
from ...views.sheet import Sheet
from ...views.weights import squares


class PruningView(Sheet):
    """Accuracy against the share cut, and what is left of some units; `PruningFrame`s."""

    columns = (
        ("test examples right after the cut", 1.3),
        ("weights left: no penalty (top), L2, L1 (bottom)", 1),
    )
    label = "Test accuracy against the share of weights cut, and images of what is left"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """A line for each network, and images in rows."""

        def right(frame):
            return bundles(frame.shares, frame.test)

        def images(frame):
            return tiles(
                np.concatenate([squares(rows) for rows in frame.images]), len(frame.images[0])
            )

        axis = dict(x="share of the weights cut, the smallest first", x_range=[-0.01, 1.01], y="")
        axis |= dict(y_range=[0, 1.01], tick_format=".0%", markers=True, legend=True)
        return [(1, Lines(frame.names, right, **axis)), (2, Heat(images, (-0.3, 0.3), image=True))]


panel = Recipe("pruning", PruningView)
