"""Digits before and after standardizing and whitening: images, values, covariances."""

import numpy as np

from ...making import Recipe
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.layers import Histograms
from ...views.sheet import Sheet

EDGES, PIXELS = np.linspace(-3, 5, 49), (0, 2, 10, 20, 28, 36, 60)


class ScaledView(Sheet):
    """Eight images, the values of seven pixels, the covariance of all; `ScaledFrame`s."""

    columns = (("images", 1), ("values of seven pixels", 1), ("covariance of all pixels", 1))
    label = "Images, histograms of pixels and the covariance of pixels, scaled or not"

    def parts(self, frame):
        """Gallery, histograms, covariance."""
        values = dict(x="value", y="entry of the vector")
        covariance = dict(x="entry", y="entry", square=True, y_axis=dict(autorange="reversed"))
        return [
            (1, Gallery(pictures, (-1.5, 2), columns=4)),
            (2, Histograms(lambda frame: frame.counts, EDGES, PIXELS, **values)),
            (3, Heat(lambda frame: frame.covariance, (-0.5, 0.5), **covariance)),
        ]


def pictures(frame):
    """Without words."""
    return Pictures(frame.images, [" "] * len(frame.images))


panel = Recipe("scaled-pixels", ScaledView)
