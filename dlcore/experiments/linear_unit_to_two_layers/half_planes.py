"""Three linear units in the plane: each has an arrow, and the strongest one has the say."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import PLANE
from ...knobs import Part, knob, numbers, points
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...training import Objective, descend
from ..base import Experiment, Frame, Measure
from ..phrases import LOST, percent
from ..plane import Map, plane_map
from ..plane import points as grid

SIDE = np.linspace(-3.0, 3.0, 48)
CLASSES, STEPS = 3, 60
WEIGHT = Part(-3, 3, least=-30, most=30)
START = ((-1.0, 1.0), (-1.2, -1.0), (1.4, 0.3))


@dataclass(frozen=True)
class HalfPlanesFrame(Frame):
    """After t steps: seen, the `Map` with the score of each unit as its units.

    weights (3, 2); biases (3,); x (N, 2), labels (N,): the points; right: share of them now;
    begun: what it was at step 0.
    """

    seen: Map
    weights: np.ndarray
    biases: np.ndarray
    x: np.ndarray
    labels: np.ndarray
    loss: float
    right: float
    begun: float

    measures: ClassVar[dict] = {"points right": Measure(".1%"), "loss": Measure(log=True)}

    @property
    def scores(self):
        """Of the present weights."""
        numbers = self.right, self.loss
        return {name: {"": n} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """What is right."""
        if not np.isfinite(self.loss):
            return LOST
        begun, now = percent(self.begun), percent(self.right)
        if not self.t:
            return f"Your three arrows: {now} of the points are right."
        return f"Right: {begun} with your arrows, {now} after {self.t} steps."

    @property
    def summary(self):
        """What is right, and the loss."""
        return (
            f"Step {self.t}: {self.right:.1%} of the points are right, {self.begun:.1%} at step 0; "
            f"loss {self.loss:.3g}."
        )


@EXPERIMENTS.add("half-planes")
@dataclass(frozen=True, repr=False)
class HalfPlanes(Experiment):
    """Scores x W + b of three classes; gradient descent goes on from where the reader put W."""

    weights: tuple = points(
        START,
        {"w1": WEIGHT, "w2": WEIGHT},
        count=(CLASSES, CLASSES),
        label="weights of each unit",
        help="drag the ends of the arrows",
    )
    biases: tuple = numbers((0.0,) * CLASSES, -3, 3, help="of each unit")
    spread: float = knob(0.5, 0.1, 1.2, least=0, help="of the clouds")
    lr: float = knob(0.5, 0.01, 5, log=True, label="learning rate", help="size of the steps")
    seed: int = knob(0, 0, 99, least=0, help="of the points")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("spread", "lr", "seed")

    def frames(self):
        """The reader's weights, and then every other one of some steps of gradient descent."""
        data = PLANE["gaussians"](n=150, noise=self.spread, seed=self.seed, classes=CLASSES)
        net = mlp(2, CLASSES)
        theta = np.zeros(net.size)
        p = net.views(theta)[0]
        p["W"][...], p["b"][...] = np.array(self.weights).T, self.biases
        f = Objective(net, "cross-entropy", data.x, data.y)
        labels, begun = data.y.argmax(-1), None
        for step in descend(f, theta, OPTIMIZERS["gradient-descent"](), self.lr):
            if step.t % 4 == 0:
                right = float((net.predict(step.theta, data.x).argmax(-1) == labels).mean())
                begun = right if begun is None else begun
                yield self.frame(step, net, data.x, labels, right, begun)
            if step.t == STEPS:
                return

    @staticmethod
    def frame(step, net, x, labels, right, begun):
        """What the weights say of the plane and of the points."""
        seen = plane_map(net, step.theta, SIDE)
        scores = net.predict(step.theta, grid(SIDE)).T.reshape(CLASSES, len(SIDE), -1)
        seen = Map(SIDE, seen.classes, (scores,))
        p = net.views(step.theta)[0]
        about = p["W"].T.copy(), p["b"].copy(), x, labels
        return HalfPlanesFrame(step.t, seen, *about, float(step.value), right, begun)
