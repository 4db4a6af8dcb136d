"""Remedies against overfitting side by side, each with the same seeds."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import KLSparsity
from ...registry import EXPERIMENTS
from ...training import accuracy, updates_of
from ...validation import EarlyStopping
from ..base import Experiment, Frame, Measure
from ..phrases import percent, spoken, told
from ..training import Training
from ._watched import by_epoch, examples_of, measured

SIGMOID = dict(activation="sigmoid", init="xavier-normal")
REMEDIES = {  # knobs of `Training`; "late" and "sparse" see below
    "nothing": {},
    "L2": dict(l2=0.01),
    "L1": dict(l1=0.002),
    "max-norm": dict(constraint="max-norm", limit=0.7),
    "dropout": dict(dropout=0.5),
    "input noise": dict(noise=0.4),
    "hidden noise": dict(hidden_noise=1.0),
    "shift": dict(shift=1.0),
    "smaller net": dict(width=10),
    "early stopping": {},
    "drop + L2": dict(dropout=0.5, l2=0.01),
    "drop + max-norm": dict(dropout=0.5, constraint="max-norm", limit=0.7),
    "L2, late L1": dict(l2=0.01, late=0.001),
    "sigmoid": SIGMOID,
    "sigmoid + KL": SIGMOID | dict(sparse=0.1),
    "sigmoid + L2 + KL": SIGMOID | dict(l2=0.01, sparse=0.1),
    "non-negative": dict(constraint="non-negative"),
    "unit norm": dict(constraint="unit-norm"),
    "turn and zoom": dict(rotate=10.0, shear=0.1, zoom=0.1),
    "mirror": dict(mirror=True),
}
CONTESTS = {  # the first of each is what the others are compared with
    "remedies": tuple(REMEDIES)[:12],
    "table 9": (
        "nothing",
        "L2",
        "L2, late L1",
        "max-norm",
        "drop + L2",
        "drop + max-norm",
        "sigmoid",
        "sigmoid + KL",
        "sigmoid + L2 + KL",
    ),
    "constraints": ("nothing", "max-norm", "unit norm", "non-negative"),
    "images": ("nothing", "shift", "turn and zoom", "mirror"),
}
LATE, PATIENCE, RHO = 0.8, 10, 0.1


@dataclass(frozen=True)
class RemediesFrame(Frame):
    """What V remedies have led to by now; nan where not known yet.

    train, test (V, K): share right of the training examples, as labelled, and of test examples.
    """

    names: tuple
    train: np.ndarray
    test: np.ndarray

    who: ClassVar[str] = "remedy"
    measures: ClassVar[dict] = {
        "test right": Measure(".1%", never="not known yet"),
        "training right": Measure(".1%", never="not known yet"),
    }

    @property
    def scores(self):
        """Means over the networks."""
        return self.by_name(self.test.mean(-1), self.train.mean(-1))

    @property
    def gains(self):
        """Points of test accuracy against the first one, same seeds, (V, K)."""
        return 100 * (self.test - self.test[0])

    @property
    def headline(self):
        """The largest gain and the smallest."""
        known = np.flatnonzero(np.isfinite(self.test[:, 0]))
        if not len(known):
            return "Nothing is trained yet."
        first = f"{spoken(self.names[0])}: {percent(self.test[0].mean())} of the test right."
        means = self.gains[known].mean(-1)
        if len(known) == 1:
            return told(first)
        best = known[1:][means[1:].argmax()]
        gain = f"{round(means[1:].max()):+d}".replace("-", "−")
        return told(first, f"most with {spoken(self.names[best])}: {gain} points.")

    @property
    def summary(self):
        """All that is known."""
        rows = zip(self.names, self.test, self.gains.mean(-1), strict=True)
        said = [
            f"{name} {test.mean():.1%} ({gain:+.1f} points)"
            for name, test, gain in rows
            if np.isfinite(gain)
        ]
        return f"Test right: {'; '.join(said) or 'nothing is known yet'}."


@dataclass(frozen=True, repr=False)
class SparseTraining(Training):
    """A `Training` whose hidden units are pulled towards a mean activity of RHO."""

    sparse: float = knob(0.0, 0, 1, least=0, help="strength of the penalty on activities")

    def hidden(self, n_in):
        """Layers of one hidden layer, and the pull behind them."""
        return [*super().hidden(n_in), KLSparsity(RHO, self.sparse)]


@EXPERIMENTS.add("remedies")
@dataclass(frozen=True, repr=False)
class Remedies(Experiment):
    """One task, one network, one remedy at a time; Adam, one hidden layer."""

    contest: str = knob("remedies", choices=CONTESTS, help="what is compared with nothing")
    label_noise: float = knob(0.2, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    examples: int = knob(400, 50, 1000, least=1, most=1000, label="training examples", help="few")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    width: int = knob(100, 4, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(60, 5, 100, least=1, help="passes over the training examples")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    batch: int = knob(50, 8, 256, least=1, label="batch size", help="examples per update")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each remedy")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the random labels")

    front: ClassVar[tuple] = ("label_noise", "examples", "epochs")

    def work(self):
        """A frame before training and after each remedy; None after each update."""
        data, test = examples_of(self.data, self.examples, self.label_noise, self.seed)
        names = CONTESTS[self.contest]
        shape = len(names), self.runs
        found = np.full((2, *shape), np.nan)
        yield RemediesFrame(0, names, *found.copy())
        for v, name in enumerate(names):
            rule = EarlyStopping(PATIENCE if name == "early stopping" else self.epochs)
            for moment in by_epoch(self.training(name), data):
                if moment is None:
                    yield
                    continue
                _, net, theta = moment
                if name == "early stopping":
                    rule.observe(measured(net, theta, data.x_test, data.y_test)[0], theta)
                    theta = rule.theta
            found[:, v] = [accuracy(net, theta, *part) for part in ((data.x, data.y), test)]
            yield RemediesFrame(v + 1, names, *found.copy())

    def training(self, name):
        """The `Training` with a remedy."""
        names = "data examples width epochs lr batch runs seed".split()
        knobs = {n: getattr(self, n) for n in names} | REMEDIES[name]
        late = knobs.pop("late", 0)
        about = dict(depth=1, optimizer="adam") | knobs
        if late:
            total = updates_of(self.examples, self.batch, self.epochs)
            about["changes"] = ((int(LATE * total), "l1", late),)
        return (SparseTraining if "sparse" in about else Training)(**about)
