"""A digit, the pixels that would have to change, and what becomes of it when they do."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

ANSWERS = looks_of(("said at first", "wanted"))


class BlameView(Sheet):
    """Digits, the gradient at the pixels, the changed digit, two shares; `BlameFrame`s."""

    columns = (
        ("click a digit", 1),
        ("orange: darker, blue: lighter", 0.8),
        ("the digit now", 0.8),
        ("what the network says", 1),
    )
    label = "A digit whose pixels are changed one by one, as the gradient at the inputs asks for"

    def parts(self, frame):
        """A gallery, two pictures, lines."""
        gallery = Gallery(pictures, (0, 1), columns=4, chooses="chosen")
        pull = Heat(lambda frame: square(scaled(frame.pull)), (-1, 1), image=True, silent=True)
        digit = Heat(
            lambda frame: square(frame.image), (0, 1), scale="Greys", image=True, silent=True
        )
        axes = dict(x="pixels changed", x_range=[0, frame.most]) | share("share")
        return [
            (1, gallery),
            (2, pull),
            (3, digit),
            (4, Lines(answers, ANSWERS, legend=True, **axes)),
        ]


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


def answers(frame):
    """Shares of the first answer and of the wanted one."""
    t, first = np.arange(len(frame.shares)), frame.shares[0].argmax()
    rows = zip(ANSWERS, (frame.shares[:, first], frame.shares[:, frame.wanted]), strict=True)
    return {name: (t, y) for name, y in rows}


panel = Recipe("blame", BlameView)
