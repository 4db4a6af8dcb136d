"""The exact mean of all 2^M thinned networks against the one scaled network."""

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines
from ...views.sheet import Sheet


class AveragesView(Sheet):
    """Gaps between the mean of all networks and the scaled one; `AveragesFrame`s."""

    columns = (
        ("logits, trained with dropout", 1),
        ("logits, trained without", 1),
        ("probabilities, trained with dropout", 1),
    )
    label = "Gap between the mean of all thinned networks and the scaled network"

    def key_of(self, frame):
        """Who is compared."""
        return frame.names

    def has_lines_of(self, frame):
        """Any kind of units in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """One line for the networks of each kind."""

        def curves(measure, way):
            return lambda frame: bundles(frame.steps, getattr(frame, measure)[:, way])

        shared = dict(x="update", x_range=lambda frame: [0, frame.total])
        shared |= dict(y_range=[-0.01, 0.7], whose=lambda frame: frame.names)
        names = dict(y="relative gap", legend=True)
        with_ = Lines(frame.names, curves("logits", 0), **names, **shared)
        without = Lines(frame.names, curves("logits", 1), y="", **shared)
        chances = Lines(frame.names, curves("probabilities", 0), y="total variation", **shared)
        return [(1, with_), (2, without), (3, chances)]


panel = Recipe("averages", AveragesView)
