"""A small network as a drawing with numbers: in its units, around them and on its edges.

`diagram(get, sizes)` gives the parts for a `Sheet`; get(frame) -> `Net`, plain arrays. The columns
stand from left to right, or `turned` from right to left. Weights above 0 are solid blue lines,
those below 0 dashed red ones, the larger the wider; 0 is dotted, nan no edge at all. Units and
edges are counted column by column, matrix after matrix, as in `views/network.py`; a click on one
sets a knob.
"""

from itertools import pairwise

import numpy as np

from ..figure import theme
from ..figure.handles import Handle
from .axes import Axes
from .dots import Dots
from .lines import Lines
from .net import texts_of, told
from .network import OUTSIDE, edge_ends, unit_places
from .words import Words

MORE, LESS, CHOSEN = theme.COLORS[0], theme.COLORS[3], theme.COLORS[1]
BACK = theme.COLORS[4]  # of numbers that come back
IDLE = "#8A929C"  # of edges without weight
FILL, SILENT, RIM = "#DCE8F7", "#B4BAC2", "#5F6B76"  # of units, with black numbers in them
SIZE = 36  # pixels of a unit
WIDTHS = (1.2, 2.4, 3.8, 5.6)  # pixels of an edge, by quarters of the full weight
SIDE, NEAR, TITLE = 0.42, 0.62, 0.13  # room beside, above and below the units, and for a title
AWAY = 0.085  # of the height from a unit to the words above and below it
GAP = 0.075  # of the way along an edge on either side of its number
ALONG = np.linspace(0.15, 0.85, 8)  # where a click finds an edge
KEY = "solid blue: positive weight, dashed red: negative"


# ---- places


def places(sizes, turned=False):
    """Where the units stand, (units, 2)."""
    x, y = unit_places(sizes).T
    return np.stack([len(sizes) - 1 - x if turned else x, y], -1)


def shares(sizes, few=False):
    """How far along each edge its number stands: where all are equally far apart, or half way."""
    return np.concatenate([np.full(n * m, 0.5 if few else 1 / (m + 1)) for n, m in pairwise(sizes)])


def at(sizes, shares, turned=False):
    """Places at shares (edges, k) of the way along each edge, (edges, k, 2)."""
    from_, to = places(sizes, turned)[edge_ends(sizes)].transpose(1, 0, 2)
    return from_[:, None] + shares[..., None] * (to - from_)[:, None]


def box(sizes, titled=False):
    """Left, right, bottom and top of the drawing."""
    half = (max(sizes) - 1) / 2 + NEAR
    return -SIDE, len(sizes) - 1 + SIDE, -half - titled * TITLE * 2 * half, half


# ---- parts


def diagram(
    get, sizes, *, turned=False, few=False, full=2.0, titles=(), unit=None, edge=None, **axes
):
    """Parts that draw a network: get(frame) -> `Net`; sizes: units of each column.

    turned: from right to left. few: numbers only on the edges of the chosen unit and on the chosen
    one, else a telephone has no room for those of more than three units a column. full: the weight
    with the widest line. titles: words below the columns. unit, edge: the knobs, whole numbers or
    choices, that a click on one sets to its number. The rest is told to `Axes`.
    """
    left, right, bottom, top = box(sizes, bool(titles))
    axes = dict(x_range=[left, right], y_range=[bottom, top]) | axes
    rows = AWAY * (top - bottom)
    x, y = places(sizes, turned).T
    chosen = Lines(marked(get, sizes, turned, few), CHOSEN_LOOK, bare=True, width=9)
    lines = [edges(get, sizes, turned, few, level, full) for level in LEVELS]
    parts = [chosen, *lines, *circles(get, x, y), *written(get, sizes, turned, few, rows, axes)]
    if titles:
        at_bottom = np.full(len(titles), bottom + 0.4 * TITLE * (top - bottom))
        parts.append(Words(lambda frame: (in_order(sizes, turned), at_bottom, list(titles))))
    found = at(sizes, np.broadcast_to(ALONG, (len(edge_ends(sizes)), len(ALONG))), turned)
    for knob, spots_of in ((edge, found), (unit, np.stack([x, y], -1)[:, None])):
        parts += [Spots(spots_of, knob)] if knob else []
    return parts


def in_order(sizes, turned):
    """Where the columns stand."""
    return np.arange(len(sizes))[:: -1 if turned else 1].astype(float)


