"""A small experiment for the parts of the kit: the plane as a network sees it while it learns.

Three classes of points, one hidden layer; the map of the classes, and one of each hidden unit.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.data import PLANE
from dlcore.experiments import Experiment, Frame
from dlcore.experiments.pace import every
from dlcore.experiments.plane import Map, plane_map
from dlcore.experiments.stack import Stack
from dlcore.experiments.training import Training
from dlcore.knobs import knob
from dlcore.training import accuracy
from widgets.making import Recipe
from widgets.views.plane import decisions, of_classes, unit_maps
from widgets.views.sheet import Sheet

SIDE = np.linspace(-2.5, 2.5, 32)


@dataclass(frozen=True)
class PlaneTrainingFrame(Frame):
    """After t of `total` updates: seen, the `Map`; x (N, 2), labels (N,); right: share of them."""

    total: int
    seen: Map
    x: np.ndarray
    labels: np.ndarray
    right: float

    @property
    def summary(self):
        """How many points are right."""
        return f"Update {self.t} of {self.total}: {self.right:.0%} of the points are right."


@dataclass(frozen=True, repr=False)
class PlaneTraining(Experiment):
    """A network 2-width-3 on three clouds of points; Adam."""

    width: int = knob(6, 1, 12, least=1, most=12, label="hidden units", help="width")
    activation: str = knob("tanh", choices=("linear", "relu", "tanh"), help="of the hidden units")
    epochs: int = knob(10, 1, 60, least=1, help="passes over the points")

    front: ClassVar[tuple] = ("width", "activation")

    def work(self):
        """About 20 frames; None after each update."""
        data = PLANE["gaussians"](classes=3)
        names = "width activation epochs".split()
        knobs = {name: getattr(self, name) for name in names}
        stack = Stack([Training(depth=1, optimizer="adam", lr=0.05, **knobs)], data)
        looks = every(stack.total // 20, stack.total)
        for step in stack.steps():
            if step.t not in looks:
                yield None
                continue
            seen = plane_map(stack.net, step.theta[0], SIDE)
            right = float(accuracy(stack.net, step.theta, data.x, data.y)[0])
            about = stack.total, seen, data.x, data.y.argmax(-1)
            yield PlaneTrainingFrame(step.t, *about, right)


class PlaneTrainingView(Sheet):
    """The classes with the points, and the hidden units."""

    columns = (("what the network says", 1), ("what each hidden unit says", 1))
    label = "Three classes in the plane as a network sees them, and maps of its hidden units"

    def key_of(self, frame):
        """How many units there are."""
        return len(frame.seen.units[0])

    def parts(self, frame):
        """A map under points, a gallery."""
        maps = decisions(seen, frame.seen.side, classes=3)
        points = of_classes(frame.x, frame.labels, silent=True)
        return [(1, maps[0]), (1, maps[1]), (1, points), (2, unit_maps(seen))]


def seen(frame):
    """The `Map` of a frame."""
    return frame.seen


panel = Recipe("plane-training", PlaneTrainingView)
