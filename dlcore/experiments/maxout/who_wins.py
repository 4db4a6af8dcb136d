"""Which pieces of maxout units ever win, before training and while it goes on."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...registry import EXPERIMENTS, knob
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from ..stack import Stack
from ._trained import SETS, examples_of, shares, training, winners


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
class WhoWins(Experiment):
    """A maxout layer learns digits; after each epoch all training examples are shown to it."""

    k: int = knob(5, 2, 8, least=2, most=50, label="pieces", help="of each unit")
    standardized: bool = knob(False, help="each pixel with mean 0 and variance 1")
    epochs: int = knob(20, 0, 60, least=0, help="passes over the examples")
    examples: int = knob(600, 100, 1200, least=1, help="training examples")
    width: int = knob(50, 10, 100, least=1, most=1000, label="units", help="in the hidden layer")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    data: str = knob("digits", choices=SETS, help="what is learned")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("k", "standardized", "epochs")
    pace: ClassVar[float] = 8

    def work(self):
        """A frame before training and after each epoch; None after each update."""
        data = examples_of(self.data, self.examples, self.standardized)
        about = dict(pieces=self.k, width=self.width, lr=self.lr, runs=self.runs, seed=self.seed)
        stack = Stack([training(self.epochs, examples=len(data.x), **about)], data)
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
