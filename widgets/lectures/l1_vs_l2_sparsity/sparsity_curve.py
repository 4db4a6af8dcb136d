"""Accuracy against sparsity for L1 and L2 of many strengths."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import looks


class SparsityView(Sheet):
    """Test accuracy over the share of small weights, and both over the strength."""

    columns = (
        ("test right against sparsity", 1.1),
        ("test right against strength", 1),
        ("weights below 0.001", 1),
    )
    label = "Test accuracy of L1 and L2 against the share of small weights and against the strength"

    def parts(self, frame):
        """Three sets of lines, one for each penalty and seed; `SparsityFrame`s."""
        ends = np.log10([frame.strengths.min(), frame.strengths.max()])
        strength = dict(x="strength λ", x_range=(ends + (-0.1, 0.1)).tolist(), log_x=True)
        small = dict(x="share of weights below 0.001", x_range=[-0.02, 1.02])
        right, all_ = share(low=0.48), share(low=-0.02, high=1.02)
        both = looks((*frame.names, "no penalty"))
        return [
            (1, Lines(against_sparsity, both, markers=True, legend=True, **small, **right)),
            (2, Lines(against_strength, both, markers=True, **strength, **right)),
            (3, Lines(smallness, looks(frame.names), markers=True, **strength, **all_)),
        ]


def against_sparsity(frame):
    """A line through all strengths for each seed; without penalty from end to end."""
    small, test = (part.swapaxes(1, 2) for part in (frame.small, frame.test))
    lines = {name: line for name, *line in zip(frame.names, small, test, strict=True)}
    return lines | without(frame, [0, 1])


def against_strength(frame):
    """The same over the strength."""
    ends = frame.strengths.min(), frame.strengths.max()
    return over_strength(frame, frame.test) | without(frame, ends)


def smallness(frame):
    """Share of small weights over the strength."""
    return over_strength(frame, frame.small)


def over_strength(frame, part):
    """part (2, S, K) over the strengths (2, S), a line for each penalty and seed."""
    rows = zip(frame.names, frame.strengths, part.swapaxes(1, 2), strict=True)
    return {name: (strengths, row) for name, strengths, row in rows}


def without(frame, ends):
    """Level lines of networks without penalty."""
    return {"no penalty": (ends, np.tile(frame.without[:, None], 2))}


panel = Recipe("sparsity", SparsityView)
