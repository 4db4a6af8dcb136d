"""Does one notice a faulty backward pass? Digits learned with each of the planted faults."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, percent
from ._passes import BUGS, HEALTHY, NEVER, backward, forward, started

SIZES, EXAMPLES, BATCH, EVERY = (64, 32, 32, 10), 1000, 50, 20


@dataclass(frozen=True)
class BugsInTrainingFrame(Frame):
    """names of the faults; steps (n,); right (names, n, K): share of the test digits."""

    names: tuple
    steps: np.ndarray
    right: np.ndarray
    total: int

    measures: ClassVar[dict] = {"test right": Measure(".1%")}
    who: ClassVar[str] = "backward pass"
    known: ClassVar[tuple] = BUGS

    @property
    def mean(self):
        """Over the networks, by now, (names,)."""
        return self.right[:, -1].mean(-1)

    @property
    def scores(self):
        """The mean of each."""
        return self.by_name(self.mean)

    @property
    def headline(self):
        """Best and worst."""
        if not self.t:
            return GUESSING
        best, worst = self.mean.argmax(), self.mean.argmin()
        if best == worst:
            return f"{percent(self.mean[0])} of the test digits are right."
        said = [f"{self.names[i]}, {percent(self.mean[i])}" for i in (best, worst)]
        return f"Most right: {said[0]}. Fewest: {said[1]}."

    @property
    def summary(self):
        """All."""
        each = ", ".join(f"{n} {m:.1%}" for n, m in zip(self.names, self.mean, strict=True))
        return f"Update {self.t} of {self.total}, test digits right: {each}."


@EXPERIMENTS.add("bugs-in-training")
@dataclass(frozen=True, repr=False)
class BugsInTraining(Experiment):
    """64-32-32-10 on 1,000 digits, plain gradient descent; same first weights for all faults."""

    bugs: tuple = knob(BUGS, choices=list(BUGS), many=True, label="backward passes", help="which")
    activation: str = knob("relu", choices=["sigmoid", "tanh", "relu"], help="hidden units")
    lr: float = knob(0.01, 0.001, 3, log=True, least=0, label="learning rate", help="of the steps")
    epochs: int = knob(10, 1, 30, least=1, help="passes over the digits")
    runs: int = knob(2, 1, 5, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("lr", "activation", "epochs")

    def frames(self):
        """A frame before the first update, and one after every 20 of them."""
        return filter(None, self.work())

    def work(self):
        """The same; None between updates."""
        data = DATASETS["digits"]()
        x, y = data.x[:EXAMPLES].astype(float), data.y[:EXAMPLES].astype(float)
        spread = 2.0 if self.activation == "relu" else 1.0
        rngs = [generator(seed, stream=83) for seed in self.seeds]
        first = started(rngs, SIZES, spread)
        nets = {bug: first for bug in self.bugs}
        sums = dict.fromkeys(self.bugs)
        steps, right, t = [0], [self.judged(nets, data)], 0
        total = self.epochs * (EXAMPLES // BATCH)
        yield self.frame(steps, right, total)
        for _ in range(self.epochs):
            orders = np.stack([rng.permutation(EXAMPLES) for rng in rngs])
            for start in range(0, EXAMPLES, BATCH):
                rows = orders[:, start : start + BATCH]
                for bug in self.bugs:
                    nets[bug], sums[bug] = self.stepped(bug, nets[bug], sums[bug], x[rows], y[rows])
                t += 1
                if t % EVERY == 0:
                    steps.append(t)
                    right.append(self.judged(nets, data))
                    yield self.frame(steps, right, total)
                else:
                    yield None

    @np.errstate(over="ignore", invalid="ignore")
    def stepped(self, bug, layers, before, x, y):
        """One update -> the new layers, the gradient that is kept."""
        outs, slopes = forward(layers, x, self.activation)
        inner = HEALTHY if bug == NEVER else bug
        grads = backward(layers, outs, slopes, y, self.activation, inner, self.lr)
        if bug == NEVER and before:
            pairs = zip(grads, before, strict=True)
            grads = [(dW + oldW, db + oldb) for (dW, db), (oldW, oldb) in pairs]
        moved = zip(layers, grads, strict=True)
        return [(W - self.lr * dW, b - self.lr * db) for (W, b), (dW, db) in moved], grads

    def judged(self, nets, data):
        """Share of the test digits that are right, (bugs, K)."""
        with np.errstate(over="ignore", invalid="ignore"):
            said = [forward(nets[bug], data.x_test, self.activation)[0][-1] for bug in self.bugs]
        return np.stack([(each.argmax(-1) == data.y_test.argmax(-1)).mean(-1) for each in said])

    def frame(self, steps, right, total):
        """What is known so far."""
        return BugsInTrainingFrame(steps[-1], self.bugs, np.array(steps), np.stack(right, 1), total)
