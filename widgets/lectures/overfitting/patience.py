"""A recorded run, the rule replayed over it, and a line to be dragged."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.dots import GREY, Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, COLOR, PARTS, looks, over_epochs

LINES = {
    "rule stops": (GREY, "dash", None),
    "weights it keeps": (GREY, "dot", None),
    "your line": (BLACK, "solid", None),
}
HIGH = 2.0  # of the picture of losses


class PatienceView(Sheet):
    """Losses, accuracies and what each choice of weights is worth; `PatienceFrame`s."""

    columns = (
        ("loss; drag the square", 1.3),
        ("digits right", 1.1),
        ("test right, by epoch", 1),
    )
    label = "Loss and accuracy of one run with the lines at which a rule and a hand stop it"

    def key_of(self, frame):
        """How long the run is."""
        return frame.total

    def parts(self, frame):
        """Curves under three lines, and four bars."""
        axes, names = over_epochs(frame.total), looks(PARTS)
        loss = dict(y="cross-entropy", y_range=[0, HIGH])
        worth = dict(x="", x_range=[0.7, 1], x_axis=dict(tickformat=".0%"))
        who = dict.fromkeys(frame.epochs, (COLOR, "solid", "circle"))
        grip = dict(size=15, symbols="square", drags=("hand", None))
        return [
            (1, Lines(curves("losses"), names, legend=True, **axes, **loss)),
            (1, Lines(upright(HIGH), LINES, bare=True, legend=True)),
            (1, Dots(lambda frame: (np.array([frame.hand]), np.array([1.7])), BLACK, **grip)),
            (2, Lines(curves("right"), names, **axes, **share(low=0.5))),
            (2, Lines(upright(1.01), LINES, bare=True)),
            (3, Bars(values, who, sideways=True, **worth)),
        ]


def curves(part):
    """The get of lines over the epochs."""

    def get(frame):
        values = getattr(frame, part)
        return {
            name: (np.arange(frame.t + 1), row) for name, row in zip(PARTS, values, strict=True)
        }

    return get


def upright(high):
    """The get of the three lines."""

    def get(frame):
        at = frame.stop if frame.fired else np.nan, frame.best, frame.hand
        return {
            name: (np.array([x, x], float), np.array([0.0, high]))
            for name, x in zip(LINES, at, strict=True)
        }

    return get


def values(frame):
    """Test digits right with the weights of each moment."""
    return frame.scores["test right"]


panel = Recipe("patience", PatienceView)
