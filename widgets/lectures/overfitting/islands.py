"""The plane as a network sees it that learns single points by heart."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.dots import Dots, by_class
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import looks

NAMES = ("training", "test")
WHITE = "#FFFFFF"  # seen on both ends of the map


class IslandsView(Sheet):
    """The plane with its points, and what is right; `IslandsFrame`s."""

    columns = (("probability of class 1; □: your point", 1.2), ("points right", 1))
    label = "The plane as a network sees it, with the points it learned, and shares right"

    def key_of(self, frame):
        """The points."""
        return frame.x.tobytes(), frame.labels.tobytes()

    def has_lines_of(self, frame):
        """Other points have curves, too."""
        return True

    def parts(self, frame):
        """A map under points, and two lines."""
        ends = [float(frame.side[0]), float(frame.side[-1])]
        box = dict(x="x", x_range=ends, y="y", y_range=ends, square=True)
        heat = Heat(lambda frame: frame.picture, (0, 1), columns=frame.side, rows=frame.side, **box)
        mine = dict(size=17, symbols="square-open", drags="own", rim=WHITE)
        right = Lines(curves, looks(NAMES), legend=True, **over_updates(), **share(low=0.4))
        return [
            (1, heat),
            (1, Dots(lambda frame: tuple(frame.x.T), size=7, **by_class(frame.labels))),
            (1, Dots(lambda frame: tuple(frame.x[-frame.own :].T), WHITE, **mine)),
            (2, right),
        ]


def curves(frame):
    """Shares right on training points as labelled, and on new points."""
    return {"training": (frame.steps, frame.train), "test": (frame.steps, frame.test)}


panel = Recipe("islands", IslandsView)
