"""From a linear unit to two layers: three numbers of source 2, measured."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, percent
from ..stack import Stack
from ..training import Training

RUNGS = ("linear, MSE", "linear, softmax", "two layers")
SAID = (0.15, 0.10, 0.02)  # wrong, in source 2
SETS = {"digits": "digits, 8×8", "mnist10k": "MNIST-10k"}
CUT = {"digits": dict(batch=10, epochs=30), "mnist10k": dict(batch=100, epochs=5)}
RATES = {
    "linear, MSE": dict(digits=0.05, mnist10k=0.03),
    "linear, softmax": dict(digits=0.1, mnist10k=0.2),
    "two layers": dict(digits=0.003, mnist10k=0.003),
}


@dataclass(frozen=True)
class LadderFrame(Frame):
    """t of 6 are trained. wrong (2, 3, K): share of test digits, by set and rung; nan: not yet.

    said (3,): what source 2 says.
    """

    wrong: np.ndarray
    said: np.ndarray

    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {"test wrong": Measure(".1%")}

    @property
    def means(self):
        """(2, 3)."""
        return self.wrong.mean(-1)

    @property
    def scores(self):
        """Of those that are trained."""
        names = [f"{rung}, {name}" for name in SETS.values() for rung in RUNGS]
        known = zip(names, self.means.ravel().tolist(), strict=True)
        return {"test wrong": dict([*known][: self.t])}

    @property
    def headline(self):
        """The last one."""
        if not self.t:
            return GUESSING
        place = divmod(self.t - 1, len(RUNGS))
        who = [*SETS.values()][place[0]]
        rung = RUNGS[place[1]]
        wrong = percent(self.means[place])
        return f"{rung[0].upper()}{rung[1:]} on {who}: {wrong} of the test digits are wrong."

    @property
    def summary(self):
        """All by now."""
        said = [f"{name} {wrong:.1%}" for name, wrong in self.scores["test wrong"].items()]
        return (
            f"{self.t} of {self.wrong[..., 0].size} trained. Test digits wrong: {'; '.join(said)}."
        )


@EXPERIMENTS.add("ladder")
@dataclass(frozen=True, repr=False)
class Ladder(Experiment):
    """A linear layer with MSE, one with softmax and cross-entropy, and one hidden layer more."""

    width: int = knob(100, 4, 200, least=1, most=512, label="hidden units", help="of the last")
    runs: int = knob(1, 1, 5, least=1, most=10, label="networks", help="seeds of each")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("width", "runs", "seed")

    def training(self, name, rung):
        """On a set of data."""
        knobs = dict(data=name, examples=8000, lr=RATES[rung][name], runs=self.runs, seed=self.seed)
        if rung == "two layers":
            knobs |= dict(depth=1, width=self.width, optimizer="adam")
        else:
            knobs |= dict(depth=0, init="zeros", optimizer="gradient-descent")
        return Training(
            loss="mse" if rung.endswith("MSE") else "cross-entropy", **knobs | CUT[name]
        )

    def work(self):
        """A frame before, and one after each network; None after each update."""
        wrong, said = np.full((len(SETS), len(RUNGS), self.runs), np.nan), np.array(SAID)
        yield LadderFrame(0, wrong.copy(), said)
        for t, (i, j) in enumerate(np.ndindex(wrong.shape[:2]), 1):
            stack = Stack([self.training([*SETS][i], RUNGS[j])])
            for step in stack.steps():
                theta = step.theta
                yield None
            net, data = stack.net, stack.data
            wrong[i, j] = 1 - accuracy(net, theta, data.x_test, data.y_test)
            yield LadderFrame(t, wrong.copy(), said)
