"""How fast a quadratic is solved, for every learning rate and momentum; click on the map."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import drawable
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet

FLAT, STEEP, LOST = (theme.look(r)[0] for r in (0, 1, 3))
BORDERS = {
    "flat one swings above": (FLAT, "solid", None),
    "steep one swings above": (STEEP, "solid", None),
    "diverges right of it": (LOST, "dash", None),
}
DIRECTIONS = "flat direction", "steep direction"
PREDICTED = {"flat, predicted": (FLAT, "dot", None), "steep, predicted": (STEEP, "dot", None)}
RATE, BETA = "learning rate × largest curvature", "momentum beta"
TICKS = (1, 3, 10, 30, 100, 300, 1000)


class MomentumMapView(Sheet):
    """How long a tenth takes at each point; the losses of both directions; `MapFrame`s."""

    columns = (
        ("steps to a tenth of the error (★: fewest)", 1.1),
        ("loss of each direction; dotted: as predicted", 1),
    )
    spacing = 0.2  # for the colour scale
    label = "Map of learning rate and momentum, and the losses of a run at one point of it"

    def key_of(self, frame):
        """Nothing: the axes are always the same."""

    def parts(self, frame):
        """The map with borders, the best and the chosen point; losses and predictions."""
        side = dict(columns=frame.lr, rows=frame.beta, scale="Greys_r")
        box = dict(x=RATE, x_range=[0, float(frame.lr[-1])], y=BETA, y_range=[0, 1])
        chosen = Dots(lambda frame: place(frame.chosen), "#CC79A7", size=14, drags=("lr", "beta"))
        best = Dots(lambda frame: place(frame.best), ["#FFFFFF"], size=14, symbols=["star"])
        steps = dict(x="step", x_range=lambda frame: [0, frame.steps])
        steps |= dict(y="", y_range=[-12, 4], log=True)
        return [
            (1, Pace(pace, np.log10(TICKS)[[0, -1]], **side)),
            (1, Lines(borders, BORDERS, bare=True, width=3, legend=True, **box)),
            (1, best),
            (1, chosen),
            (2, Lines(losses, DIRECTIONS, legend=True, **steps)),
            (2, Lines(predicted, PREDICTED, bare=True, width=3)),
        ]


class Pace(Heat):
    """A map of how many steps it takes, in powers of ten, with the scale beside it."""

    def add(self, figure, where, frame):
        """The heat map, its scale, and what a place says."""
        super().add(figure, where, frame)
        right = figure.layout.xaxis.domain[1]
        bar = dict(x=right + 0.005, xanchor="left", thickness=10, outlinewidth=0)
        bar |= dict(tickvals=np.log10(TICKS), ticktext=TICKS, tickfont_size=theme.FONT["size"] - 2)
        said = "lr %{x:.2f}, beta %{y:.2f}: 10^%{z:.1f} steps<extra></extra>"
        figure.data[-1].update(showscale=True, colorbar=bar, hoverinfo=None, hovertemplate=said)


def pace(frame):
    """log10 of the steps until a tenth is left, (n, n); nan where that never happens."""
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.log(0.1) / np.log(frame.factor)
        return np.where(frame.factor < 1, np.log10(np.maximum(steps, 1)), np.nan)


def borders(frame):
    """Three lines over the map."""
    return by_name(BORDERS, frame.lr, frame.borders)


def place(point):
    """A point as x (1,), y (1,)."""
    return tuple(np.array([v]) for v in point)


def losses(frame):
    """Those of both directions."""
    return by_name(DIRECTIONS, np.arange(frame.t + 1), drawable(frame.losses))


def predicted(frame):
    """The same from the theory."""
    return by_name(PREDICTED, np.arange(frame.t + 1), drawable(frame.predicted))


panel = Recipe("momentum-map", MomentumMapView)
