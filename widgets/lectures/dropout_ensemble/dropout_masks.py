"""Each mini-batch another thinned network, and how often that trains each weight."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.network import OUTSIDE, edge_ends, unit_places
from ...views.sheet import Sheet
from ...views.words import Words

CORNERS = np.array([(0, 10), (9, 10), (0, 0), (9, 0)])  # of four networks, newest first
WHEN = ("newest", "one before", "two before", "three before")
KINDS = ("from inputs", "hidden", "to outputs")  # weights, layer by layer
COLOR = theme.COLORS[2]  # of what is trained; what is left out is grey


class MasksView(Sheet):
    """Four networks, and a dot for each weight; `MasksFrame`s."""

    columns = (
        ("last four mini-batches, four networks", 1.2),
        ("updates that trained each weight", 1),
    )
    label = "Thinned networks of the last mini-batches, and how often each weight was trained"

    def parts(self, frame):
        """Networks; dots over three kinds of weights, with what is expected."""
        look = dict(bare=True, legend=True)
        trained = Lines(weights(True), {"trained now": (COLOR, None, None)}, width=1.2, **look)
        left_out = Lines(weights(False), {"left out": ("grey", None, None)}, width=0.6, **look)
        there = Dots(units(True), COLOR, size=9, silent=True)
        missing = Dots(units(False), "grey", symbols="x", size=7, silent=True)
        words = Words(captions, x_range=[-3.5, 12.5], y_range=[-1, 18])
        networks = trained, left_out, there, missing, words
        small = dict(tickangle=0, tickfont_size=theme.FONT["size"] - 2)
        kinds = dict(tickvals=(1, 2, 3), ticktext=KINDS) | small
        axes = dict(x="", x_range=[0.4, 3.6], x_axis=kinds) | share(high=1.02)
        shares = Dots(spread_out, COLOR, name="a weight")
        levels = Lines(expected, legend=True, **axes)
        return [*((1, part) for part in networks), (2, levels), (2, shares)]


def weights(trained):
    """The get of lines: the weights that are trained, or those that are not."""
    name = "trained now" if trained else "left out"

    def get(frame):
        ends, made = edge_ends(frame.sizes), []
        for corner, now in zip(CORNERS, frame.trained, strict=False):
            places = (upright(frame.sizes) + corner)[ends]
            places[now != trained] = np.nan
            made.append(places.swapaxes(1, 2))
        x, y = np.concatenate(made).swapaxes(0, 1) if made else np.zeros((2, 0, 2))
        return {name: (x, y)}

    return get


def upright(sizes):
    """Where units are drawn, (units, 2): inputs at the bottom, layers two apart."""
    return unit_places(sizes)[:, ::-1] * (-1, 2)


def units(there):
    """The get of dots: the units that are there, or those that are left out."""

    def get(frame):
        x, y = (upright(frame.sizes) + CORNERS[:, None]).reshape(-1, 2).T
        known = np.full((len(CORNERS), len(frame.there[0])), -1)
        known[: len(frame.there)] = frame.there
        return x, np.where(known.ravel() == there, y, OUTSIDE)

    return get


def captions(frame):
    """Words above the networks that have been trained."""
    x, y = (CORNERS + [0, 7.3]).T
    return x, np.where(np.arange(len(CORNERS)) < frame.t, y, np.nan), WHEN


def spread_out(frame):
    """Share of the updates that trained each weight: beside one another, by matrix."""
    x = [i + np.linspace(-0.3, 0.3, share.size) for i, share in enumerate(frame.shares, 1)]
    return np.concatenate(x), np.concatenate([share.ravel() for share in frame.shares])


def expected(frame):
    """The probabilities, a short line for each matrix; nothing before the first update."""
    if not frame.t:
        return {"expected": ([], [])}
    middles, levels = np.array([1, 2, 3]), np.array(frame.expected)
    return {"expected": (middles[:, None] + [-0.4, 0.4], np.stack([levels, levels], -1))}


panel = Recipe("masks", MasksView)
