"""Accuracy against sparsity: what L1 and L2 of all strengths make of one network."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent
from ..training import Training
from ..variants import Variants

NAMES = ("L1", "L2")
STRENGTHS = np.array([[1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 8e-3], [1e-3, 3e-3, 1e-2, 2e-2, 4e-2, 8e-2]])
SMALL = 1e-3  # a weight below it counts as gone


@dataclass(frozen=True)
class SparsityFrame(Frame):
    """Networks after t of `total` updates, for S strengths of each penalty.

    strengths (2, S); small (2, S, K): share of weights smaller than 0.001; exact (2, S, K): that
    are 0; largest (2, S, K): the largest |weight|; test (2, S, K): share of test examples right;
    without (K,): the same without penalty.
    """

    total: int
    strengths: np.ndarray
    small: np.ndarray
    exact: np.ndarray
    largest: np.ndarray
    test: np.ndarray
    without: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {
        "best test right": Measure(".1%"),
        "gain over no penalty": Measure(".1%"),
        "small weights there": Measure(".0%"),
    }

    @property
    def best(self):
        """Place of the strength with the best mean on the test examples, (2,)."""
        return self.test.mean(-1).argmax(-1)

    @property
    def scores(self):
        """Means over the seeds at each penalty's best strength."""
        kinds, best = np.arange(2), self.best
        right = self.test.mean(-1)[kinds, best]
        small = self.small.mean(-1)[kinds, best]
        return self.by_name(right, right - self.without.mean(), small)

    @property
    def headline(self):
        """The best of each penalty."""
        if not self.t:
            return GUESSING
        right, _, small = (map(percent, s.values()) for s in self.scores.values())
        (l1, l2), (gone, rest) = right, small
        return f"Best L1: {l1} right, {gone} of weights gone; best L2: {l2}, {rest}."

    @property
    def summary(self):
        """The best of each penalty, and of none."""
        right, _, small = (list(s.values()) for s in self.scores.values())
        said = [
            f"best {name} (λ = {s[b]:g}) {r:.1%} with {z:.0%} small weights"
            for name, s, b, r, z in zip(NAMES, self.strengths, self.best, right, small, strict=True)
        ]
        without = f"no penalty {self.without.mean():.1%}"
        return f"Update {self.t} of {self.total}; test right: {without}, {', '.join(said)}."

    @property
    def table(self):
        """Headings and one row for each penalty and strength, means over the seeds."""
        parts = [part.mean(-1) for part in (self.test, self.small, self.exact)]
        rows = [
            (name, f"{self.strengths[k, s]:g}", *(f"{part[k, s]:.1%}" for part in parts))
            for k, name in enumerate(NAMES)
            for s in range(self.strengths.shape[1])
        ]
        rows.append(("none", "0", f"{self.without.mean():.1%}", "", ""))
        return ("penalty", "λ", "test right", "weights below 0.001", "exactly 0"), rows


@EXPERIMENTS.add("sparsity")
@dataclass(frozen=True, repr=False)
class Sparsity(Experiment):
    """Gradient descent with every strength of both penalties at once, K seeds each.

    L1 with soft thresholds, so that its zeros are zeros.
    """

    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(400, 100, 2000, least=1, label="training examples", help="how many")
    label_noise: float = knob(0.0, 0, 0.5, least=0, most=1, help="share of labels drawn at random")
    width: int = knob(50, 10, 100, least=1, most=1024, label="hidden units", help="width")
    lr: float = knob(0.2, 0.01, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(60, 1, 100, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 6, least=1, most=20, label="networks", help="seeds of each strength")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the noise")

    front: ClassVar[tuple] = ("label_noise", "examples", "epochs")

    def work(self):
        """About 40 frames; None after each update."""
        pulls = zip(("shrink", "l2"), STRENGTHS.tolist(), strict=True)
        kinds = {f"{name} {s}": {name: s} for name, row in pulls for s in row}
        names = "data examples label_noise width lr epochs runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        usual = Training(depth=1, optimizer="gradient-descent", **knobs)
        nets = Variants(usual, {"none": {}} | kinds).stack
        looks = every(nets.total // 40, nets.total)
        for step in nets.steps():
            yield self.frame(step, nets) if step.t in looks else None

    @staticmethod
    def frame(step, nets):
        """Where every network is now."""
        size = np.abs(step.theta[:, nets.net.weight_mask == 1])
        right = accuracy(nets.net, step.theta, nets.data.x_test[:500], nets.data.y_test[:500])
        looks = (size < SMALL).mean(-1), (size == 0).mean(-1), size.max(-1), right
        looks = [nets.apart(look) for look in looks]
        each = (look[1:].reshape(*STRENGTHS.shape, -1) for look in looks)
        return SparsityFrame(step.t, nets.total, STRENGTHS, *each, looks[-1][0])
