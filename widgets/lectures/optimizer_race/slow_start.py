"""The length of Adadelta's steps, and its loss."""

import numpy as np

from ...making import Recipe
from ...views.axes import decades, drawable, over_updates
from ...views.lines import Lines
from ...views.sheet import Sheet


class StepsView(Sheet):
    """Left how long each step is, right the loss; `StepsFrame`s."""

    columns = (("", 1), ("", 1))
    label = "Length of Adadelta's steps, and its loss"

    def parts(self, frame):
        """Two lines in powers of ten."""
        axes = dict(log=True) | over_updates("step")
        length = dict(y="length of the step", y_range=lambda f: decades(f.lengths, least=(-4, 0)))
        loss = dict(y="loss", y_range=lambda f: decades(f.losses, least=(-6, 1)))
        return [
            (1, Lines(lengths, ["length"], **length, **axes)),
            (2, Lines(losses, ["loss"], **loss, **axes)),
        ]


def lengths(frame):
    """One number for each step."""
    return {"length": (np.arange(1, frame.t + 1), drawable(frame.lengths))}


def losses(frame):
    """From the start on."""
    return {"loss": (np.arange(frame.t + 1), drawable(frame.losses))}


panel = Recipe("slow-start", StepsView)
