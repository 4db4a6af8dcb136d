"""A trained network meets test images to which something was done, or not done."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import first
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent

WAYS = ("as in training", "pixels × 16", "mean subtracted", "lying on their side")
LR, BATCH = 0.005, 32


@dataclass(frozen=True)
class ForgottenFrame(Frame):
    """After t updates of `total`: right (4, runs), test accuracy in each way."""

    total: int
    right: np.ndarray

    names: ClassVar[tuple] = WAYS
    who: ClassVar[str] = "test images"
    measures: ClassVar[dict] = {"right": Measure(".1%")}

    @property
    def scores(self):
        """Means over the networks."""
        return self.by_name(self.right.mean(-1))

    @property
    def lost(self):
        """Points of accuracy that each way costs, (4,)."""
        means = self.right.mean(-1)
        return 100 * (means[0] - means)

    @property
    def headline(self):
        """The three mistakes."""
        usual, larger, off, sides = (percent(v) for v in self.right.mean(-1))
        if not self.t:
            return f"Before training: {usual} right, by luck."
        return f"{usual} right; × 16: {larger}, mean off: {off}, on their side: {sides}."

    @property
    def summary(self):
        """The same with more digits."""
        rows = zip(WAYS, self.right.mean(-1), strict=True)
        said = "; ".join(f"{name} {v:.1%}" for name, v in rows)
        return f"Update {self.t} of {self.total}; test images right: {said}."


@EXPERIMENTS.add("forgotten-step")
@dataclass(frozen=True, repr=False)
class ForgottenStep(Experiment):
    """Networks trained on digits with pixels 0 to 1, then tested in four ways.

    × 16: the pixels of the file, 0 to 16, undivided. Mean subtracted: from each pixel its mean,
    which nobody did in training. On their side: rows and columns exchanged.
    """

    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden units")
    units: int = knob(100, 10, 200, least=1, most=512, label="hidden units", help="how many")
    examples: int = knob(600, 50, 1400, least=1, label="training examples", help="how many")
    epochs: int = knob(30, 1, 60, least=1, help="passes over them")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="first weights")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("activation", "examples", "epochs")
    grid: ClassVar[tuple] = ("activation", "examples")

    def tested(self, data):
        """The test images in the four ways, (4, N, 64)."""
        x = data.x_test
        sides = x.reshape(-1, 8, 8).mT.reshape(x.shape)
        return np.stack([x, 16 * x, x - data.x.mean(0), sides])

    def work(self):
        """A frame before training and then at most about 30; None after each update."""
        data = DATASETS["digits"]()
        data = first(data, min(self.examples, len(data.x)))
        net, images = mlp(64, self.units, 10, activation=self.activation), self.tested(data)
        f = Objective(net, "cross-entropy", data.x, data.y, BATCH, self.seeds)
        total = updates_of(len(data.x), BATCH, self.epochs)
        looks = every(total // 30, total)
        for step in descend(f, net.init(self.seeds), OPTIMIZERS["adam"](), LR):
            yield
            if step.t in looks:
                right = [accuracy(net, step.theta, x, data.y_test) for x in images]
                yield ForgottenFrame(step.t, total, np.array(right))
            if step.t == total:
                return
