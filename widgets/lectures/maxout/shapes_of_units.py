"""Two dozen trained units as curves, and how many look like what."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet

ACROSS, GAP = 6, 0.25
PIECES = {f"piece {n + 1}": (theme.COLORS[n], "solid", None) for n in range(5)}
SHORT = ("valley", "like ReLU", "bend", "straight")
BARS = dict.fromkeys(SHORT, (theme.COLORS[2], "solid", "circle"))


class ShapesView(Sheet):
    """Small multiples of units, and bars; `ShapesFrame`s."""

    columns = (("24 units; colours: which piece wins", 1.5), ("share of all units", 1))
    label = "Units along the direction in which their pieces differ, and how many have which shape"

    def key_of(self, frame):
        """How many networks."""
        return frame.kinds.shape

    def parts(self, frame):
        """Curves in rows, and bars with a dot for each network."""
        down = -(-len(frame.along) // ACROSS)
        hidden = dict(visible=False, fixedrange=True)
        box = dict(x_range=[-GAP, ACROSS], y_range=[-GAP, down], x_axis=hidden, y_axis=hidden)
        curves = Lines(small, PIECES, bare=True, width=3, **box)
        share = dict(y="", y_range=[0, 1.01], tick_format=".0%")
        return [(1, curves), (2, Bars(found, BARS, **share))]


def small(frame):
    """{piece: (x, y)} of all units, each in a square of its own; a piece where it wins."""
    lines = {name: ([], []) for name in PIECES}
    for n, (along, height, winner) in enumerate(
        zip(frame.along, frame.height, frame.winner, strict=True)
    ):
        row, column = divmod(n, ACROSS)
        x = column + (1 - GAP) * (along - along[0]) / np.ptp(along)
        span = max(np.ptp(height), 1e-9)
        y = row + (1 - GAP) * (height - height.min()) / span
        for name, own in zip(PIECES, range(len(PIECES)), strict=True):
            shown = winner == own
            shown[1:] |= shown[:-1]  # no gap where the next one takes over
            for part, values in zip(lines[name], (x, y), strict=True):
                part.append(np.append(np.where(shown, values, np.nan), np.nan))
    return {name: tuple(map(np.concatenate, line)) for name, line in lines.items()}


def found(frame):
    """Shares of each network."""
    return dict(zip(SHORT, frame.found, strict=True))


panel = Recipe("shapes-of-units", ShapesView)
