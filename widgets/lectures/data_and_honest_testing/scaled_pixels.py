"""Digits before and after standardizing and whitening: images, values, covariances."""

import numpy as np

from ...making import Recipe
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.layers import Histograms
from ...views.sheet import Sheet

EDGES, PIXELS = np.linspace(-3, 5, 49), (0, 2, 10, 20, 28, 36, 60)
AS_THEY_ARE = "as they are"


class ScaledView(Sheet):
    """Eight images, the values of seven pixels, the covariance of all; `ScaledFrame`s."""

    columns = (("images", 1), ("values of seven pixels", 1), ("covariance of all pixels", 1))
    label = "Images, histograms of pixels and the covariance of pixels, scaled or not"

    def key_of(self, frame):
        """What has been done: its numbers have another scale."""
        return frame.method

    def parts(self, frame):
        """Gallery, histograms, covariance."""
        plain = frame.method == AS_THEY_ARE
        ink = ((0, 1), "Greys") if plain else ((-2.5, 2.5), "PuOr_r")
        most = 0.17 if plain else 1.0
        values = dict(x="value", y="entry of the vector")
        covariance = dict(x="entry", y="entry", square=True, y_axis=dict(autorange="reversed"))
        return [
            (1, Gallery(pictures, ink[0], columns=4, scale=ink[1])),
            (2, Histograms(lambda frame: frame.counts, EDGES, PIXELS, **values)),
            (3, Heat(lambda frame: frame.covariance, (-most, most), **covariance)),
        ]


def pictures(frame):
    """Without words."""
    return Pictures(frame.images, [" "] * len(frame.images))


panel = Recipe("scaled-pixels", ScaledView)
