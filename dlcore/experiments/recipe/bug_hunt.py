"""Planted bugs: which does a test on ten examples find, and which the real run?"""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...data import Data
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..judging import judging
from ..phrases import percent, told
from ._sick import Sick, SickStack

HEALTHY = "no bug"
KNOWN = 0.01  # a loss at which examples are known by heart
HEALTHY_TEST = 0.05  # this much worse than without a bug is bad
NONE = (lambda net, grad: grad, lambda data: data)


# ---- what bugs do to a gradient, (K, P)


def without_biases(net, grad):
    """The gradient of biases is forgotten."""
    learns = np.zeros(net.size, grad.dtype)
    for layer, p in zip(net.layers, net.views(learns), strict=True):
        for name in layer.matrices:
            p[name][...] = 1
    return grad * learns


# ---- what bugs do to data


def shifted_labels(data):
    """Each training image has the label of the one before it."""
    return replace(data, y=np.roll(data.y, 1, axis=0))


def shifted_test_labels(data):
    """Each test image has the label of the one before it."""
    return replace(data, y_test=np.roll(data.y_test, 1, axis=0))


def transposed_test(data):
    """Rows and columns of the test images are swapped."""
    side = int(data.x.shape[1] ** 0.5)
    images = data.x_test.reshape(-1, side, side).swapaxes(1, 2)
    return replace(data, x_test=images.reshape(len(data.x_test), -1))


def mean_of_training_only(data):
    """The mean of each pixel is taken away, but not from the test images."""
    return replace(data, x=data.x - data.x.mean(0))


BUGS = {  # knobs of `Sick`, what happens to gradients, what happens to data
    HEALTHY: ({}, *NONE),
    "first layer frozen": (dict(learn="last", learning=2), *NONE),
    "biases frozen": ({}, without_biases, NONE[1]),
    "gradient × 10": ({}, lambda net, grad: 10 * grad, NONE[1]),
    "gradient, wrong sign": ({}, lambda net, grad: -grad, NONE[1]),
    "all weights start at 0": (dict(init="zeros"), *NONE),
    "no unit speaks": (dict(first_bias=-5.0), *NONE),
    "labels one place off": ({}, NONE[0], shifted_labels),
    "test labels one off": ({}, NONE[0], shifted_test_labels),
    "test images turned": ({}, NONE[0], transposed_test),
    "mean removed once": ({}, NONE[0], mean_of_training_only),
}


@dataclass(frozen=True)
class HuntFrame(Frame):
    """What B programs have done by now; nan where not known yet.

    known (B, K): updates until a few examples were known by heart, inf if never within `most`;
    train, test (B, K): share right in the real run.
    """

    names: tuple
    most: int
    known: np.ndarray
    train: np.ndarray
    test: np.ndarray

    who: ClassVar[str] = "program"
    measures: ClassVar[dict] = {
        "training right": Measure(".1%", never="not known yet"),
        "test right": Measure(".1%", never="not known yet"),
        "updates for the few": Measure(".0f", never="never"),
    }

    @property
    def scores(self):
        """Means over the networks."""
        return self.by_name(*(part.mean(-1) for part in (self.train, self.test, self.known)))

    @property
    def passed(self):
        """Programs that learn the few by heart, all networks."""
        pairs = zip(self.names, self.known, strict=True)
        return [name for name, row in pairs if np.isfinite(row).all()]

    @property
    def deceiving(self):
        """Programs whose training is as good as without a bug, but not the test."""
        train, test = self.train.mean(-1), self.test.mean(-1)
        good = train > train[0] - HEALTHY_TEST
        bad = test < test[0] - HEALTHY_TEST
        pairs = zip(self.names, good & bad, strict=True)
        return [name for name, both in pairs if both]

    @property
    def seen(self):
        """How many have been run."""
        return int((~np.isnan(self.test[:, 0])).sum())

    @property
    def headline(self):
        """The last one; in the end how many deceive."""
        n = self.seen
        if not n:
            return "Nothing has run yet."
        if n == len(self.names):
            passed = len(self.passed) - (HEALTHY in self.passed)
            first = f"{passed} of {n - 1} bugs pass the small test."
            return told(first, f"{len(self.deceiving)} spoil only the real test.")
        own, other = (percent(part[n - 1].mean()) for part in (self.train, self.test))
        return (
            f"{self.names[n - 1][0].upper()}{self.names[n - 1][1:]}: training {own}, test {other}."
        )

    @property
    def summary(self):
        """All that is known."""
        rows = zip(self.names, self.known, self.train, self.test, strict=True)
        said = [
            f"{name}: {times(known)}, training {train.mean():.1%}, test {test.mean():.1%}"
            for name, known, train, test in rows
            if not np.isnan(test[0])
        ]
        return f"{'; '.join(said) or 'Nothing has run yet'}."


def trained(stack):
    """The last theta (K, P); None after each update."""
    for step in stack.steps():
        yield
        theta = step.theta
    return theta


def times(known):
    """Updates until known by heart, in words."""
    return f"{known.mean():.0f} updates" if np.isfinite(known).all() else "never by heart"


@EXPERIMENTS.add("bug-hunt")
@dataclass(frozen=True, repr=False)
class BugHunt(Experiment):
    """One training program with a bug at a time: a few examples by heart, then the real run."""

    few: int = knob(10, 2, 50, least=1, most=200, label="examples by heart", help="how many")
    most: int = knob(200, 50, 1000, least=1, most=5000, label="updates at most", help="for these")
    examples: int = knob(500, 100, 1000, least=50, most=1000, label="training digits", help="real")
    width: int = knob(100, 10, 200, least=1, most=1024, label="units a layer", help="two layers")
    epochs: int = knob(40, 5, 60, least=1, help="of the real run")
    lr: float = knob(0.02, 1e-3, 0.3, log=True, label="learning rate", help="of momentum")
    runs: int = knob(2, 1, 10, least=1, most=20, label="networks", help="seeds of each program")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("few", "most", "epochs")
    pace: ClassVar[float] = 4

    def work(self):
        """A frame before and after each program; None after each update."""
        names = tuple(BUGS)
        found = np.full((3, len(names), self.runs), np.nan)
        yield HuntFrame(0, names, self.most, *found.copy())
        for b, name in enumerate(names):
            found[0, b] = yield from self.by_heart(name)
            stack = self.stack(name, self.examples, 25, self.epochs)
            theta = yield from trained(stack)
            found[1:, b] = [right for _, right in judging(stack.net, theta, stack.data)]
            yield HuntFrame(b + 1, names, self.most, *found.copy())

    def stack(self, name, examples, batch, epochs):
        """The program with a bug, on so many digits."""
        knobs, gradient, data = BUGS[name]
        whole = DATASETS["digits"]()
        some = Data(whole.x[:examples], whole.y[:examples], whole.x_test, whole.y_test)
        about = dict(data="digits", examples=examples, depth=2, width=self.width, batch=batch)
        about |= dict(epochs=epochs, lr=self.lr, runs=self.runs, seed=self.seed) | knobs
        stack = SickStack(Sick(**about), data(some))
        if gradient is not NONE[0]:
            stack.spoil = lambda grad: gradient(stack.net, grad)
        return stack

    def by_heart(self, name):
        """Updates until the loss on a few examples is KNOWN, (K,); None after each."""
        stack = self.stack(name, self.few, self.few, self.most)
        known = np.full(self.runs, np.inf)
        for step in stack.steps():
            known = np.where(step.value < KNOWN, np.minimum(known, step.t), known)
            yield
            if np.isfinite(known).all():
                break
        return known
