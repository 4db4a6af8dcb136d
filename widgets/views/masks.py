"""The thinned networks of the last mini-batches, and how often each weight has been trained."""

import numpy as np
import plotly.graph_objects as go

from .. import theme
from .parts import Dots, Lines
from .sheet import Sheet


def unit_places(sizes):
    """Where units are drawn, (units, 2): inputs at the bottom, each layer in the middle."""
    rows = [(np.arange(n) - (n - 1) / 2, np.full(n, 2.0 * i)) for i, n in enumerate(sizes)]
    return np.concatenate([np.stack(row, -1) for row in rows])


def weight_ends(sizes):
    """The two units that each weight joins, (weights, 2)."""
    ends, first = [], 0
    for n, m in zip(sizes, sizes[1:], strict=False):
        ends.append(np.indices((n, m)).reshape(2, -1).T + [first, first + n])
        first += n
    return np.concatenate(ends)


class Networks:
    """Up to four small networks in a square, each with its units and weights, there or left out.

    get(frame) -> x (n,), y (4, n): weights that are there and that are not, units that are there
    and that are not; nan where a point is of another kind.
    """

    corners = ((0, 10), (9, 10), (0, 0), (9, 0))  # newest first

    def get(self, frame):
        """Lines of the weights with gaps between, then the units."""
        places, ends = unit_places(frame.sizes), weight_ends(frame.sizes)
        x, y, kinds = [], [], []
        for (right, up), there in zip(self.corners, frame.there, strict=False):
            at = places + [right, up]
            lines = np.full((len(ends), 3, 2), np.nan)
            lines[:, :2] = at[ends]
            joined = np.repeat(there[ends].all(-1), 3)
            points = np.concatenate([lines.reshape(-1, 2), at])
            x.append(points[:, 0])
            y.append(points[:, 1])
            kinds.append(np.concatenate([np.where(joined, 0, 1), np.where(there, 2, 3)]))
        kinds, y = np.concatenate(kinds), np.concatenate(y)
        return np.concatenate(x), np.where(kinds == np.arange(4)[:, None], y, np.nan)

    def add(self, figure, where, frame):
        """A trace for each kind; the weights left out lie at the back."""
        self.first = len(figure.data)
        color = theme.COLORS[2]
        looks = (
            dict(mode="lines", name="trained now", line=dict(color=color, width=1.2)),
            dict(mode="lines", name="left out", line=dict(color="grey", width=0.6)),
            dict(mode="markers", showlegend=False, marker=dict(color=color, size=9)),
            dict(mode="markers", showlegend=False, marker=dict(color="grey", symbol="x", size=7)),
        )
        for look in looks:
            figure.add_trace(go.Scatter(x=[0], y=[None], hoverinfo="skip", **look), **where)
        hidden = dict(visible=False)
        figure.update_xaxes(range=[-3.5, 12.5], **hidden, **where)
        figure.update_yaxes(range=[-1, 17], **hidden, **where)

    def draw(self, live, frame):
        """Show one frame."""
        x, y = self.get(frame)
        for i, row in enumerate(y):
            live.set(self.first + i, x=x, y=row)

    def overlay(self, live, frames):
        """Networks of other runs would only hide these."""


def spread_out(frame):
    """Share of the updates that trained each weight: beside one another, by matrix."""
    x = [i + np.linspace(-0.3, 0.3, share.size) for i, share in enumerate(frame.shares, 1)]
    return np.concatenate(x), np.concatenate([share.ravel() for share in frame.shares])


def expected(frame):
    """The probabilities, a short line for each matrix."""
    x = np.array([i + end for i in (1, 2, 3) for end in (-0.4, 0.4, 0.4)])
    y = np.array([level for p in frame.expected for level in (p, p, np.nan)])
    return x, y[None]


class MasksView(Sheet):
    """Four networks, and a dot for each weight; `MasksFrame`s."""

    columns = (
        ("last four mini-batches, four networks", 1.2),
        ("share of updates that trained each weight", 1),
    )
    label = "Thinned networks of the last mini-batches, and how often each weight was trained"

    def parts(self, frame):
        """Networks; dots over three kinds of weights, with what is expected."""
        kinds = "1 inputs–hidden, 2 hidden–hidden, 3 hidden–outputs"
        shared = dict(x_range=[0.4, 3.6], y_range=[0, 1.02], tick_format=".0%")
        lines = Lines(("expected",), expected, x=kinds, y="", legend=True, **shared)
        count = sum(share.size for share in frame.shares)
        weights = Dots(spread_out, [theme.COLORS[2]] * count, name="a weight")
        return [(1, Networks()), (2, lines), (2, weights)]
