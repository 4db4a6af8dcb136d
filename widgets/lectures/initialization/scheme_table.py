"""Schemes for the first weights, and misprints, under several activations."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet


class GridView(Sheet):
    """A bar for each scheme and activation; `GridFrame`s."""

    columns = (("training digits right; a dot for each network", 1),)
    label = "Share of training digits right for each scheme of first weights and each activation"

    def key_of(self, frame):
        """The schemes."""
        return frame.schemes

    def parts(self, frame):
        """Bars side by side."""
        right = dict(x="", x_range=[0, 1.01], x_axis=dict(tickformat=".0%"))
        return [
            (
                1,
                Bars(
                    shares,
                    frame.activations,
                    places=frame.schemes,
                    sideways=True,
                    legend=True,
                    **right,
                ),
            )
        ]


def shares(frame):
    """A series for each activation, a row for each seed."""
    return {name: own.T for name, own in zip(frame.activations, frame.right, strict=True)}


panel = Recipe("scheme-grid", GridView)
