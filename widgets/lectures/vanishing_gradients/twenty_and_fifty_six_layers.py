"""Plain and residual networks of 20 and of 56 layers in training."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet


class DegradationView(Sheet):
    """Errors on both parts against the updates; `DegradationFrame`s."""

    columns = (("wrong on the training examples", 1), ("wrong on the test examples", 1))
    label = "Training and test error of networks of different depth"

    def key_of(self, frame):
        """Who is compared."""
        return frame.names

    def has_lines_of(self, frame):
        """Any network in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """One line for the networks of each name."""
        sides = over_updates() | share()
        train = Lines(rows_of("train"), legend=True, **sides)
        return [(1, train), (2, Lines(rows_of("test"), **sides))]


panel = Recipe("degradation", DegradationView)