LEVELS = (0, *range(1, len(WIDTHS) + 1), *range(-1, -len(WIDTHS) - 1, -1))
CHOSEN_LOOK = {"edge": (CHOSEN, "solid", None)}


def levels(weights, full):
    """Weights -> 0 for none, ±1 ... ±4 by size; nan stays nan."""
    with np.errstate(invalid="ignore"):
        size = np.ceil(np.abs(weights) / full * len(WIDTHS)).clip(0, len(WIDTHS))
    return np.sign(weights) * size


def edges(get, sizes, turned, few, level, full):
    """Those of one level of weight."""
    ends = pieces(sizes, turned, few)

    def lines(frame):
        net = get(frame)
        mine = levels(net.weight(), full) == level
        x, y = ends(net, mine).transpose(2, 0, 1)
        return {"edges": (x, y)}

    color, dash = (IDLE, "dot") if not level else (MORE, "solid") if level > 0 else (LESS, "dash")
    width = WIDTHS[max(0, abs(level) - 1)]
    return Lines(lines, {"edges": (color, dash, None)}, bare=True, width=width)


def pieces(sizes, turned, few):
    """(net, which (edges,) of bool) -> their lines (2 k, 2 ends, 2), with room for the numbers."""
    share = shares(sizes, few)
    stops = np.stack([0 * share, share - GAP, share + GAP, 1 + 0 * share], -1)
    cut = at(sizes, stops, turned)
    whole = at(sizes, np.stack([0 * share, share, share, 1 + 0 * share], -1), turned)

    def lines(net, which):
        wordy = np.array([bool(text) for text in told(net, sizes, few)])
        shown = np.where(wordy[:, None, None], cut, whole)[which]
        return shown.reshape(-1, 2, 2)

    return lines


def marked(get, sizes, turned, few):
    """The get of the line behind the chosen edge."""
    ends, count = pieces(sizes, turned, few), len(edge_ends(sizes))

    def line(frame):
        net = get(frame)
        mine = np.arange(count) == (-1 if net.edge is None else net.edge)
        x, y = ends(net, mine).transpose(2, 0, 1)
        return {"edge": (x, y)}

    return line


def circles(get, x, y):
    """Units that speak, those that are silent, and a ring around the chosen one."""

    def which(mine):
        return lambda frame: (x, np.where(mine(get(frame)), y, OUTSIDE))

    here = np.arange(len(x))
    look = dict(rim=RIM, silent=True)
    speaking = Dots(which(lambda net: ~net.is_silent()), FILL, size=SIZE, **look)
    silent = Dots(
        which(lambda net: net.is_silent()), SILENT, size=SIZE - 4, symbols="square", **look
    )
    ring = which(lambda net: here == (-1 if net.unit is None else net.unit))
    chosen = Dots(ring, CHOSEN, size=SIZE + 10, **look)
    return [chosen, speaking, silent]


def written(get, sizes, turned, few, rows, axes):
    """The numbers: on edges, in units, above and below them."""
    x, y = places(sizes, turned).T
    u, v = at(sizes, shares(sizes, few)[:, None], turned)[:, 0].T

    def beside(name, away):
        return lambda frame: (x, y + away, texts_of(getattr(get(frame), name), sizes))

    return [
        Words(lambda frame: (u, v, told(get(frame), sizes, few)), **axes),
        Words(beside("units", 0.0), color="#000000"),
        Words(beside("above", rows)),
        Words(beside("below", -rows), color=BACK),
    ]


class Spots:
    """Places that a click finds, (n, k, 2): k for each of n things; knob: is set to its number."""

    def __init__(self, found, knob):
        self.count, self.knob, self.axes = len(found), knob, Axes()
        self.x, self.y = found.transpose(2, 1, 0).reshape(2, -1)

    def get(self, frame):
        """Always the same."""
        return self.x, self.y

    def add(self, figure, where, frame):
        """Put the trace, which nobody sees, into the subplot."""
        self.first = len(figure.data)
        about = dict(type="scatter", x=self.x, y=self.y, mode="markers", opacity=0)
        figure.add_trace(about | dict(hoverinfo="skip", showlegend=False), **where)
        self.axes.add(figure, where, frame)

    @property
    def handles(self):
        """A click chooses."""
        return [Handle(self.first, chooses=self.knob, count=self.count)]

    def draw(self, live, frame):
        """They stay where they are."""
        live.set(self.first, x=self.x, y=self.y)

    def overlay(self, live, frames):
        """Nor here."""
