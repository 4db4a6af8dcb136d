"""Handwritten digits, 8 x 8 pixels: real, small, and part of scikit-learn."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from ..registry import DATASETS
from .sets import IMAGES, Data, from_pixels


@DATASETS.add("digits")
@IMAGES.add("digits")
@cache
def digits():
    """1,797 images (64 pixels in [0, 1], ten classes), 1,437 to train and 360 to test.

    The order was drawn once, with seed 0. Source: UCI optdigits, through scikit-learn.
    """
    table = np.loadtxt(path(), delimiter=",")
    pixels, labels = table[:, :-1], table[:, -1].astype(int)
    order = np.random.default_rng(0).permutation(len(pixels))
    x, y = from_pixels(pixels[order], labels[order], white=16)
    return Data(x[:1437], y[:1437], x[1437:], y[1437:])


def path():
    """The file in scikit-learn's folder; to import scikit-learn for it would take over a second."""
    package = find_spec("sklearn")
    if package is None:
        raise ModuleNotFoundError("the digits come with scikit-learn: pip install scikit-learn")
    return Path(package.submodule_search_locations[0], "datasets", "data", "digits.csv.gz")
