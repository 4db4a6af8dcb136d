"""Activations race to a goal: what is right, pass after pass, and when each arrives."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY, looks

GOAL = {"goal": (GREY, "dash", None)}


class TournamentView(Sheet):
    """Curves and bars of each activation; `TournamentFrame`s."""

    columns = (("training digits right", 1.1), ("passes until the goal", 1))
    label = "Share right pass after pass, and passes until the goal, by activation"

    def key_of(self, frame):
        """Who takes part, and how long."""
        return frame.names, frame.budget

    def parts(self, frame):
        """Lines up to the goal, and bars."""
        names, ends = looks(frame.names), [0, frame.budget]
        low = share(low=0.5)
        lines = Lines(curves, names, legend=True, x="passes", x_range=ends, **low)
        bars = Bars(arrived, names, sideways=True, x="passes", x_range=[0, frame.budget + 1])
        return [(1, Lines(goal, GOAL, bare=True, width=1)), (1, lines), (2, bars)]


def curves(frame):
    """As far as each has come."""
    return {name: (frame.passes, row) for name, row in zip(frame.names, frame.right, strict=True)}


def goal(frame):
    """The line to be reached."""
    return {"goal": (np.array([0, frame.budget]), np.full(2, frame.goal))}


def arrived(frame):
    """Passes of each network; who did not arrive has a bar to the end."""
    ends = np.where(np.isinf(frame.arrived), frame.budget + 0.5, frame.arrived)
    return dict(zip(frame.names, ends, strict=True))


panel = Recipe("tournament", TournamentView)
