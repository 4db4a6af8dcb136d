"""Each mini-batch another thinned network, and how often that trains each weight."""

import numpy as np
import plotly.graph_objects as go

from ...figure import theme
from ...making import Recipe
from ...views.parts import Dots, Lines
from ...views.sheet import Sheet


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


CORNERS = np.array([(0, 10), (9, 10), (0, 0), (9, 0)])  # of four networks, newest first


WHEN = ("newest", "one before", "two before", "three before")


KINDS = ("input<br>to hidden", "hidden<br>to hidden", "hidden<br>to output")


OUTSIDE = -99.0  # where units are drawn that are of the other kind: streams keep their length


def weights(frame):
    """x (n,), y (2, n): lines of the weights that are trained, and of those that are not."""
    ends, made = weight_ends(frame.sizes), []
    for corner, now in zip(CORNERS, frame.trained, strict=False):
        lines = np.full((len(ends), 3, 2), np.nan)
        lines[:, :2] = (unit_places(frame.sizes) + corner)[ends]
        trained = np.repeat(now, 3)
        x, y = lines.reshape(-1, 2).T
        made.append([x, np.where(trained, y, np.nan), np.where(trained, np.nan, y)])
    x, *y = np.concatenate(made, 1)
    return x, np.array(y)


def units(frame):
    """x (4 n,), y (2, 4 n): units that are there, and units that are left out."""
    places = unit_places(frame.sizes) + CORNERS[:, None]
    there = np.zeros((len(CORNERS), len(frame.there[0])), int) - 1
    there[: len(frame.there)] = frame.there
    x, y = places.reshape(-1, 2).T
    return x, np.stack([np.where(there.ravel() == kind, y, OUTSIDE) for kind in (1, 0)])


def captions(frame):
    """x (4,), y (1, 4): places of words above the networks that have been trained."""
    x, y = (CORNERS + [0, 7.3]).T
    return x, np.where(np.arange(len(CORNERS)) < frame.t, y, np.nan)[None]


class Drawn:
    """Traces that share x. get(frame) -> x (n,), y (R, n); looks: what plotly is told of each."""

    def __init__(self, get, looks):
        self.get, self.looks = get, looks

    def add(self, figure, where, frame):
        """Put the traces into the subplot, which has no axes."""
        self.first = len(figure.data)
        for look in self.looks:
            figure.add_trace(go.Scatter(x=[0], y=[None], hoverinfo="skip", **look), **where)
        figure.update_xaxes(range=[-3.5, 12.5], visible=False, **where)
        figure.update_yaxes(range=[-1, 18], visible=False, **where)

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
    """The probabilities, a short line for each matrix; nothing before the first update."""
    x = np.array([i + end for i in (1, 2, 3) for end in (-0.4, 0.4, 0.4)])
    y = np.array([level for p in frame.expected for level in (p, p, np.nan)])
    return x, np.where(frame.t, y, np.nan)[None]


class Levels(Lines):
    """Lines above the names of three kinds of weights."""

    def add(self, figure, where, frame):
        """Put the traces into the subplot."""
        super().add(figure, where, frame)
        small = dict(tickangle=0, tickfont_size=theme.FONT["size"] - 2)
        figure.update_xaxes(tickvals=(1, 2, 3), ticktext=KINDS, **small, **where)


class MasksView(Sheet):
    """Four networks, and a dot for each weight; `MasksFrame`s."""

    columns = (
        ("last four mini-batches, four networks", 1.2),
        ("share of updates that trained each weight", 1),
    )
    label = "Thinned networks of the last mini-batches, and how often each weight was trained"

    def parts(self, frame):
        """Networks; dots over three kinds of weights, with what is expected."""
        color = theme.COLORS[2]
        lines = (
            dict(mode="lines", name="trained now", line=dict(color=color, width=1.2)),
            dict(mode="lines", name="left out", line=dict(color="grey", width=0.6)),
        )
        points = (
            dict(mode="markers", showlegend=False, marker=dict(color=color, size=9)),
            dict(mode="markers", showlegend=False, marker=dict(color="grey", symbol="x", size=7)),
        )
        words = (dict(mode="text", text=WHEN, showlegend=False),)
        shared = dict(x_range=[0.4, 3.6], y_range=[0, 1.02], tick_format=".0%", y="")
        levels = Levels(("expected",), expected, x="", legend=True, **shared)
        count = sum(share.size for share in frame.shares)
        shares = Dots(spread_out, [color] * count, name="a weight")
        networks = Drawn(weights, lines), Drawn(units, points), Drawn(captions, words)
        return [*((1, part) for part in networks), (2, levels), (2, shares)]


panel = Recipe("masks", MasksView)
