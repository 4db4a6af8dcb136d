"""What panels of this lecture share: images of weights, colours."""

import numpy as np

from ...figure import theme
from ...views.gallery import Gallery, Pictures

BLACK = "#000000"  # on maps, which are the same on light pages and on dark ones
COLOR = theme.COLORS[2]  # of bars that are told apart by their words


def weight_gallery(get, words, columns=5):
    """A gallery of images of weights: get(frame) -> (n, h, w), words(frame) -> n words.

    Orange speaks for, blue against; but for the strongest one in a hundred, which look alike.
    """

    def pictures(frame):
        images = get(frame)
        strongest = max(float(np.quantile(np.abs(images), 0.99)), 1e-12)
        return Pictures(np.clip(images / strongest, -1, 1), list(words(frame)))

    return Gallery(pictures, (-1, 1), columns=columns, scale="PuOr_r")


def digits(frame):
    """Names of ten classes."""
    return [str(digit) for digit in range(10)]
