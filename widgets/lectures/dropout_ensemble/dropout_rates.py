"""Training and test accuracy against the dropout rate; some labels are wrong."""

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines
from ...views.sheet import Sheet


class RatesView(Sheet):
    """Shares right against the dropout rate; `RatesFrame`s."""

    columns = (("digits right, a line for each seed", 1),)
    label = "Share of digits right against the dropout rate, in training and in the test"
    lowest = 0.4

    def parts(self, frame):
        """One line for training, one for the test."""
        sides = dict(x="dropout rate", x_range=[-0.02, 1]) | share(low=self.lowest, high=1.02)
        return [(1, Lines(curves, markers=True, legend=True, **sides))]


def curves(frame):
    """Shares right, a line for each seed."""
    return {
        "training, as labelled": (frame.rates, frame.train.T),
        "test": (frame.rates, frame.test.T),
    }


panel = Recipe("dropout-rates", RatesView, hide="data init optimizer batch", in_page=dict(runs=1))
