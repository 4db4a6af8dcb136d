"""One weight and two weights under L1 and L2."""

from functools import partial

import numpy as np

from ..figure import theme
from .network import bundles
from .parts import Dots, Heat, Lines, heat_axis
from .penalties import among, strands
from .sheet import Sheet


class OneWeightView(Sheet):
    """The size of a weight under three pulls, and its last steps; `OneWeightFrame`s."""

    columns = (
        ("size: a line ends at 0", 1.2),
        ("the last 30 steps", 1),
    )
    label = "Size of one weight under L2 and L1 against the step, and how it comes to rest"
    names = ("L2", "L1, sub-gradient", "L1, soft threshold")

    def parts(self, frame):
        """Left |w| in powers of ten, right w in units of the step that L1 makes."""

        def sizes(frame):
            size = np.abs(frame.weights)
            return np.arange(size.shape[1]), np.where(size > 0, size, np.nan)

        def near(frame):
            return np.arange(frame.weights.shape[1]), frame.weights / frame.pull

        left = dict(x="step", y="|w|", y_range=[-6, 6.3], log=True, legend=True)
        right = dict(x="step", y="w in steps of η λ", y_range=[-3, 8], markers=True)
        right["x_range"] = lambda frame: [max(frame.t, 30) - 30, max(frame.t, 30)]
        return [(1, Lines(self.names, sizes, **left)), (2, Lines(self.names, near, **right))]


class Plane(Heat):
    """A picture in which a unit is as long upwards as sideways."""

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        super().add(figure, where, frame)
        figure.update_xaxes(constrain="domain", **where)
        square = dict(scaleanchor=heat_axis(figure), constrain="domain", constraintoward="top")
        figure.update_yaxes(**square, **where)


class TwoWeightsView(Sheet):
    """Cost, diamond or circle, and the way of the best weights; `TwoWeightsFrame`s."""

    columns = (("L1: a diamond", 1.25), ("L2: a circle", 1.25), ("best weights", 1))
    label = "Cost of two weights with the diamond of L1 and the circle of L2; weights against λ"
    names = ("equal penalty", "way of the best weights", "L1: w1", "L1: w2", "L2: w1", "L2: w2")

    def __init__(self, frame):
        super().__init__(frame)
        self.figure.handle = self.start

    @property
    def start(self):
        """Number of the ring around the weights that made the data, which can be dragged."""
        return self.rings[0].first

    def parts(self, frame):
        """Two planes, and the weights of all data sets."""
        self.rings = [Dots(self.made, ["#000000"], size=16, symbols=["circle-open"]) for _ in "12"]
        planes = [part for kind in (0, 1) for part in self.plane(frame, kind)]
        axis = dict(x="strength λ", log_x=True, y="w, for each data set", y_range=[-2.1, 2.4])
        axis["x_range"] = lambda frame: np.log10(frame.strengths[[0, -1]]).tolist()
        return [*planes, (3, Lines(self.names, self.paths, legend=True, **axis))]

    def plane(self, frame, kind):
        """Parts of one plane: the cost, lines, where the data were made, where the best are."""
        side, ends = frame.side, [frame.side[0], frame.side[-1]]
        drawn, best = partial(self.drawn, kind=kind), partial(self.best, kind=kind)
        cost = Plane(bands, (0, 16), x=side, y=side, scale="Greys")
        lines = Lines(self.names, drawn, x="w1", x_range=ends, y="w2", y_range=ends)
        return [
            (kind + 1, cost),
            (kind + 1, lines),
            (kind + 1, self.rings[kind]),
            (kind + 1, Dots(best, theme.COLORS[1], size=10)),
        ]

    @staticmethod
    def made(frame):
        """The weights that made the data."""
        return tuple(np.array(frame.made)[:, None])

    @classmethod
    def drawn(cls, frame, kind):
        """All weights with the penalty of the present best ones, and the best ones up to now."""
        angle = np.linspace(0, 2 * np.pi, 65 if kind else 5)
        ball = np.stack([np.cos(angle), np.sin(angle)]) * np.linalg.norm(frame.now[kind], kind + 1)
        path = frame.weights[kind, 0, : frame.t + 1].T
        return among(cls.names, 0, strands([(line[:1], line[1:]) for line in (ball, path)]))

    @staticmethod
    def best(frame, kind):
        """The present best weights."""
        return tuple(frame.now[kind][:, None])

    @classmethod
    def paths(cls, frame):
        """Both weights with both penalties, a line for each data set."""
        seen = frame.weights[:, :, : frame.t + 1]
        groups = [each[..., i] for each in seen for i in (0, 1)]
        return among(cls.names, 2, bundles(frame.strengths[: frame.t + 1], groups))


def bands(frame):
    """The cost without penalty in steps of a factor 1.7, so that lines of equal cost show."""
    above = frame.cost - frame.cost.min()
    return np.floor(np.log(above / 0.02 + 1) / np.log(1.7))
