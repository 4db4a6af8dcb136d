"""Handwritten digits, 8 x 8 pixels: real, small, and shipped with the course."""

from functools import cache
from pathlib import Path

import numpy as np

from ..registry import DATASETS
from .sets import IMAGES, Data, from_pixels

PATH = Path(__file__).with_name("digits.npz")
SHA256 = "8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3"  # of the pixels


@DATASETS.add("digits")
@IMAGES.add("digits")
@cache
def digits():
    """1,797 images (64 pixels in [0, 1], ten classes), 1,437 to train and 360 to test.

    The order was drawn once, with seed 0. Source: UCI optdigits (Alpaydin & Kaynak 1998); licence
    and how the file was made: DATA_LICENSE.
    """
    with np.load(PATH) as file:
        pixels, labels = file["pixels"], file["labels"]
    order = np.random.default_rng(0).permutation(len(pixels))
    x, y = from_pixels(pixels[order], labels[order], white=16)
    return Data(x[:1437], y[:1437], x[1437:], y[1437:])
