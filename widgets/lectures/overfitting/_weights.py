"""Weights of the first layer as images beside what networks get right."""

import numpy as np

from ...views.axes import over_updates, share
from ...views.heat import Tiles, squares
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.training import curves
from ._looks import looks

SHOWN = 24  # units


class WeightsView(Sheet):
    """Images of the first units of the first network, and curves; `TrainingFrame`s."""

    columns = (("weights into hidden units", 1.2), ("examples right", 1))
    label = "Weights into the first hidden units as images, and shares right in training and test"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.inside.images[:, :SHOWN].shape

    def has_lines_of(self, frame):
        """Any network will do."""
        return True

    def parts(self, frame):
        """Tiles and two lines."""
        count = images(frame).shape[0]
        words = [f"unit {n}" for n in range(1, count + 1)]
        right = Lines(
            curves, looks(("training", "test")), legend=True, **over_updates(), **share(low=0.4)
        )
        return [(1, Tiles(images, (-1, 1), 6, words)), (2, right)]


def images(frame):
    """A picture for each of the first units; the strongest weight of all is 1, or -1."""
    weights = frame.inside.images[:, :SHOWN].T
    return squares(weights / max(np.abs(weights).max(), 1e-12))
