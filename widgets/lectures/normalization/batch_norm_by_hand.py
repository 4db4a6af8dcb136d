"""The values of one unit on their way through batch normalization."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.looks import looks_of
from ...views.sheet import Sheet


class ByHandView(Sheet):
    """A row of dots for each stage, and their means and spreads; `ByHandFrame`s."""

    columns = (("one unit, one batch: a dot for each example", 1.5), ("mean and spread", 1))
    label = "Values of one unit at each stage of batch normalization, their means and spreads"

    def key_of(self, frame):
        """How many examples there are."""
        return frame.values.shape

    def parts(self, frame):
        """Dots in rows, the first stage at the top; bars."""
        stages, (S, B) = frame.stages, frame.values.shape
        colors = np.repeat([color for color, _, _ in looks_of(stages).values()], B).tolist()
        rows = dict(tickvals=list(range(S)), ticktext=list(stages), zeroline=False)
        values = dict(x="value", x_range=room, y="", y_range=[S - 0.5, -0.5], y_axis=rows)
        bars = Bars(sizes, names=("mean", "spread"), places=stages, legend=True, y="", y_range=tall)
        return [(1, Dots(dots, colors, size=8, **values)), (2, bars)]


def dots(frame):
    """Values over their stage, side by side a little; nothing where one is not yet."""
    S, B = frame.values.shape
    aside = 0.5 * (np.arange(B) % 7 / 6 - 0.5) if B > 1 else np.zeros(1)
    reached = np.arange(S)[:, None] <= frame.t
    places = np.arange(S)[:, None] + aside
    return np.where(reached, frame.values, np.nan).ravel(), places.ravel()


def room(frame):
    """For all values, 0 and what is usual."""
    return [float(min(-4, frame.values.min() - 0.5)), float(max(8, frame.values.max() + 0.5))]


def sizes(frame):
    """Of the stages that are reached."""
    reached = np.arange(len(frame.stages)) <= frame.t
    parts = {"mean": frame.mean, "spread": frame.std}
    return {name: np.where(reached, part, np.nan) for name, part in parts.items()}


def tall(frame):
    """For the highest bar and the lowest."""
    ends = np.concatenate([frame.mean, frame.std])
    return [float(min(-0.5, 1.1 * ends.min())), float(max(4, 1.1 * ends.max()))]


panel = Recipe("by-hand", ByHandView)
