"""Three scores to be dragged, what softmax makes of them, and what two losses send back."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.sheet import Sheet
from ._looks import BLACK, looks, outcomes

LOSSES = ("cross-entropy", "hinge")


class MachineView(Sheet):
    """Scores, probabilities, losses, gradients; `MachineFrame`s."""

    columns = (
        ("scores; drag the squares", 1),
        ("probabilities; ★ is right", 1),
        ("loss", 0.8),
        ("gradient at the scores", 1.2),
    )
    label = "Three scores, their softmax, two losses, and the gradients of both at the scores"

    def parts(self, frame):
        """Four rows of bars."""
        names, two = outcomes(frame.names), looks(LOSSES)
        share = dict(y="", y_range=[0, 1.02], tick_format=".0%")
        grip = dict(size=15, symbols="square-open", drags=(None, "z"), rim=BLACK)
        pulls = dict(y="", y_range=[-2.2, 1.2])
        return [
            (1, Bars(scores, names, y="", y_range=[-6, 6])),
            (1, Dots(grips, BLACK, **grip)),
            (2, Bars(probabilities, names, **share)),
            (2, Dots(star, BLACK, size=13, symbols="star", silent=True)),
            (3, Bars(losses, two, y="", y_range=[0, 8])),
            (4, Bars(gradients, two, places=frame.names, legend=True, **pulls)),
        ]


def scores(frame):
    """Without what is added to all."""
    return dict(zip(frame.names, frame.raw, strict=True))


def grips(frame):
    """Where the scores began."""
    return np.arange(3.0), frame.start


def probabilities(frame):
    """Of each class."""
    return dict(zip(frame.names, frame.p, strict=True))


def star(frame):
    """Above the right class."""
    return np.array([frame.right]), np.array([min(0.95, frame.p[frame.right] + 0.07)])


def losses(frame):
    """Both."""
    return dict(zip(LOSSES, frame.losses, strict=True))


def gradients(frame):
    """At each score; a gradient above 0 pushes it down."""
    return dict(zip(LOSSES, frame.pulls, strict=True))


panel = Recipe("softmax-machine", MachineView)
