"""Digits that a network misreads, and what black and white costs."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.gallery import Gallery, Pictures
from ...views.sheet import Sheet
from ._looks import COLOR


class VisibleErrorsView(Sheet):
    """A gallery and two bars; `VisibleErrorsFrame`s."""

    columns = (("first errors: true → said", 2.2), ("test digits right", 1))
    label = "Test digits that a network misreads, and shares right in grey and in black and white"

    def parts(self, frame):
        """Pictures and bars."""
        names = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        axes = dict(x="", x_range=[0.6, 1], x_axis=dict(tickformat=".0%"))
        return [
            (1, Gallery(pictures, (0, 1), columns=8)),
            (2, Bars(shares, names, sideways=True, **axes)),
        ]


def pictures(frame):
    """What is misread; empty sheets where there are fewer."""
    images = np.zeros((frame.room, 28, 28))
    images[: len(frame.images)] = frame.images
    words = [f"{a} → {b}" for a, b in zip(frame.labels, frame.said, strict=True)]
    return Pictures(images, words + [""] * (frame.room - len(words)))


def shares(frame):
    """A dot for each network."""
    return dict(zip(frame.names, frame.right, strict=True))


panel = Recipe("visible-errors", VisibleErrorsView)
