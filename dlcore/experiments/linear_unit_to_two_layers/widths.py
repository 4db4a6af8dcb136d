"""One hidden layer, narrow or wide: what it gets right, and what it costs in parameters."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, percent
from ..stack import Stack
from ..training import Training

WIDTHS = (0, 2, 4, 8, 16, 32, 64, 128)


@dataclass(frozen=True)
class WidthsFrame(Frame):
    """t of the widths are trained. train, test (8, K): shares right, nan where not yet.

    parameters (8,): how many numbers each network has to learn.
    """

    train: np.ndarray
    test: np.ndarray
    parameters: np.ndarray

    names: ClassVar[tuple] = tuple(f"{n} units" if n else "none" for n in WIDTHS)
    who: ClassVar[str] = "hidden layer"
    measures: ClassVar[dict] = {"test right": Measure(".1%"), "parameters": Measure(",.0f")}

    @property
    def means(self):
        """Of the test, (8,)."""
        return self.test.mean(-1)

    @property
    def scores(self):
        """Of the widths that are trained."""
        n = self.t
        pairs = zip(self.measures, (self.means, self.parameters), strict=True)
        rows = {m: zip(self.names[:n], part[:n].tolist(), strict=True) for m, part in pairs}
        return {m: dict(row) for m, row in rows.items()}

    @property
    def headline(self):
        """No hidden layer against the last one."""
        if not self.t:
            return GUESSING
        none, last = percent(self.means[0]), percent(self.means[self.t - 1])
        if self.t == 1:
            return f"No hidden layer: {none} of the test digits are right."
        return f"{WIDTHS[self.t - 1]} hidden units: {last} right; without a hidden layer {none}."

    @property
    def summary(self):
        """All widths by now."""
        rows = zip(self.names, self.means, self.parameters, strict=True)
        said = [f"{name}: {right:.1%}, {size:,} parameters" for name, right, size in rows]
        return f"{self.t} of {len(WIDTHS)} trained. Hidden layer: {'; '.join(said[: self.t])}."


@EXPERIMENTS.add("widths")
@dataclass(frozen=True, repr=False)
class Widths(Experiment):
    """Networks n-width-10 with cross-entropy, all trained alike; Adam."""

    activation: str = knob("relu", choices=("relu", "tanh", "linear"), help="of the hidden units")
    epochs: int = knob(20, 1, 60, least=1, help="passes over the training digits")
    examples: int = knob(1400, 100, 8000, least=1, most=8000, label="training digits", help="n")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    lr: float = knob(0.01, 0.001, 0.1, log=True, label="learning rate", help="of Adam")
    runs: int = knob(3, 1, 6, least=1, most=20, label="networks", help="seeds of each width")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("activation", "epochs", "examples")

    def training(self, width):
        """With so many hidden units; 0: without a hidden layer."""
        names = "activation epochs examples data lr runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        shape = dict(depth=1, width=width) if width else dict(depth=0)
        return Training(optimizer="adam", batch=50, **shape, **knobs)

    def work(self):
        """A frame before, and one after each width; None after each update."""
        data = self.training(0).examples_of()
        n_in, n_out = data.x.shape[1], data.y.shape[1]
        nets = [mlp(n_in, n, n_out) if n else mlp(n_in, n_out) for n in WIDTHS]
        parameters = np.array([net.size for net in nets])
        train, test = np.full((2, len(WIDTHS), self.runs), np.nan)
        yield WidthsFrame(0, train.copy(), test.copy(), parameters)
        for t, width in enumerate(WIDTHS):
            stack = Stack([self.training(width)], data)
            for step in stack.steps():
                theta = step.theta
                yield None
            net = stack.net
            train[t] = accuracy(net, theta, data.x[:1000], data.y[:1000])
            test[t] = accuracy(net, theta, data.x_test[:1000], data.y_test[:1000])
            yield WidthsFrame(t + 1, train.copy(), test.copy(), parameters)
