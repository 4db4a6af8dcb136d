"""Plain and residual networks of 20 and of 56 layers in training."""

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines
from ...views.sheet import Sheet


def errors(part):
    """Share wrong on a part, all networks of a name in one line."""
    return lambda frame: bundles(frame.steps, getattr(frame, part))


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
        shared = dict(
            x="update",
            x_range=lambda frame: [0, frame.total],
            y="",
            y_range=[0, 1.01],
            tick_format=".0%",
            whose=lambda frame: frame.names,
        )
        train = Lines(frame.names, errors("train"), legend=True, **shared)
        return [(1, train), (2, Lines(frame.names, errors("test"), **shared))]


panel = Recipe("degradation", DegradationView)
