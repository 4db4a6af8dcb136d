"""A push that runs through a small graph, and its quotient beside the product of slopes."""

import numpy as np

from ...making import Recipe
from ...views.diagram import diagram
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.net import Net, short
from ...views.sheet import Sheet

WAYS = looks_of(("Δz / Δs", "product of slopes"))


class WiggleView(Sheet):
    """A diagram, and two lines; `WiggleFrame`s."""

    columns = (("on the edges: slopes; purple: the pushes", 1.2), ("the two ways", 1))
    label = "A number s, what becomes of it on one or two paths, and how a push of it arrives"

    def key_of(self, frame):
        """One path or two, and the range of the second plot."""
        return len(frame.paths), reach(frame)

    def parts(self, frame):
        """The graph and the two ways."""
        many, (low, high) = self.key_of(frame)
        axes = dict(x="push Δ", x_range=[-4, 0.5], log_x=True, y="dz/ds", y_range=[low, high])
        lines = Lines(ways, WAYS, legend=True, **axes)
        here = Dots(now, "#1F2A33", size=11, symbols="diamond")
        parts = [(1, part) for part in diagram(net, (1, many, 1), full=4.0)]
        return [*parts, (2, lines), (2, here)]


def reach(frame):
    """A range of the second plot, in steps, so that it does not jump with the push."""
    seen = [*frame.quotients, frame.slope, 0.0]
    low, high = np.floor(min(seen) / 2) * 2 - 1, np.ceil(max(seen) / 2) * 2 + 1
    return float(low), float(high)


def net(frame):
    """What the push has reached, as numbers of a network."""
    two = len(frame.paths) > 1
    s, x, y, z = frame.values
    moves = [f"Δ {short(float(move))}" for move in frame.pushed - frame.values]
    inner = [x, y] if two else [x]
    below = [[moves[0]], moves[1:3][: 1 + two] if frame.t else [""] * (1 + two)]
    below.append([moves[3]] if frame.t > 1 else [""])
    first, last = frame.slopes[:2][: 1 + two], frame.slopes[2:][: 1 + two]
    names = ["s"], ["x", "y"][: 1 + two], ["z"]
    return Net(([s], inner, [z]), (first[None], last[:, None]), above=names, below=below)


def ways(frame):
    """Once the push has arrived."""
    product = np.full(len(frame.pushes), frame.slope)
    rows = zip(WAYS, (frame.quotients, product), strict=True)
    return {name: (frame.pushes, y if frame.t > 1 else y * np.nan) for name, y in rows}


def now(frame):
    """The present push."""
    return [frame.push], [frame.quotient if frame.t > 1 else np.nan]


panel = Recipe("wiggle", WiggleView)
