"""Two weights of a linear regression: why L1 has zeros and L2 none."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import looks

DRAWN = "equal penalty", "way of the best weights"
WEIGHTS = "L1: w1", "L1: w2", "L2: w1", "L2: w2"
LOOKS = looks((*DRAWN, *WEIGHTS))


class TwoWeightsView(Sheet):
    """Cost, diamond or circle, and the way of the best weights; `TwoWeightsFrame`s."""

    columns = (("L1: a diamond", 1.25), ("L2: a circle", 1.25), ("best weights", 1))
    label = "Cost of two weights with the diamond of L1 and the circle of L2; weights against λ"

    def parts(self, frame):
        """Two planes, and the weights of all data sets."""
        planes = [part for kind in (0, 1) for part in self.plane(frame, kind)]
        ends = np.log10(frame.strengths[[0, -1]]).tolist()
        axes = dict(x="strength λ", x_range=ends, log_x=True)
        axes |= dict(y="w, for each data set", y_range=[-2.1, 2.4])
        return [*planes, (3, Lines(paths, LOOKS, legend=True, **axes))]

    def plane(self, frame, kind):
        """Parts of one plane: the cost, lines, where the data were made, where the best are."""
        side, ends = frame.side, [frame.side[0], frame.side[-1]]
        box = dict(x="w1", x_range=ends, y="w2", y_range=ends)
        parts = (
            Heat(bands, (0, 16), columns=side, rows=side, scale="Greys", square=True),
            Lines(lambda frame: drawn(frame, kind), LOOKS, **box),
            Dots(made, "#000000", size=16, symbols="circle-open", drags=("w1", "w2")),
            Dots(lambda frame: tuple(frame.now[kind][:, None]), LOOKS[DRAWN[1]][0], size=10),
        )
        return [(kind + 1, part) for part in parts]


def bands(frame):
    """The cost without penalty in steps of a factor 1.7, so that lines of equal cost show."""
    above = frame.cost - frame.cost.min()
    return np.floor(np.log(above / 0.02 + 1) / np.log(1.7))


def made(frame):
    """The weights that made the data."""
    return tuple(np.array(frame.made)[:, None])


def drawn(frame, kind):
    """All weights with the penalty of the present best ones, and the best ones up to now."""
    angle = np.linspace(0, 2 * np.pi, 65 if kind else 5)
    size = np.linalg.norm(frame.now[kind], kind + 1)
    lines = (size * np.cos(angle), size * np.sin(angle)), frame.weights[kind, 0, : frame.t + 1].T
    return dict(zip(DRAWN, lines, strict=True))


def paths(frame):
    """Both weights with both penalties, a line for each data set."""
    seen = frame.weights[:, :, : frame.t + 1]
    rows = [each[..., i] for each in seen for i in (0, 1)]
    return by_name(WEIGHTS, frame.strengths[: frame.t + 1], rows)


panel = Recipe("two-weights", TwoWeightsView)
