"""Digits in the plane of two features, and what three learners get right."""

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.sheet import Sheet
from ._looks import COLOR


class HandFeaturesView(Sheet):
    """Digits by their features, and bars; `HandFeaturesFrame`s."""

    columns = (("test digits by two features", 1.2), ("test digits right", 1))
    label = "Digits by how round and how dark they are, and shares right of three learners"

    def key_of(self, frame):
        """Which digits."""
        return frame.labels.tobytes()

    def parts(self, frame):
        """A digit as a dot in its colour, open where its middle is white; bars."""
        round_, ink = frame.values[:, :2].T
        box = dict(x="roundness", x_range=[0, 1], y="share of ink", y_range=[0, 0.32])
        colors = [theme.look(int(k))[0] for k in frame.labels]
        names = dict.fromkeys(frame.names, (COLOR, "solid", "circle"))
        axes = dict(x="", x_range=[0, 1.01], x_axis=dict(tickformat=".0%"))
        symbols = ["circle-open" if white > 0.5 else "circle" for white in frame.values[:, 2]]
        dots = Dots(lambda f: (round_, ink), colors, size=9, symbols=symbols, silent=True, **box)
        return [(1, dots), (2, Bars(shares, names, sideways=True, **axes))]


def shares(frame):
    """A dot for each seed."""
    return dict(zip(frame.names, frame.right, strict=True))


panel = Recipe("hand-features", HandFeaturesView)
