"""What share of images keep their linear piece, by the size of the move."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, GREY, looks

LOOK = looks(["relu"])["relu"]


class MovesView(Sheet):
    """A line for each network, and how many units are active; `MovesFrame`s."""

    columns = (("images that keep their linear piece", 1.5), ("units, for one image", 0.6))
    label = "Share of images that keep their linear piece against the size of a move"

    def parts(self, frame):
        """Lines with a ring, and two bars."""
        over = dict(
            x="size of the move", x_range=np.log10(frame.sizes[[0, -1]]).tolist(), log_x=True
        )
        lines = Lines(curves, {"networks": LOOK}, bare=True, width=2, **over, **share())
        ring = dict(size=16, symbols="circle-open", drags=("move", None), rim=BLACK)
        bars = {"active": LOOK, "silent": (GREY, "solid", "circle")}
        return [
            (1, lines),
            (1, Dots(now, BLACK, **ring)),
            (2, Bars(units, bars, **share())),
        ]


def curves(frame):
    """A row for each network."""
    return {"networks": (frame.sizes, frame.stays)}


def now(frame):
    """The move that was asked for, and the mean share."""
    return np.array([frame.move]), np.array([frame.now.mean()])


def units(frame):
    """Shares of active and silent units."""
    return {"active": frame.active, "silent": 1 - frame.active}


panel = Recipe("small-moves", MovesView)
