"""Test digits right of maxout and ReLU networks, in pairs of equal size."""

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet

RELU, MAXOUT = theme.COLORS[1], theme.COLORS[0]


class SizesView(Sheet):
    """Two rows of bars; `SizesFrame`s."""

    columns = (("test digits right", 1.5), ("parameters", 1))
    label = "Test digits right, and numbers of parameters, of maxout and of ReLU networks"

    def key_of(self, frame):
        """Which networks."""
        return frame.names

    def parts(self, frame):
        """Bars sideways."""
        names = {n: (MAXOUT if "maxout" in n else RELU, "solid", "circle") for n in frame.names}
        right = dict(x="", x_range=[0.9, 1], x_axis=dict(tickformat=".0%"))
        many = dict(x="", x_range=[0, 1.1 * float(frame.parameters.max())])
        return [
            (
                1,
                Bars(
                    lambda f: dict(zip(f.names, f.test, strict=True)), names, sideways=True, **right
                ),
            ),
            (2, Bars(parameters, names, sideways=True, **many)),
        ]


def parameters(frame):
    """Of each network."""
    return dict(zip(frame.names, frame.parameters.astype(float), strict=True))


panel = Recipe("group-sizes", SizesView)
