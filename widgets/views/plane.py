"""What networks say about every point of a plane, with the data on top."""

from operator import attrgetter

from .. import theme
from .parts import Dots, Heat
from .sheet import Sheet


class ThinnedView(Sheet):
    """One sub-network, the mean of all, their spread, and the scaled network; `ThinnedFrame`s."""

    columns = (
        ("one thinned network", 1),
        ("mean of all of them", 1),
        ("how much they differ", 1),
        ("one network, scaled", 1),
    )
    label = "Probability of class 1 over the plane: thinned network, mean, spread, scaled network"

    def key_of(self, frame):
        """The points."""
        return frame.x.tobytes()

    def parts(self, frame):
        """Four pictures, each under the points."""
        x, y, side = *frame.x.T, frame.side
        dots = [theme.look(label)[0] for label in frame.labels]
        shapes = ["circle" if label else "diamond" for label in frame.labels]
        made = []
        for column, name in enumerate(("thin", "mean", "spread", "scaled"), 1):
            limits, scale = ((0, 0.5), "Greys") if name == "spread" else ((0, 1), "PuOr_r")
            heat = Heat(attrgetter(name), limits, x=side, y=side, scale=scale)
            points = Dots(lambda frame: (x, y), dots, symbols=shapes, size=5)
            made += [(column, heat), (column, points)]
        return made
