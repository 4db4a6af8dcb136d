"""The exact mean of all 2^M thinned networks against the one scaled network."""

from ...making import Recipe
from ...views.axes import over_updates
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet


class AveragesView(Sheet):
    """Gaps between the mean of all networks and the scaled one; `AveragesFrame`s."""

    columns = (
        ("logits, with dropout", 1),
        ("logits, without dropout", 1),
        ("probabilities, with dropout", 1),
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

        looks = looks_of(frame.names, frame.kinds)

        def curves(measure, way, **more):
            def get(frame):
                return by_name(frame.names, frame.steps, getattr(frame, measure)[:, way])

            return Lines(get, looks, y_range=[-0.01, 0.7], **over_updates(), **more)

        return [
            (1, curves("logits", 0, y="relative gap", legend=True)),
            (2, curves("logits", 1, y="")),
            (3, curves("probabilities", 0, y="total variation")),
        ]


panel = Recipe("averages", AveragesView, in_page=dict(runs=1))
