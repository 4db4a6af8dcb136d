"""Two weights of a linear regression: why L1 has zeros and L2 none."""

from functools import partial

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.few_weights import Plane
from ...views.network import bundles
from ...views.parts import Dots, Lines
from ...views.penalties import among, strands
from ...views.sheet import Sheet


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


panel = Recipe("two-weights", TwoWeightsView)
