"""What holds and what is believed as bars to drag, and the mean surprise of both."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.words import Words

P, Q = "p, what holds", "q, what is believed"
LOOKS = {P: theme.look(5), Q: theme.look(8)}
EXPECTED = {name: (LOOKS[who][0], "dot", None) for name, who in (("H(p)", P), ("H(p, q)", Q))}
GAP = {"gap: KL": (theme.COLORS[3], "solid", None)}
OUTCOMES = ("sun", "cloud", "rain")
MOST = 2.6  # bits that the picture has room for


class TwoView(Sheet):
    """Two series of bars, and four costs; `TwoFrame`s."""

    columns = (
        ("shares; drag the bars", 1),
        ("mean surprise", 1),
        ("mean surprise, day by day", 1),
    )
    label = "Two distributions over three outcomes, their entropies and cross-entropies"

    def key_of(self, frame):
        """The unit, and the days."""
        return frame.unit, frame.length

    def has_lines_of(self, frame):
        """Of the same unit."""
        return frame.unit == self.key[0]

    def parts(self, frame):
        """Bars to drag; bars, the gaps between them, and their numbers."""
        shares = dict(y="", y_range=[0, 1.02], tick_format=".0%")
        drags = {P: "p", Q: "q"}
        most = MOST * UNITS[frame.unit]
        costs = dict(zip(frame.names, [LOOKS[P]] * 2 + [LOOKS[Q]] * 2, strict=True))
        axes = dict(x=frame.unit, x_range=[0, most])
        end = float(np.log10(frame.length))
        time = dict(x="days", x_range=[0, end], log_x=True, y=frame.unit, y_range=[0, most])
        said = Words(numbers(most), over=True, position="middle right", color=theme.INK)
        return [
            (1, Bars(shares_of, LOOKS, places=OUTCOMES, drags=drags, legend=True, **shares)),
            (2, Bars(costs_of, costs, sideways=True, **axes)),
            (2, Lines(gaps, GAP, bare=True, width=7, legend=True)),
            (2, said),
            (3, Lines(paid, LOOKS, **time)),
            (3, Lines(levels, EXPECTED, bare=True)),
        ]


UNITS = {"bits": 1.0, "nats": float(np.log(2)), "digits": float(np.log10(2))}  # of a bit


def shares_of(frame):
    """Both."""
    return {P: frame.p, Q: frame.q}


def costs_of(frame):
    """Entropies and cross-entropies; none where there is no end."""
    costs = np.where(np.isfinite(frame.costs), frame.costs, np.nan)
    return dict(zip(frame.names, costs, strict=True))


def paid(frame):
    """What the first days cost whoever believes p, and whoever believes q."""
    paid = np.where(np.isfinite(frame.paid), frame.paid, np.nan)
    return {name: (frame.days, row) for name, row in zip(LOOKS, paid, strict=True)}


def levels(frame):
    """What they cost in the long run."""
    ends = np.array([1, frame.length])
    costs = np.where(np.isfinite(frame.costs), frame.costs, np.nan)
    pairs = zip(EXPECTED, costs[:2], strict=True)
    return {name: (ends, np.full(2, cost)) for name, cost in pairs}


def gaps(frame):
    """From the end of an entropy to that of the cross-entropy below it."""
    gap = np.array([np.nan, np.nan])
    x, y = [], []
    for place in (0, 2):
        low, high = frame.costs[place : place + 2]
        x += [low, high, np.nan]
        y += [place + 1, place + 1, np.nan]
    ends = np.array(x)
    known = np.isfinite(ends).any()
    return {"gap: KL": (ends, np.array(y)) if known else (gap, gap)}


def numbers(most):
    """The get of words: each number at the end of its bar."""

    def get(frame):
        ends = np.where(np.isfinite(frame.costs), frame.costs, 0).clip(0, 0.84 * most)
        words = [f"{c:.4f}" if np.isfinite(c) else "no end" for c in frame.costs]
        return ends + 0.01 * most, np.arange(4.0), words

    return get


panel = Recipe("two-distributions", TwoView)
