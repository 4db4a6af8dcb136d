"""The mean of all 2^M thinned networks against the one scaled network that stands in for it."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...data import first
from ...ensembles import ensemble_mean, relative_gap, total_variation
from ...knobs import knob
from ...layers import Activation, Dense, Dropout, Maxout, MaxPool
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...training import Objective, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every, stepped
from ..phrases import LOST, percent

KINDS = ("linear", "sigmoid", "tanh", "relu", "maxout")
JUDGED = 100  # test examples on which mean and scaled network are compared


@dataclass(frozen=True)
class AveragesFrame(Frame):
    """A kinds of units after t updates of `total`, curves at steps (n,), K seeds.

    logits (A, 2, K, n): |scaled - mean| / |mean| of the logits, of networks trained with dropout
    and without; probabilities (A, 2, K, n): the same of the probabilities, as total variation;
    right (A, 2, 2, K): share of examples right, by the mean of the probabilities and scaled.
    """

    total: int
    names: tuple
    units: int
    steps: np.ndarray
    logits: np.ndarray
    probabilities: np.ndarray
    right: np.ndarray

    kinds: ClassVar[tuple] = KINDS  # all there are, in the order of the check boxes
    measures: ClassVar[dict] = {
        "gap in logits": Measure(".2g"),
        "gap in probability": Measure(".2g"),
        "gap in logits, trained without": Measure(".2g"),
    }

    @property
    def scores(self):
        """Means over the seeds, now."""
        with_, without = self.logits[..., -1].mean(-1).T
        return self.by_name(with_, self.probabilities[:, 0, :, -1].mean(-1), without)

    @property
    def headline(self):
        """How far the scaled network is off, for the best and the worst kind of units."""
        gaps = {n: gap for n, gap in self.scores["gap in logits"].items() if np.isfinite(gap)}
        if not gaps:
            return LOST
        ends = sorted({min(gaps, key=gaps.get), max(gaps, key=gaps.get)}, key=gaps.get)
        said = " to ".join(f"{percent(gaps[name])} ({name})" for name in ends)
        who = "Scaled network" if self.t else "Untrained scaled network"
        return f"{who}: {said} off the mean of all {2**self.units:,}."

    @property
    def summary(self):
        """The gaps of networks trained with dropout, and of untrained ones at first."""
        gaps = self.scores["gap in logits"].items()
        said = ", ".join(f"{name} {gap:.2g}" for name, gap in gaps)
        when = "after training with dropout" if self.t else "before training"
        return (
            f"Update {self.t} of {self.total}: mean of all {2**self.units:,} networks against the "
            f"scaled one, relative gap in the logits {when}: {said}."
        )

    @property
    def table(self):
        """Headings and a row for each kind of units and way of training; means over the seeds."""
        head = ("units", "trained", "gap in logits", "in probability", "mean right", "scaled right")
        rows = []
        for a, name in enumerate(self.names):
            for w, way in enumerate(("with dropout", "without")):
                gaps = self.logits[a, w, :, -1].mean(), self.probabilities[a, w, :, -1].mean()
                right = (f"{share:.1%}" for share in self.right[a, w].mean(-1))
                rows.append((name, way, *(f"{gap:.2g}" for gap in gaps), *right))
        return head, rows


@EXPERIMENTS.add("averages")
@dataclass(frozen=True, repr=False)
class Averages(Experiment):
    """Networks 64-M-hidden-10 learn digits, dropout on the M units, and the same without.

    Every one of the 2^M thinned networks is computed: nothing is sampled.
    """

    kinds: tuple = knob(
        KINDS, choices=KINDS, many=True, label="kinds of units", help="of both layers"
    )
    units: int = knob(8, 1, 10, least=1, most=12, label="units M", help="with dropout")
    hidden: int = knob(20, 2, 60, least=1, most=200, label="units behind", help="without dropout")
    rate: float = knob(0.5, 0.1, 0.9, least=0.01, most=0.99, label="dropout", help="rate")
    examples: int = knob(800, 50, 1400, least=1, label="training examples", help="how many")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(30, 1, 100, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("rate", "units", "epochs")

    def net(self, kind, rate):
        """Two layers of a kind, with dropout between them, and an output layer."""
        if kind == "maxout":  # as a dense layer of pairs, of which the larger one goes on
            one = (Maxout(64, self.units, init="he-normal"),)
            two = Dense(self.units, 2 * self.hidden), MaxPool((2 * self.hidden,), (2,))
        else:
            init = "he-normal" if kind == "relu" else "xavier-normal"
            one = Dense(64, self.units, init), Activation(kind)
            two = Dense(self.units, self.hidden, init), Activation(kind)
        return Net((*one, Dropout(rate), *two, Dense(self.hidden, 10)))

    def work(self):
        """A frame before training and then at most about 15; None after each update and each part
        of the examples judged.
        """
        data = first(DATASETS["digits"](), min(self.examples, 1437))
        adam = OPTIMIZERS["adam"]()
        seeds = self.seeds * 2
        rates = np.repeat([self.rate, 0.0], self.runs)[:, None, None]
        descents = []
        for kind in self.kinds:
            f = Objective(self.net(kind, rates), "cross-entropy", data.x, data.y, 32, seeds)
            descents.append(descend(f, f.net.init(seeds), adam, self.lr))
        total = updates_of(len(data.x), 32, self.epochs)
        looks, shape = every(total // 15, total), (len(self.kinds), 2, self.runs)
        curves = Curves(np.prod(shape), len(looks), ("logits", "probabilities"))
        for t in range(total + 1):
            thetas = yield from stepped(descents)
            if t not in looks:
                continue
            logits, probabilities, *right = yield from self.judged(thetas, data)
            curves.add(t, logits=logits, probabilities=probabilities)
            taken = (curves[name].reshape(*shape, -1) for name in curves.values)
            right = np.reshape(right, (2, *shape)).transpose(1, 2, 0, 3)
            yield AveragesFrame(t, total, self.kinds, self.units, curves.steps, *taken, right)

    def judged(self, thetas, data):
        """What `compare` says of all networks, (4, networks); for `yield from`."""
        x, y = data.x_test[:JUDGED].astype(float), data.y_test[:JUDGED]
        found = []
        for kind, stack in zip(self.kinds, thetas, strict=True):
            net = self.net(kind, self.rate)
            for theta in stack.astype(float):  # linear: equal to the last digit
                means = []
                for part in np.array_split(x, 4):
                    means.append(ensemble_mean(net, theta, part, with_chances))
                    yield
                found.append(compare(net.predict(theta, x), np.concatenate(means), y))
        return np.transpose(found)


def compare(scaled, means, y):
    """Logits of the scaled network (B, C), mean logits and probabilities of all (B, 2 C) -> gaps.

    Of the logits and of the probabilities; then the shares right by the mean and by the scaled.
    """
    mean, chances = np.split(means, 2, -1)
    chance = softmax(scaled)
    right = [(p.argmax(-1) == y.argmax(-1)).mean() for p in (chances, chance)]
    return relative_gap(scaled, mean), total_variation(chance, chances), *right


def with_chances(logits):
    """Logits (..., C) -> the logits and their probabilities in one, (..., 2 C)."""
    return np.concatenate([logits, softmax(logits)], -1)
