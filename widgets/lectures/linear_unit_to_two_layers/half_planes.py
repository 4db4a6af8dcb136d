"""Three linear units in the plane, their arrows to be dragged, and what each of them says."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.plane import decisions, of_classes, unit_maps
from ...views.sheet import Sheet
from ._looks import BLACK

NAMES = ("arrow 1", "arrow 2", "arrow 3")
LOOKS = {name: (BLACK, "solid", None) for name in NAMES}
COLORS = list(theme.COLORS[:3])
WORDS = ("blue ●", "orange ■", "green ◆")


class HalfPlanesView(Sheet):
    """The plane, coloured by the winner; the score of each unit; `HalfPlanesFrame`s."""

    columns = (("who is strongest; □: weights, drag them", 1.2), ("what each unit says", 1))
    label = "The plane divided among three linear units, with their weights as arrows"

    def key_of(self, frame):
        """The points."""
        return frame.x.tobytes()

    def parts(self, frame):
        """A map under points and arrows; three small maps."""
        box = dict(x="x1, w1", y="x2, w2")
        maps = decisions(seen, frame.seen.side, classes=3, **box)
        points = of_classes(frame.x, frame.labels, silent=True, size=7)
        tips = dict(size=17, symbols="square", drags="weights", rim=BLACK)
        return [
            *((1, part) for part in maps),
            (1, points),
            (1, Lines(arrows, LOOKS, bare=True, width=3)),
            (1, Dots(lambda frame: tuple(frame.weights.T), COLORS, **tips)),
            (2, unit_maps(seen, 3, lambda frame: WORDS)),
        ]


def seen(frame):
    """The `Map`."""
    return frame.seen


def arrows(frame):
    """From 0 to the weights of each unit."""
    ends = np.stack([np.zeros_like(frame.weights), frame.weights], 1)
    return {name: (end[:, 0], end[:, 1]) for name, end in zip(NAMES, ends, strict=True)}


panel = Recipe("half-planes", HalfPlanesView)
