"""Four kinds of learning, each on its way to its own goal."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.dots import GREY
from ...views.lines import Lines
from ...views.sheet import Sheet

OWN = {"seeds": (theme.COLORS[0], "solid", "circle")}
ROUNDS = {"seeds": (theme.COLORS[1], "solid", "circle")}
LINE = {"goal": (GREY, "dash", None)}


class KindsView(Sheet):
    """Four plots of lines; `KindsOfLearningFrame`s."""

    columns = (
        ("supervised: a label for each digit", 1),
        ("unsupervised: none; variance kept", 1),
        ("self-training from few labels", 1),
        ("rewards only: five arms to pull", 1),
    )
    label = "A classifier, an autoencoder, self-training and a bandit while they learn"

    def parts(self, frame):
        """A line for each seed."""
        time = dict(x="moment", x_range=[0, frame.total])
        rounds = dict(x="round", x_range=[-0.1, frame.rounds + 0.1])
        reward = dict(y="mean reward", y_range=[0, 1.01])
        right = share("test right")
        return [
            (1, Lines(curve("supervised"), OWN, **time, **right)),
            (2, Lines(curve("unsupervised"), OWN, **time, **share())),
            (3, Lines(curve("taught"), ROUNDS, markers=True, **rounds, **share(low=0.4))),
            (4, Lines(curve("rewards"), OWN, **time, **reward)),
            (4, Lines(best, LINE, bare=True)),
        ]


def curve(name):
    """The get of a line for each seed."""

    def get(frame):
        rows = getattr(frame, name)
        return {"seeds": (np.arange(rows.shape[1]), rows)}

    return get


def best(frame):
    """What the best arm gives."""
    return {"goal": (np.array([0, frame.total]), np.full(2, frame.best))}


panel = Recipe("kinds-of-learning", KindsView)
