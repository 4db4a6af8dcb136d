"""Twenty methods, each tried on a network that does not learn and on one that overfits."""

from dataclasses import dataclass, replace
from itertools import product
from typing import ClassVar

import numpy as np

from ...data import Data, with_label_noise
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS, LOSSES
from ...training import accuracy, updates_of
from ...validation import EarlyStopping
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from ..stack import Stack
from ..training import Training

STOPPED = "early stopping"
METHODS = {  # knobs of `Training`
    "ReLU": dict(activation="relu", init="he-normal", lr=0.1),
    "first weights": dict(init="xavier-logistic"),
    "batch norm": dict(norm="batch"),
    "layer norm": dict(norm="layer"),
    "skip connections": dict(skip=True),
    "momentum": dict(optimizer="momentum", lr=0.2),
    "RMSProp": dict(optimizer="rmsprop", lr=0.01),
    "Adam": dict(optimizer="adam", lr=0.01),
    "fewer layers": dict(depth=1),
    "more passes": {},
    "L2": dict(l2=0.002),
    "max-norm": dict(constraint="max-norm", limit=2.5),
    "dropout": dict(dropout=0.3),
    "input dropout": dict(input_dropout=0.2),
    "noise on inputs": dict(noise=0.4),
    "noise inside": dict(hidden_noise=0.2),
    "shifted images": dict(shift=0.5),
    "turned images": dict(rotate=15.0, zoom=0.15),
    STOPPED: {},
    "more digits": {},
}
TIMES = {"more passes": ("epochs", 3), "more digits": ("examples", 4)}
BINS = ("training", "testing", "both", "neither")
LEAST, UNSURE = 10.0, 5.0  # of 100 mistakes: below it is no effect; so near to it, either
KEPT_BACK = 200  # validation digits
SHARED = dict(
    data="digits",
    activation="sigmoid",
    init="xavier-normal",
    optimizer="gradient-descent",
)


@dataclass(frozen=True)
class TwoProblemsFrame(Frame):
    """What t methods have led to by now; nan where not known yet.

    names (V,), the first is "nothing". ill, over (2, V, K): share right of the training digits, as
    labelled, and of the test digits, of the network that does not learn and of the one that
    overfits.
    """

    names: tuple
    ill: np.ndarray
    over: np.ndarray

    who: ClassVar[str] = "method"
    measures: ClassVar[dict] = {
        "training mistakes gone, 1st": Measure(".0f", never="not known yet"),
        "test mistakes gone, 2nd": Measure(".0f", never="not known yet"),
        "test mistakes gone, 1st": Measure(".0f", never="not known yet"),
        "training mistakes gone, 2nd": Measure(".0f", never="not known yet"),
    }

    @property
    def effects(self):
        """Of 100 training mistakes of the first, 100 test mistakes of the second: how many a method
        takes away, (2, V, K).
        """
        return gone(np.stack([self.ill[0], self.over[1]]))

    @property
    def scores(self):
        """Of 100 mistakes, how many are gone; means over the networks."""
        parts = self.ill[0], self.over[1], self.ill[1], self.over[0]
        return self.by_name(*gone(np.stack(parts)).mean(-1))

    @property
    def means(self):
        """{method: both effects, means over the networks} of those that are known."""
        pairs = zip(self.names[1:], self.effects.mean(-1).T[1:], strict=True)
        return {name: both for name, both in pairs if np.isfinite(both).all()}

    @property
    def bins(self):
        """{method: what it is for}."""
        return {name: bin_of(*(both > LEAST)) for name, both in self.means.items()}

    @property
    def allowed(self):
        """{method: all bins it may be sorted into}: several where an effect is near the limit."""
        ways = {name: [sides(effect) for effect in both] for name, both in self.means.items()}
        return {n: {bin_of(*pair) for pair in product(*both)} for n, both in ways.items()}

    @property
    def headline(self):
        """How many help where."""
        bins = [*self.bins.values()]
        if not bins:
            first, second = (1 - share for share in (self.ill[0, 0].mean(), self.over[1, 0].mean()))
            if not np.isfinite(first):
                return "Nothing is trained yet."
            both = f"{percent(first)} of training wrong, the second {percent(second)} of the test"
            return f"The first has {both}."
        counts = {name: bins.count(name) for name in BINS}
        said = f"{counts['training']} help training, {counts['testing']} the test"
        return told(f"Of {len(bins)} methods {said}, {counts['both']} both.")

    @property
    def summary(self):
        """Which help where."""
        groups = {name: [m for m, own in self.bins.items() if own == name] for name in BINS}
        said = "; ".join(f"{name}: {', '.join(own)}" for name, own in groups.items() if own)
        return f"What a method is for. {said or 'Nothing is known yet'}."


