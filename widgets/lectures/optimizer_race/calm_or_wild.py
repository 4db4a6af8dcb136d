"""What Adagrad and RMSProp make of the gradients of one weight, calm ones and wild ones."""

import numpy as np

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.axes import drawable
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

RULES = {"adagrad": 1, "rmsprop": 2}  # which of the frame's steps


class PastView(Sheet):
    """Left the gradients that come, right how far the rules move; `LinesFrame`s."""

    columns = (("the gradients that come", 1), ("how far the rules move", 1))
    label = "Gradients of one weight, and the steps that Adagrad and RMSProp make of them"

    def parts(self, frame):
        """Two plots in powers of ten."""
        axes = dict(x="step", x_range=lambda frame: [0.5, frame.total + 0.5], log=True)
        axes["x_axis"] = dict(tick0=0, nticks=6)
        grads = Lines(
            gradients, ["gradient"], markers=True, y="gradient", y_range=[-3.5, 2], **axes
        )
        looks = looks_of(RULES, OPTIMIZERS)
        length = dict(y="step, in learning rates", y_range=[-3.5, 1])
        return [(1, grads), (2, Lines(steps, looks, legend=True, markers=True, **length, **axes))]


def gradients(frame):
    """Those that have come."""
    return {"gradient": (np.arange(1, frame.t + 2), drawable(frame.gradients))}


def steps(frame):
    """Their lengths."""
    rows = [drawable(frame.steps[row]) for row in RULES.values()]
    return by_name(RULES, np.arange(1, frame.t + 2), rows)


panel = Recipe("adam-lines", PastView, show="gradients alpha steps", gradients="wild", steps=5)
