"""The view of a landscape in the fog, for whoever walks there."""

import numpy as np

from ...figure import theme
from ...views.dots import Dots
from ...views.fog import Fog
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

LIMITS = (-2.0, 0.8)  # heights that get the ends of the colours
MARGIN = 0.3  # around the land, for the ring
SCALE = [
    list(stop) for stop in zip(np.linspace(0, 1, len(theme.GROUND)), theme.GROUND, strict=True)
]


class FogView(Sheet):
    """What has been seen, with the ways; heights over the steps; `FogFrame`s."""

    columns = (("what has been seen; the rest is fog", 1), ("height of each walker", 1))
    label = "A landscape in the fog with the ways of walkers, and their heights"
    least = 10  # steps that the right picture has room for
    drags = ()  # what the rings are handles of

    def key_of(self, frame):
        """Who walks, and for how long."""
        return frame.names, max(frame.total, self.least)

    def parts(self, frame):
        """The seen, ways, ring, walkers; heights."""
        side, looks = frame.land.side, looks_of(frame.names)
        reach = [float(side[0]) - MARGIN, float(side[-1]) + MARGIN]
        box = dict(x="weight 1", x_range=reach, y="weight 2", y_range=reach, square=True)
        seen = Fog(lambda f: f.seen, LIMITS, columns=side, rows=side, scale=SCALE, **box)
        rings = Dots(self.rings, "#000000", size=16, symbols="circle-open", drags=self.drags)
        colors, _, symbols = zip(*looks.values(), strict=True)
        time = dict(x="step", x_range=[0, self.key_of(frame)[1]], y="height", y_range=[-2.3, 1.2])
        return [
            (1, seen),
            (1, Lines(ways, looks, bare=True, width=2)),
            (1, rings),
            (1, Dots(here, colors, size=11, symbols=symbols)),
            (1, Dots(deepest, "#FFC400", size=17, symbols="star", name="deepest pit")),
            (2, Lines(heights, looks, **time)),
        ]

    @staticmethod
    def rings(frame):
        """Where the first began."""
        return tuple(frame.path[0, :1].T)


def ways(frame):
    """Of each walker."""
    return dict(zip(frame.names, frame.path.transpose(1, 2, 0), strict=True))


def here(frame):
    """Where they are."""
    return tuple(frame.path[-1].T)


def deepest(frame):
    """The lowest point, once there is no fog."""
    return tuple(frame.land.lowest[:, None] if frame.lifted else np.full((2, 1), np.nan))


def heights(frame):
    """Of each walker, step after step."""
    return by_name(frame.names, np.arange(frame.t + 1), frame.height.T)
