"""MNIST-10k: 10,000 handwritten digits of 28 x 28 pixels, shipped with the course."""

from functools import cache
from pathlib import Path

import numpy as np

from ..registry import DATASETS
from .sets import IMAGES, Data, from_pixels

PATH = Path(__file__).with_name("mnist10k.npz")
SHA256 = "01a649acf97bc53c9bbc1a378d3087f5a8f67ccf25746dab384bcbe11feed658"  # of the pixels


@DATASETS.add("mnist10k")
@IMAGES.add("mnist10k")
@cache
def mnist10k():
    """10,000 images (784 pixels in [0, 1], ten classes), 8,000 to train and 2,000 to test.

    Both parts are drawn from MNIST's training images, in an order that was drawn once: accuracies
    are those of MNIST-10k, not of MNIST. Source, licence and how it was made: DATA_LICENSE.
    """
    with np.load(PATH) as file:
        x, y = from_pixels(file["pixels"], file["labels"])
    return Data(x[:8000], y[:8000], x[8000:], y[8000:])
