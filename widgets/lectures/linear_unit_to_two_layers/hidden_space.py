"""The plane as a network tells it apart, and the same plane as its hidden units see it."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import GREY, Dots, by_class
from ...views.lines import Lines
from ...views.plane import decisions, of_classes, unit_maps
from ...views.sheet import Sheet
from ._looks import BLACK

YOURS = "your points"
LOOKS = {"grid": (GREY, "solid", None), "cut": (theme.INK, "solid", None)}
AXES = {True: "hidden unit 1 →, hidden unit 2 ↑", False: "across the cut →, along it ↑"}


class HiddenSpaceView(Sheet):
    """The map, the hidden space, the units; `HiddenSpaceFrame`s."""

    columns = (("the plane", 1.1), ("the same, seen by the hidden units", 1.1), ("each unit", 0.8))
    label = "Points in the plane, and where the hidden layer of a network puts them and a grid"

    def key_of(self, frame):
        """The points, and how many units there are."""
        points = frame.x.tobytes(), frame.labels.tobytes()
        return *points, len(frame.seen.units[0]), frame.yours

    def parts(self, frame):
        """A map under points, a bent grid under the same points, small maps."""
        maps = decisions(seen, frame.seen.side)
        box = dict(x=AXES[frame.direct], x_range=[-1.1, 1.1], y_range=[-1.1, 1.1], square=True)
        still = dict(showticklabels=False, zeroline=False, showgrid=False)
        box |= dict(x_axis=still, y_axis=still)
        look = by_class(frame.labels)
        points = mine(frame) if frame.yours else [of_classes(frame.x, frame.labels, size=7)]
        return [
            *((1, part) for part in (*maps, *points)),
            (2, Lines(lines, LOOKS, bare=True, width=1.5, legend=False, **box)),
            (2, Dots(lambda frame: tuple(frame.places.T), size=7, silent=True, **look)),
            (3, unit_maps(seen, 2)),
        ]


def mine(frame):
    """The reader's points, of each class, to drag."""
    made = []
    for label, knob in enumerate(("zeros", "ones")):
        own, look = frame.labels == label, by_class([label])
        look = dict(colors=look["colors"][0], symbols=look["symbols"][0])
        place = places(own)
        made.append(Dots(place, size=13, drags=knob, rim=BLACK, **look))
    return made


def places(own):
    """The get of those points."""
    return lambda frame: tuple(frame.x[own].T)


def seen(frame):
    """The `Map`."""
    return frame.seen


def lines(frame):
    """The grid as one line with gaps, and the cut."""
    gap = np.full((len(frame.grid), 1, 2), np.nan)
    x, y = np.concatenate([frame.grid, gap], 1).reshape(-1, 2).T
    return {"grid": (x, y), "cut": tuple(frame.cut.T)}


panel = Recipe("hidden-space", HiddenSpaceView)
