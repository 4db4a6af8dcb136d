"""Things whose colour cannot be known: what squared errors answer, and what classes answer."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...data import one_hot
from ...knobs import knob
from ...losses import mse, weighted_cross_entropy
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, percent

EXAMPLES, HIDDEN, SHOWN = 400, 30, 16
LOOKS = 40


@dataclass(frozen=True)
class GreyFrame(Frame):
    """After t of `total` updates; SHOWN things from dark to light.

    bright (SHOWN,); middles (Q,): the colours of the bins, from -1, blue, over 0, grey, to 1,
    orange; truth (2, SHOWN): both colours that there are; mean (SHOWN,): the answer of squared
    errors; p (SHOWN, Q): that of classes; drawn (SHOWN,): number of a bin drawn from each p.
    """

    total: int
    bright: np.ndarray
    middles: np.ndarray
    truth: np.ndarray
    mean: np.ndarray
    p: np.ndarray
    drawn: np.ndarray

    measures: ClassVar[dict] = {"strength of the colour": Measure(".3f")}
    who: ClassVar[str] = "answer"

    @property
    def strengths(self):
        """{answer: mean distance from grey}."""
        mode = self.middles[self.p.argmax(-1)]
        answers = {
            "the things": self.truth[0],
            "squared error": self.mean,
            "most likely class": mode,
            "drawn from the classes": self.middles[self.drawn],
        }
        return {name: float(np.abs(c).mean()) for name, c in answers.items()}

    @property
    def orange(self):
        """The probability that the classes give to orange, on average."""
        return float(self.p[:, self.middles > 0].sum(-1).mean())

    @property
    def grey(self):
        """The probability that they give to colours nearer to grey than to any true one."""
        return float(self.p[:, np.abs(self.middles) < 0.3].sum(-1).mean())

    @property
    def scores(self):
        """All strengths."""
        return {"strength of the colour": self.strengths}

    @property
    def headline(self):
        """How strong the two answers are."""
        told = [amount(float(f"{s:.2f}")) for s in self.strengths.values()]
        said = f"Colour: true {told[0]}, squared error {told[1]}, classes {told[2]}"
        return f"{said}; orange has {percent(self.orange)}."

    @property
    def summary(self):
        """All of it."""
        said = ", ".join(f"{name} {s:.3f}" for name, s in self.strengths.items())
        odds = f"probability of orange {self.orange:.1%}, of nearly grey {self.grey:.1%}"
        return f"Update {self.t} of {self.total}, distance from grey: {said}; {odds}."


@EXPERIMENTS.add("grey-colours")
@dataclass(frozen=True, repr=False)
class GreyColours(Experiment):
    """Brightness x is known, the colour is .6 + .3 x, orange or blue; Adam, two networks 1-30-n.

    Classes are bins of the colour. A bin with a share s of the examples weighs 1 / (r s + (1 - r)
    / Q) times a constant, so that the mean weight is 1; r is the balance (source 2: v(Z); Zhang et
    al. 2016).
    """

    mix: float = knob(0.5, 0, 1, least=0, most=1, label="share of orange", help="the rest is blue")
    balance: float = knob(0.0, 0, 1, least=0, most=1, label="weight of the rare", help="1: full")
    bins: int = knob(21, 3, 41, least=2, most=200, label="classes", help="bins of the colour")
    updates: int = knob(400, 50, 1000, least=1, help="all examples each time")
    seed: int = knob(0, 0, 99, least=0, help="things, first weights, and what is drawn")

    front: ClassVar[tuple] = ("mix", "balance", "bins")

    def things(self):
        """Brightness and colour, (EXAMPLES, 1) each."""
        rng = generator(self.seed, stream=50)
        x = rng.uniform(0, 1, (EXAMPLES, 1))
        side = np.where(rng.random((EXAMPLES, 1)) < self.mix, 1, -1)
        colour = side * (0.6 + 0.3 * x) + 0.02 * rng.standard_normal((EXAMPLES, 1))
        return x.astype("f"), np.clip(colour, -1, 1).astype("f")

    def weights(self, labels):
        """Of each class, (Q,): the rarer the more."""
        share = np.bincount(labels, minlength=self.bins) / len(labels)
        v = 1 / (self.balance * share + (1 - self.balance) / self.bins + 1e-12)
        v = np.where(share > 0, v, 0)
        return v / (share @ v)

    def work(self):
        """About 40 frames; None after each pair of updates."""
        x, colour = self.things()
        width = 2 / self.bins
        labels = np.minimum(((colour[:, 0] + 1) / width).astype(int), self.bins - 1)
        middles = -1 + width * (np.arange(self.bins) + 0.5)
        loss = partial(weighted_cross_entropy, weights=self.weights(labels).astype("f"))
        pair = [learning(mse, x, colour, self.seed)]
        pair.append(learning(loss, x, one_hot(labels, self.bins), self.seed))
        bright = np.linspace(0, 1, SHOWN, dtype="f")
        truth = np.stack([0.6 + 0.3 * bright, -0.6 - 0.3 * bright])
        draws = generator(self.seed, stream=51).random((SHOWN, 1))
        stride = max(1, self.updates // LOOKS)
        for t in range(self.updates + 1):
            (net, first), (other, second) = ((net, next(steps).theta) for net, steps in pair)
            if t % stride and t != self.updates:
                yield
                continue
            p = softmax(other.predict(second, bright[:, None]))
            drawn = np.minimum((p.cumsum(-1) < draws).sum(-1), self.bins - 1)
            mean = net.predict(first, bright[:, None])[:, 0]
            yield GreyFrame(t, self.updates, bright, middles, truth, mean, p, drawn)


def learning(loss, x, y, seed):
    """A network 1-HIDDEN-n, and the steps of its training on all examples at once."""
    net = mlp(1, HIDDEN, y.shape[1], activation="tanh", init="xavier-normal")

    def f(theta):
        outputs, backward = net.forward(theta, x)
        value, pull = loss(outputs[-1], y)
        return value, backward(pull)[0]

    return net, descend(f, net.init(seed), OPTIMIZERS["adam"](), 0.02)
