"""A slope with a dent, from above and from the side: the first bet of the course."""

import numpy as np

from dlcore import OPTIMIZERS, SURFACES

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.relief import Relief
from ...views.sheet import Sheet

GREY = "#808080"


class DentView(Sheet):
    """Left the ground from above, right from the side, on both the same balls; `RaceFrame`s."""

    columns = (("from above: light is low", 1), ("from the side", 1))
    label = "Balls on a slope with a dent, from above and from the side"

    def key_of(self, frame):
        """The ground, and whose balls they are."""
        return frame.race.surface, frame.names

    def parts(self, frame):
        """Ground, ways and balls, twice."""
        name, looks = frame.race.surface, looks_of(frame.names, OPTIMIZERS)
        surface, (x0, x1) = SURFACES[name], SURFACES[name].domain[0]
        x = np.linspace(x0, x1, 221)
        side = x, surface(np.stack([x, np.zeros_like(x)], -1))[0]
        tall = float(side[1].max())
        box = dict(x="weight 1", x_range=[x0, x1], y="loss", y_range=[-0.06 * tall, 1.06 * tall])
        ring = dict(size=18, symbols="circle-open", drags="start")
        hill = Lines(lambda f: {"loss": side}, {"loss": (GREY, None, None)}, bare=True, width=3)
        colors, _, symbols = zip(*looks.values(), strict=True)
        balls = dict(colors=colors, symbols=symbols, size=14, silent=True)
        return [
            (1, Relief(name, x="weight 1", y="weight 2")),
            (1, Lines(from_above, looks, legend=True)),
            (1, Dots(lambda f: f.race.theta[0, 0, :1].T, "#1F2A33", **ring)),
            (2, hill),
            (2, Lines(from_the_side, looks, **box)),
            (1, Dots(lambda f: f.paths[:, -1].T, **balls)),
            (2, Dots(lambda f: (f.paths[:, -1, 0], f.losses[:, -1]), **balls)),
        ]


def from_above(frame):
    """The way of each ball over both weights."""
    return {name: path.T for name, path in zip(frame.names, frame.paths, strict=True)}


def from_the_side(frame):
    """How high it was where."""
    ways = zip(frame.names, frame.paths, frame.losses, strict=True)
    return {name: (path[:, 0], loss) for name, path, loss in ways}


panel = Recipe(
    "optimizer-race",
    DentView,
    hide="surface rates starts spread steps seed",
    front="lr",
    surface="local-minimum",
    optimizers=("gradient-descent", "momentum"),
    lr=0.1,
)
