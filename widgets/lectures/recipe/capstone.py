"""All knobs on one task: what is right of training and validation, and the surest mistakes."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.gallery import Gallery, Pictures
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

NAMES = ("training", "validation")
SHOWN = 12  # pictures


class CapstoneView(Sheet):
    """Two lines, and pictures; `CapstoneFrame`s."""

    columns = (("images right", 1), ("wrong in validation: it is → it says", 1))
    label = "Shares right of training and validation images, and validation images read wrongly"

    def key_of(self, frame):
        """The size of the images."""
        return frame.images.shape[1:]

    def has_lines_of(self, frame):
        """Any network will do."""
        return True

    def parts(self, frame):
        """Lines and a gallery."""
        right = Lines(curves, looks_of(NAMES), legend=True, **over_updates(), **share(low=0.5))
        return [(1, right), (2, Gallery(pictures, (0, 1), columns=4))]


def curves(frame):
    """What is right."""
    return {"training": (frame.steps, frame.train), "validation": (frame.steps, frame.right)}


def pictures(frame):
    """What each is, and what it is taken for; empty places where fewer are wrong."""
    images = np.zeros((SHOWN, *frame.images.shape[1:]))
    images[: len(frame.images)] = frame.images
    words = [f"{a} → {b}" for a, b in zip(frame.are, frame.said, strict=True)]
    return Pictures(images, words + [""] * (SHOWN - len(words)))


panel = Recipe("capstone", CapstoneView, hide="data examples label_noise loss output runs seed")
