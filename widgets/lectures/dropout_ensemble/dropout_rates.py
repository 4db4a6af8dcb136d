"""Training and test accuracy against the dropout rate; some labels are wrong."""

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines
from ...views.sheet import Sheet


class RatesView(Sheet):
    """Shares right against the dropout rate; `RatesFrame`s."""

    columns = (("digits right, a line for each seed", 1),)
    label = "Share of digits right against the dropout rate, in training and in the test"
    lowest = 0.4

    def parts(self, frame):
        """One line for training, one for the test."""
        lines = Lines(
            ("training, as labelled", "test"),
            lambda frame: bundles(frame.rates, (frame.train.T, frame.test.T)),
            x="dropout rate",
            x_range=[-0.02, 1],
            y="",
            y_range=[self.lowest, 1.02],
            tick_format=".0%",
            markers=True,
            legend=True,
        )
        return [(1, lines)]


panel = Recipe("dropout-rates", RatesView, hide="data init optimizer batch")
