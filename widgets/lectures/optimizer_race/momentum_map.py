"""How fast a quadratic is solved, for every learning rate and momentum; click on the map."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.hill import Strokes
from ...views.parts import Dots, Heat, Lines, drawable
from ...views.sheet import Sheet

DIRECTIONS = "flat direction", "steep direction"


BORDERS = "flat one swings above", "steep one swings above", "diverges right of it"


TICKS = (1, 3, 10, 30, 100, 300, 1000)


class Pace(Heat):
    """A map of how many steps it takes, in powers of ten, with the scale beside it."""

    def __init__(self, get, frame):
        ends = np.log10(TICKS)[[0, -1]]
        titles = dict(x_title="learning rate × largest curvature", y_title="momentum beta")
        super().__init__(get, ends, x=frame.lr, y=frame.beta, scale="Greys_r", **titles)

    def add(self, figure, where, frame):
        """The heat map, its scale, and what a place says."""
        super().add(figure, where, frame)
        right = figure.layout.xaxis.domain[1]
        bar = dict(x=right + 0.005, xanchor="left", thickness=10, outlinewidth=0)
        bar |= dict(tickvals=np.log10(TICKS), ticktext=TICKS, tickfont_size=theme.FONT["size"] - 2)
        said = "lr %{x:.2f}, beta %{y:.2f}: 10^%{z:.1f} steps<extra></extra>"
        figure.data[-1].update(showscale=True, colorbar=bar, hoverinfo=None, hovertemplate=said)


class MomentumMapView(Sheet):
    """How long a tenth takes at each point; the losses of both directions; `MapFrame`s."""

    columns = (
        ("steps to a tenth of the error (★: fewest)", 1.1),
        ("loss of each direction; dotted: as predicted", 1),
    )
    spacing = 0.2  # for the colour scale
    label = "Map of learning rate and momentum, and the losses of a run at one point of it"

    def __init__(self, frame):
        super().__init__(frame)
        self.figure.handle = self.start

    def key_of(self, frame):
        """Nothing: the axes are always the same."""

    @property
    def start(self):
        """Number of the dot at the chosen point, which can be dragged."""
        return self.chosen.first

    def parts(self, frame):
        """The map with borders, the best and the chosen point; losses and predictions."""
        flat, steep, lost = (theme.look(r)[0] for r in (0, 1, 3))
        borders = [(flat, "solid"), (steep, "solid"), (lost, "dash")]
        box = dict(x="learning rate × largest curvature", y="momentum beta")
        box |= dict(x_range=[0, float(frame.lr[-1])], y_range=[0, 1])
        lines = Strokes(BORDERS, self.borders, borders, legend=True, **box)
        best = Dots(lambda frame: place(frame.best), ["#FFFFFF"], size=14, symbols=["star"])
        self.chosen = Dots(lambda frame: place(frame.chosen), ["#CC79A7"], size=14)
        losses = Lines(
            DIRECTIONS,
            lambda frame: (np.arange(frame.t + 1), drawable(frame.losses)),
            x="step",
            x_range=lambda frame: [0, frame.steps],
            y="",
            y_range=[-12, 4],
            log=True,
            legend=True,
        )
        dotted = Strokes(("", ""), self.predicted, [(flat, "dot"), (steep, "dot")])
        map_ = Pace(self.pace, frame)
        return [(1, map_), (1, lines), (1, best), (1, self.chosen), (2, losses), (2, dotted)]

    @staticmethod
    def pace(frame):
        """log10 of the steps until a tenth is left, (n, n); nan where that never happens."""
        with np.errstate(divide="ignore", invalid="ignore"):
            steps = np.log(0.1) / np.log(frame.factor)
            return np.where(frame.factor < 1, np.log10(np.maximum(steps, 1)), np.nan)

    @staticmethod
    def borders(frame):
        """Three lines over the map, x and y (3, n)."""
        return np.broadcast_to(frame.lr, frame.borders.shape), frame.borders

    @staticmethod
    def predicted(frame):
        """Steps and predicted losses, (2, t + 1) both."""
        y = drawable(frame.predicted)
        return np.broadcast_to(np.arange(frame.t + 1), y.shape), y


def place(point):
    """A point as x (1,), y (1,)."""
    return tuple(np.array([v]) for v in point)


panel = Recipe("momentum-map", MomentumMapView)