def gone(right):
    """right (..., V, K), shares -> of 100 mistakes without a method, how many are gone with it."""
    wrong = 1 - right
    return 100 * (1 - wrong / np.maximum(wrong[..., :1, :], 0.01))


def bin_of(training, testing):
    """Whether it helps training, and the test -> what a method is for."""
    return {(1, 0): "training", (0, 1): "testing", (1, 1): "both"}.get(
        (training, testing), "neither"
    )


def sides(effect):
    """On which sides of the limit an effect may be said to lie, True: above."""
    return {effect - UNSURE > LEAST, effect + UNSURE > LEAST}


@EXPERIMENTS.add("two-problems")
@dataclass(frozen=True, repr=False)
class TwoProblems(Experiment):
    """Sigmoid layers and gradient descent, twice; one method is added at a time.

    The first has many layers and does not get off the ground; the second has few digits, some
    wrongly labelled, and time to learn them by heart. More digits: four times as many.
    """

    depth: int = knob(3, 1, 6, least=1, most=30, label="layers of the first", help="hidden ones")
    label_noise: float = knob(
        0.2, 0, 0.6, least=0, most=1, label="wrong labels", help="of the second, drawn at random"
    )
    runs: int = knob(3, 1, 5, least=1, most=20, label="networks", help="seeds of each method")
    epochs: int = knob(110, 8, 150, least=1, help="passes of the second; the first has a fifth")
    width: int = knob(40, 10, 100, least=1, most=1024, label="units a layer", help="width")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the wrong labels")

    front: ClassVar[tuple] = ("depth", "label_noise", "runs")

    @property
    def patients(self):
        """The `Training` that does not learn, and the one that overfits."""
        both = Training(**SHARED, width=self.width, runs=self.runs, seed=self.seed)
        fifth = -(-self.epochs // 5)
        ill = dict(examples=300, depth=self.depth, lr=0.2, batch=20, epochs=fifth)
        noise = dict(label_noise=self.label_noise, epochs=self.epochs)
        over = dict(examples=200, depth=2, lr=0.5, batch=10) | noise
        return replace(both, **ill), replace(both, **over)

    def work(self):
        """A frame before training and after each method; None after each update."""
        names = ("nothing", *METHODS)
        found = np.full((2, 2, len(names), self.runs), np.nan)
        yield TwoProblemsFrame(0, names, *found.copy())
        for v, name in enumerate(names):
            for p, patient in enumerate(self.patients):
                found[p, :, v] = yield from judged(treated(patient, name), name == STOPPED)
            yield TwoProblemsFrame(v + 1, names, *found.copy())


def treated(patient, name):
    """The `Training` with a method."""
    if name in TIMES:
        knob, times = TIMES[name]
        return replace(patient, **{knob: times * getattr(patient, knob)})
    return replace(patient, **METHODS.get(name, {}))


def judged(training, stopped):
    """Share right of training and test digits, (2, K), after a training; for `yield from`.

    stopped: with the weights of the epoch at which the loss of digits kept back was lowest.
    """
    whole = DATASETS["digits"]()
    later = slice(len(whole.x) - KEPT_BACK, None)
    n = min(training.examples, len(whole.x) - KEPT_BACK)
    data = Data(whole.x[:n], whole.y[:n], whole.x[later], whole.y[later])
    data = with_label_noise(data, training.label_noise, training.seed)
    stack, each = Stack([training], data), updates_of(n, training.batch, 1)
    rule = EarlyStopping(training.epochs)
    for step in stack.steps():
        yield
        theta = step.theta
        if stopped and step.t % each == 0:
            outputs = stack.net.predict(theta, data.x_test)
            rule.observe(LOSSES["cross-entropy"](outputs, data.y_test)[0], theta)
    theta = rule.theta if stopped else theta
    parts = (data.x, data.y), (whole.x_test, whole.y_test)
    return [accuracy(stack.net, theta, *part) for part in parts]
