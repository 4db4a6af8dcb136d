"""Batches of different size on equally many examples: loss against passes and against steps."""

import numpy as np

from ...making import Recipe
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

KNOWN = ("1", "10", "32", "100", "500", "all")


class BatchesView(Sheet):
    """The same losses over passes and over updates; `BudgetFrame`s."""

    columns = (("training loss, for equally many examples", 1), ("the same, step for step", 1))
    label = "Training loss of batch sizes against passes over the data, and against steps"

    def key_of(self, frame):
        """Who is compared, and for how long."""
        return frame.names, frame.epochs

    def has_lines_of(self, frame):
        """Any size in common will do."""
        return not set(self.key[0]).isdisjoint(frame.names)

    def parts(self, frame):
        """Two sets of lines."""
        looks = looks_of(frame.names, KNOWN)
        loss = dict(y="loss", y_range=[-2, 0.7], log=True)
        passes = dict(x="passes over the examples", x_range=lambda frame: [0, frame.epochs])
        steps = dict(x="steps", x_range=[-0.1, 4.5], log_x=True)
        return [
            (1, Lines(over_passes, looks, legend=True, **loss | passes)),
            (2, Lines(over_steps, looks, **loss | steps)),
        ]


def over_passes(frame):
    """Losses over examples seen."""
    return by_name(frame.names, frame.passes, frame.losses)


def over_steps(frame):
    """Losses over steps made, from the first on."""
    rows = zip(frame.names, frame.updates, frame.losses, strict=True)
    return {name: (np.where(n, n, np.nan), loss) for name, n, loss in rows}


panel = Recipe("batch-budget", BatchesView)
