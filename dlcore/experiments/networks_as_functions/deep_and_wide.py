"""A network in training on points in the plane: what it says, and what each of its units says."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import PLANE
from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...training import accuracy
from ..base import Experiment
from ..pace import every
from ..phrases import GUESSING, percent
from ..plane import Map, PlaneFrame, plane_map
from ..stack import Stack
from ..training import Training

SIDE = np.linspace(-2.4, 2.4, 32)


@dataclass(frozen=True)
class DeepAndWideFrame(PlaneFrame):
    """A network after t of `total` updates; `size` numbers were learned.

    seen: the `Map` of the plane; x (N, 2), labels (N,): the points; steps (n,), train, test (n,):
    shares right.
    """

    total: int
    size: int
    seen: Map
    x: np.ndarray
    labels: np.ndarray
    steps: np.ndarray
    train: np.ndarray
    test: np.ndarray

    @property
    def headline(self):
        """How many numbers were learned, and what they are worth."""
        if not self.t:
            return GUESSING
        return f"{self.size} numbers learned: {percent(self.test[-1])} of new points are right."

    @property
    def summary(self):
        """Both shares."""
        return (
            f"Update {self.t} of {self.total}, {self.size} parameters: {self.train[-1]:.1%} of "
            f"{len(self.x)} training points right, {self.test[-1]:.1%} of new ones."
        )


@EXPERIMENTS.add("deep-and-wide")
@dataclass(frozen=True, repr=False)
class DeepAndWide(Experiment):
    """A network 2-width-...-width-2; Adam."""

    data: str = knob("spiral", choices=PLANE, help="points of two classes")
    depth: int = knob(1, 0, 4, least=0, most=10, label="hidden layers", help="deep")
    width: int = knob(8, 1, 32, least=1, most=256, label="units a layer", help="wide")
    activation: str = knob("tanh", choices=ACTIVATIONS, help="of the hidden units")
    examples: int = knob(200, 20, 400, least=4, most=2000, label="training points", help="how many")
    lr: float = knob(0.01, 0.001, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(120, 10, 400, least=1, help="passes over the points")
    seed: int = knob(0, 0, 99, least=0, help="points, first weights")

    front: ClassVar[tuple] = ("data", "depth", "width", "activation")
    grid: ClassVar[tuple] = ("depth", "width")

    @property
    def idle(self):
        """Without hidden layers there are no units."""
        none = "there are no hidden layers"
        return {} if self.depth else dict.fromkeys(("width", "activation"), none)

    def work(self):
        """About 40 frames; None after each update."""
        data = PLANE[self.data](n=self.examples, seed=self.seed)
        names = "depth width activation lr epochs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        knobs["init"] = "he-normal" if self.activation.endswith("lu") else "xavier-normal"
        stack = Stack([Training(optimizer="adam", batch=20, **knobs)], data)
        looks, seen = set(every(stack.total // 40, stack.total)), []
        for step in stack.steps():
            yield None
            if step.t not in looks:
                continue
            now = plane_map(stack.net, step.theta[0], SIDE)
            yield None
            parts = (data.x, data.y), (data.x_test, data.y_test)
            seen.append([step.t, *(accuracy(stack.net, step.theta, *part)[0] for part in parts)])
            about = stack.total, stack.net.size, now, data.x, data.y.argmax(-1)
            yield DeepAndWideFrame(step.t, *about, *np.array(seen).T)
