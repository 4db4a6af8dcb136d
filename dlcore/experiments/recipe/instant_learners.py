"""Learners that know their training digits at once, and a network that learns them bit by bit."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...data import Data, with_label_noise
from ...knobs import knob
from ...neighbours import nearest
from ...registry import DATASETS, EXPERIMENTS
from ...training import accuracy
from ...trees import grow
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent, told
from ..stack import Stack
from ..training import Training

MOST = 1437  # digits to learn
FRAMES = 80


@dataclass(frozen=True)
class InstantFrame(Frame):
    """Five learners after t of `total` updates of the last, a network; the others were ready at 0.

    names (5,); own, new (5,): share right of the digits they learned, as labelled, and of the test
    digits. steps (n,), curves (2, n): those two shares of the network so far. n: digits learned.
    """

    total: int
    n: int
    names: tuple
    own: np.ndarray
    new: np.ndarray
    steps: np.ndarray
    curves: np.ndarray

    who: ClassVar[str] = "learner"
    measures: ClassVar[dict] = {"own digits right": Measure(".1%"), "new right": Measure(".1%")}

    @property
    def scores(self):
        """Both shares of each."""
        return self.by_name(self.own, self.new)

    @property
    def headline(self):
        """The first and the last."""
        first = f"1 neighbour knows {percent(self.own[0])} of its own digits"
        if not self.t:
            return f"{first} at once; the network has not begun."
        new = f"of new ones {percent(self.new[0])}, the network {percent(self.new[-1])}."
        return told(f"{first}, {new}")

    @property
    def summary(self):
        """Everybody."""
        rows = zip(self.names, self.own, self.new, strict=True)
        said = "; ".join(f"{name} {own:.1%} and {new:.1%}" for name, own, new in rows)
        return f"Right of the {self.n} digits learned and of new ones: {said}."


@EXPERIMENTS.add("instant-learners")
@dataclass(frozen=True, repr=False)
class InstantLearners(Experiment):
    """Nearest neighbours, trees and a network 64-50-10, all from the same digits.

    The shallow tree is the upper part of the whole one: a tree grows level by level.
    """

    k: int = knob(5, 1, 25, least=1, most=100, label="neighbours", help="that vote, of the second")
    depth: int = knob(5, 1, 12, least=1, most=50, label="depth of the tree", help="of the small")
    label_noise: float = knob(0.0, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    itself: bool = knob(True, label="may find itself", help="a digit among its own neighbours")
    examples: int = knob(1000, 120, MOST, least=120, most=MOST, label="digits", help="to learn")
    epochs: int = knob(20, 1, 60, least=1, help="passes of the network over its digits")
    seed: int = knob(0, 0, 99, least=0, help="of the network, and of the wrong labels")

    front: ClassVar[tuple] = ("k", "depth", "label_noise")

    def work(self):
        """A frame once the others are ready, and then while the network learns."""
        data = self.digits()
        names = ("1 neighbour", f"{self.k} neighbours", "whole tree", f"tree, depth {self.depth}")
        ready = []
        for k in (1, self.k):
            ready.append(self.neighbours(data, k))
            yield
        tree = grow(data.x, data.y)
        yield
        ready += [judged(one.predict, data) for one in (tree, upper(tree, self.depth))]
        yield
        own, new = np.array(ready).T
        stack = Stack([self.training()], data)
        looks, seen, steps = every(stack.total // FRAMES, stack.total), [], []
        for step in stack.steps():
            if step.t not in looks:
                yield
                continue
            parts = (data.x, data.y), (data.x_test, data.y_test)
            seen.append([accuracy(stack.net, step.theta, *part)[0] for part in parts])
            steps.append(step.t)
            now = [np.append(old, share) for old, share in zip((own, new), seen[-1], strict=True)]
            about = (stack.total, len(data.x), (*names, "network"), *now)
            yield InstantFrame(step.t, *about, np.array(steps), np.array(seen).T)

    def training(self):
        """That of the network."""
        about = dict(data="digits", depth=1, width=50, lr=0.03, batch=32)
        return Training(**about, epochs=self.epochs, seed=self.seed)

    def digits(self):
        """The `Data`, with some labels drawn at random."""
        data = DATASETS["digits"]()
        data = Data(data.x[: self.examples], data.y[: self.examples], data.x_test, data.y_test)
        return with_label_noise(data, self.label_noise, self.seed) if self.label_noise else data

    def neighbours(self, data, k):
        """Share right of its own digits and of new ones where k neighbours vote."""
        others = min(k + (not self.itself), len(data.x))

        def votes(x):
            mine = x is data.x
            rows = nearest(x, data.x, others if mine else k)
            if mine and not self.itself:
                rows = without(rows, np.arange(len(x)))
            return data.y[rows].mean(-2)

        return judged(votes, data)


def judged(predict, data):
    """predict: x (B, n_in) -> shares (B, C); share right of its own digits, of new ones."""
    return right(predict(data.x), data.y), right(predict(data.x_test), data.y_test)


def right(shares, y):
    """shares (B, C), y (B, C) -> how many have the largest share where y is 1, of all."""
    return (shares.argmax(-1) == y.argmax(-1)).mean()


def without(rows, own):
    """rows (B, k + 1) of neighbours -> (B, k) without the example itself, own (B,)."""
    others = rows != own[:, None]
    others[others.all(-1), -1] = False  # as near as itself are more than k others
    return rows[others].reshape(len(rows), -1)


def upper(tree, depth):
    """The tree with so many questions from the first to a leaf, at most."""
    level = np.zeros(len(tree.cut), int)
    for node, after in enumerate(tree.after):
        for child in after[after != node]:
            level[child] = level[node] + 1
    itself = np.arange(len(level))[:, None]
    return replace(tree, after=np.where(level[:, None] < depth, tree.after, itself))
