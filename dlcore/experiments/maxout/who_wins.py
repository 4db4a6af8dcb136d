"""Which pieces of maxout units ever win, before training and while it goes on."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Frame, Measure
from ..phrases import percent, told
from ._trained import Trained, shares, winners


@dataclass(frozen=True)
class WinsFrame(Frame):
    """After t of `total` epochs. wins (units, k): share of the examples that each piece wins.

    Of S networks, over the first counts[i] examples: the share of all pieces that have won at
    least once, at the start and now, ever (2, S, m). right (S,): of test examples.
    """

    total: int
    wins: np.ndarray
    counts: np.ndarray
    ever: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {
        "pieces that ever win": Measure(".1%"),
        "test right": Measure(".1%"),
    }

    @property
    def scores(self):
        """With all examples, mean of the networks."""
        ever = float(self.ever[1, :, -1].mean())
        return {"pieces that ever win": {"": ever}, "test right": {"": float(self.right.mean())}}

    @property
    def never(self):
        """Share of pieces that no example makes win: at the start, and now."""
        return 1 - self.ever[..., -1].mean(1)

    @property
    def headline(self):
        """How many never win."""
        first, now = self.never
        if not self.t:
            return told(f"Before training {percent(first)} of the pieces never win.")
        return told(
            f"{percent(now)} of the pieces never win; at the start it was {percent(first)}."
        )

    @property
    def summary(self):
        """The same for one, some and all examples."""
        parts = zip(self.counts, self.ever[1].mean(0), strict=True)
        said = ", ".join(f"{share:.0%} with {n}" for n, share in parts)
        return (
            f"Epoch {self.t} of {self.total}, pieces that have won at least once: {said} examples; "
            f"{self.right.mean():.1%} of the test digits right."
        )


@EXPERIMENTS.add("who-wins")
@dataclass(frozen=True, repr=False)
class WhoWins(Trained):
    """A maxout layer learns digits; after each epoch all training examples are shown to it."""

    def work(self):
        """A frame before training and after each epoch; None after each update."""
        data, stack = self.started()
        each = stack.total // max(1, self.epochs)
        n = len(data.x)
        counts = np.array([c for c in (1, 2, 5, 10, 20, 50, 100, 200, 500) if c < n] + [n])
        first = None
        for step in stack.steps():
            yield None
            if step.t % each == 0 and step.t // each <= self.epochs:
                won = winners(stack.net, step.theta, data.x)
                now = np.stack([(shares(won[:, :c], self.k) > 0).mean((1, 2)) for c in counts], -1)
                first = now if first is None else first
                right = accuracy(stack.net, step.theta, data.x_test, data.y_test)
                wins = shares(won[0], self.k)
                ever = np.stack([first, now])
                yield WinsFrame(step.t // each, self.epochs, wins, counts, ever, right)
            if step.t // each >= self.epochs:
                return
