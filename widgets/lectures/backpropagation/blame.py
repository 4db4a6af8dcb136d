"""A digit, the pixels that would have to change, and what becomes of it when they do."""

import numpy as np

from ...making import Recipe
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.sheet import Sheet


class BlameView(Sheet):
    """Digits, the gradient at the pixels, the changed digit; `BlameFrame`s."""

    columns = (("click a digit", 1), ("orange: darker, blue: lighter", 1), ("the digit now", 1))
    label = "A digit whose pixels are changed one by one, as the gradient at the inputs asks for"

    def parts(self, frame):
        """A gallery, two pictures."""
        gallery = Gallery(pictures, (0, 1), columns=4, chooses="chosen")
        about = dict(image=True, silent=True)
        pull = Heat(lambda frame: square(scaled(frame.pull)), (-1, 1), **about)
        digit = Heat(lambda frame: square(frame.image), (0, 1), scale="Greys", **about)
        return [(1, gallery), (2, pull), (3, digit)]


def square(pixels):
    """(64,) -> (8, 8)."""
    return pixels.reshape(8, 8)


def scaled(pull):
    """Over the strongest of its pixels."""
    most = np.abs(pull).max()
    return pull / most if most else pull


def pictures(frame):
    """What each was taken for."""
    words = [f"a {said}" for said in frame.said]
    return Pictures(frame.images.reshape(-1, 8, 8), words, frame.said == frame.labels, frame.chosen)


panel = Recipe("blame", BlameView)
