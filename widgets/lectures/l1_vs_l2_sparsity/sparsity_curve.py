"""Accuracy against sparsity for L1 and L2 of many strengths."""

import numpy as np

from ...making import Recipe
from ...views.parts import Lines
from ...views.penalties import strands
from ...views.sheet import Sheet


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
        names = (*frame.names, "no penalty")
        lowest, highest = np.log10([frame.strengths.min(), frame.strengths.max()])
        strength = dict(x="strength λ", x_range=[lowest - 0.1, highest + 0.1], log_x=True)
        share = dict(x="share of weights below 0.001", x_range=[-0.02, 1.02], legend=True)
        right = dict(y="", y_range=[0.48, 1.01], tick_format=".0%", markers=True)
        small = right | dict(y_range=[-0.02, 1.02])
        return [
            (1, Lines(names, self.against_sparsity, **share, **right)),
            (2, Lines(names, self.against_strength, **strength, **right)),
            (3, Lines(frame.names, self.small, **strength, **small)),
        ]

    @staticmethod
    def against_sparsity(frame):
        """A line through all strengths for each seed; without penalty from end to end."""
        level = np.tile(frame.without[:, None], 2)
        groups = zip(by_seed(frame.small), by_seed(frame.test), strict=True)
        return strands([*groups, (np.broadcast_to([0, 1], level.shape), level)])

    @staticmethod
    def against_strength(frame):
        """The same over the strength."""
        level = np.tile(frame.without[:, None], 2)
        ends = np.broadcast_to([frame.strengths.min(), frame.strengths.max()], level.shape)
        return strands([*over_strength(frame, frame.test), (ends, level)])

    @staticmethod
    def small(frame):
        """Share of small weights over the strength."""
        return strands(over_strength(frame, frame.small))


def by_seed(part):
    """(2, S, K) -> (2, K, S): a row for each network."""
    return part.swapaxes(1, 2)


def over_strength(frame, part):
    """part (2, S, K) -> for each penalty its strengths and the part, (K, S) both."""
    strengths = np.broadcast_to(frame.strengths[:, None], by_seed(part).shape)
    return list(zip(strengths, by_seed(part), strict=True))


panel = Recipe("sparsity", SparsityView)
