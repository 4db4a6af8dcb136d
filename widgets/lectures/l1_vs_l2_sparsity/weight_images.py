"""Weights as images without penalty, with L2, with L1, and how rough they are."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.heat import Tiles, squares
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet
from ._looks import looks


class WeightImagesView(Sheet):
    """Units in rows, kinds in columns, and curves of roughness; `WeightImagesFrame`s."""

    columns = (
        ("left no penalty, middle L2, right L1", 1.4),
        ("roughness of the images", 1),
        ("test examples right", 1),
    )
    label = "Weights as images without penalty, with L2 and with L1, and how rough they are"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """Images, a row for each unit, and two sets of curves."""
        kinds = looks(frame.names)
        words = [f"{kind}, unit {u + 1}" for u in range(frame.images.shape[1]) for kind in kinds]
        rough = over_updates() | dict(y="", y_range=[0, 1.05], legend=True)
        return [
            (1, Tiles(images, (-1, 1), len(kinds), words)),
            (2, Lines(rows_of("rough"), kinds, **rough)),
            (3, Lines(rows_of("test"), kinds, **share(), **over_updates())),
        ]


def images(frame):
    """Units of all kinds; in each kind the strongest weight is 1, or -1."""
    strongest = np.abs(frame.images).max((1, 2), keepdims=True)
    rows = (frame.images / np.maximum(strongest, 1e-12)).swapaxes(0, 1)
    return squares(rows.reshape(-1, rows.shape[-1]))


panel = Recipe("weight-images", WeightImagesView)
