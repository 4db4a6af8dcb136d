"""Digits that networks misread, in grey and in black and white."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent
from ..stack import Stack
from ._readers import digits_in_ink, training

SHOWN, TEST = 24, 1000
GREY, INK = "grey", "black and white"


@dataclass(frozen=True)
class VisibleErrorsFrame(Frame):
    """K networks for grey digits and K for digits in ink, after t of `total` updates.

    right (2, K): share of the test digits; images (n, side, side), labels, said (n,): the first
    SHOWN that the first network for ink misreads; wrong: how many those are.
    """

    total: int
    right: np.ndarray
    images: np.ndarray
    labels: np.ndarray
    said: np.ndarray
    wrong: int

    names: ClassVar[tuple] = (GREY, INK)
    room: ClassVar[int] = SHOWN
    who: ClassVar[str] = "digits"
    measures: ClassVar[dict] = {"test digits right": Measure(".1%")}

    @property
    def scores(self):
        """Means over the networks."""
        return {
            "test digits right": dict(zip((GREY, INK), self.right.mean(-1).tolist(), strict=True))
        }

    @property
    def cost(self):
        """Points that black and white costs, (K,)."""
        return 100 * (self.right[0] - self.right[1])

    @property
    def headline(self):
        """Both shares."""
        if not self.t:
            return GUESSING
        grey, ink = (percent(share) for share in self.right.mean(-1))
        return f"Test digits right: {grey} in grey, {ink} in black and white."

    @property
    def summary(self):
        """Shares, and how many are wrong."""
        grey, ink = self.right.mean(-1)
        return (
            f"Update {self.t} of {self.total}: {grey:.1%} in grey, {ink:.1%} in black and white; "
            f"the first network for ink misreads {self.wrong} of {TEST}."
        )


@EXPERIMENTS.add("visible-errors")
@dataclass(frozen=True, repr=False)
class VisibleErrors(Experiment):
    """Ink is 1, paper is 0: what does a network lose that sees no grey? Adam."""

    dark: float = knob(
        0.5, 0.05, 0.95, least=0.01, below=1, label="ink threshold", help="what is darker is 1"
    )
    examples: int = knob(3000, 100, 8000, log=True, least=10, most=8000, label="training digits")
    width: int = knob(50, 4, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(4, 1, 10, least=1, help="passes over the digits")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("dark", "examples", "width")

    def work(self):
        """About 20 frames; None after each update of both."""
        usual = training(self.width, self.epochs, self.runs, self.seed)
        sets = [digits_in_ink("mnist10k", dark, self.examples, TEST) for dark in (0.0, self.dark)]
        stacks = [Stack([usual], data) for data in sets]
        total = stacks[0].total
        looks, labels = set(every(total // 20, total)), sets[1].y_test.argmax(-1)
        for pair in zip(*(stack.steps() for stack in stacks), strict=True):
            yield None
            if pair[0].t not in looks:
                continue
            said = []
            for stack, step, data in zip(stacks, pair, sets, strict=True):
                said.append(stack.net.predict(step.theta, data.x_test).argmax(-1))
                yield None
            right = (np.array(said) == labels).mean(-1)
            wrong = np.flatnonzero(said[1][0] != labels)
            first = wrong[:SHOWN]
            images = sets[1].x_test[first].reshape(-1, 28, 28)
            about = right, images, labels[first], said[1][0][first], len(wrong)
            yield VisibleErrorsFrame(pair[0].t, total, *about)
