"""Networks of 1 to 10 layers and how much of their own training examples they get right."""

from dlcore import ACTIVATIONS

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines
from ...views.rules import looks_of
from ...views.sheet import Sheet


class DepthView(Sheet):
    """Shares right against depth, for each activation; `DepthFrame`s."""

    columns = (("on the training examples", 1), ("on the test examples", 1))
    label = "Share of examples right against the number of hidden layers"

    def key_of(self, frame):
        """Who is compared, and how deep."""
        return frame.names, len(frame.depths)

    def parts(self, frame):
        """One line for each activation and seed."""
        shared = dict(
            x="hidden layers",
            x_range=[0.7, len(frame.depths) + 0.3],
            y_range=[0, 1.01],
            tick_format=".0%",
            markers=True,
            looks=looks_of(frame.names, ACTIVATIONS),
        )

        def curves(part):
            def get(frame):
                return bundles(frame.depths, getattr(frame, part).swapaxes(1, 2))

            return get

        train = Lines(frame.names, curves("train"), y="right", legend=True, **shared)
        return [(1, train), (2, Lines(frame.names, curves("test"), y="", **shared))]


panel = Recipe("depth", DepthView)
