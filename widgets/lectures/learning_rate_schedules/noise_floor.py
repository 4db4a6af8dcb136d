"""A thousand runs on a noisy parabola: where they are, and the loss that is left."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates
from ...views.dots import GREY, Dots
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import looks, of_rates

SIDE = 1.3
APART = 0.06  # how far above one another the runs of two schedules are drawn


class FloorView(Sheet):
    """Runs on the parabola, the rate, the mean loss; `FloorFrame`s."""

    columns = (("30 of 1,000 runs", 1), ("learning rate", 0.9), ("what is left: mean loss", 1.2))
    label = "Runs on a noisy parabola, their learning rates, and the mean loss that is left"

    def key_of(self, frame):
        """Who runs."""
        return frame.names

    def has_lines_of(self, frame):
        """Anybody in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """Dots on a curve, two sets of lines."""
        mine = looks(frame.names)
        colors, _, symbols = zip(*[look for look in mine.values() for _ in frame.x[0]], strict=True)
        box = dict(x="x", x_range=[-SIDE, SIDE], y="loss x²/2", y_range=[-0.05, 0.85])
        ground = Lines(ground_of, {"loss": (GREY, "solid", "circle")}, bare=True, width=3, **box)
        losses = dict(y="", y_range=[-4, 0], log=True) | over_updates("step")
        return [
            (1, ground),
            (1, Dots(places, colors, symbols=symbols, size=7, silent=True)),
            (2, Lines(rates, mine, **of_rates(-4, 0, y=""), **over_updates("step"))),
            (3, Lines(left, mine, legend=True, **losses)),
        ]


def ground_of(frame):
    """The parabola."""
    x = np.linspace(-SIDE, SIDE, 53)
    return {"loss": (x, x * x / 2)}


def places(frame):
    """Where the runs are, those of the next schedule a little higher."""
    above = APART * np.arange(len(frame.names))[:, None]
    return frame.x.ravel(), (frame.x**2 / 2 + above).ravel()


def rates(frame):
    """Of each step."""
    return by_name(frame.names, np.arange(frame.t + 1), frame.rates)


def left(frame):
    """The mean loss of all runs."""
    return by_name(frame.names, np.arange(frame.t + 1), frame.losses)


panel = Recipe("noise-floor", FloorView)
