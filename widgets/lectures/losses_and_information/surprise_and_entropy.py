"""Shares to be dragged, the surprise of each, and where they stand among all there could be."""

from functools import cache

import numpy as np

from dlcore import entropy

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.words import Words
from ._looks import BLACK, outcomes

WIDE, HIGH, TALL = 61, 53, np.sqrt(3) / 2  # of the triangle
CORNERS = np.array([[0, 0], [1, 0], [0.5, TALL]])
MEAN = {
    "mean: the entropy": (BLACK, "solid", None),
    "most there can be": (theme.COLORS[9], "dash", None),
}


class SurpriseView(Sheet):
    """Bars, bars, and a triangle; `SurpriseFrame`s."""

    columns = (
        ("share; drag the bars", 1),
        ("surprise, log 1/p", 1),
        ("mean surprise, day by day", 1),
        ("all shares; ◆ these", 1.2),
    )
    label = "Three shares, the surprise of each outcome with its mean, and a triangle of all shares"

    def key_of(self, frame):
        """The unit, which is written at the axis, and the days."""
        return frame.unit, frame.length

    def has_lines_of(self, frame):
        """Of the same unit."""
        return frame.unit == self.key[0]

    def parts(self, frame):
        """Two rows of bars, lines across and over the days, and a map with a dot."""
        names, high = outcomes(frame.names), 5 * frame.most
        shares = dict(y="", y_range=[0, 1.02], tick_format=".0%")
        side = dict(x_range=[-0.12, 1.12], y_range=[-0.16, 1.02], square=True)
        grid = dict(columns=np.linspace(0, 1, WIDE), rows=np.linspace(0, TALL, HIGH))
        end = float(np.log10(frame.length))
        time = dict(x="days", x_range=[0, end], log_x=True, y=frame.unit, y_range=[0, high / 2])
        dot = dict(size=13, symbols="diamond", name="these shares")
        ground = Heat(lambda frame: triangle(), (0, 1), scale="Blues", silent=True, **grid, **side)
        return [
            (1, Bars(shares_of, names, drags="bars", **shares)),
            (2, Bars(surprises, names, y=frame.unit, y_range=[0, high])),
            (2, Lines(means, MEAN, bare=True, width=3, legend=True)),
            (3, Lines(so_far, {"days so far": theme.look(1)}, legend=True, **time)),
            (3, Lines(level, MEAN, bare=True, width=3)),
            (4, ground),
            (4, Words(lambda frame: corners(frame.names), **side)),
            (4, Dots(place, theme.COLORS[1], **dot)),
        ]


def shares_of(frame):
    """The shares."""
    return dict(zip(frame.names, frame.p, strict=True))


def surprises(frame):
    """Of each; what never happens has no bar."""
    each = np.where(np.isfinite(frame.each), frame.each, np.nan)
    return dict(zip(frame.names, each, strict=True))


def means(frame):
    """Level lines at the entropy, and at the most there is."""
    across = np.array([-0.5, 2.5])
    return dict(zip(MEAN, ((across, np.full(2, v)) for v in (frame.mean, frame.most)), strict=True))


def so_far(frame):
    """Of the first days."""
    return {"days so far": (frame.days, frame.so_far)}


def level(frame):
    """The same lines over the days."""
    ends = np.array([1, frame.length])
    return {name: (ends, y) for name, (_, y) in means(frame).items()}


@cache
def triangle():
    """Entropy as a share of the most, (HIGH, WIDE); nan outside of the triangle."""
    x, y = np.meshgrid(np.linspace(0, 1, WIDE), np.linspace(0, TALL, HIGH))
    third = y / TALL
    second = x - third / 2
    p = np.stack([1 - second - third, second, third], -1)
    inside = (p > -1e-9).all(-1)
    p = np.where(inside[..., None], np.clip(p, 0, 1), 1 / 3)
    z = entropy(p / p.sum(-1, keepdims=True), 3)
    return np.where(inside, z, np.nan)


def corners(names):
    """Who is sure in each corner."""
    x, y = (CORNERS + [[0, -0.08], [0, -0.08], [0, 0.08]]).T
    return x, y, list(names)


def place(frame):
    """Where the shares stand."""
    return tuple((frame.p @ CORNERS)[:, None])


panel = Recipe("surprise-and-entropy", SurpriseView)
