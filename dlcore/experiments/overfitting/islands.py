"""The plane as a large network sees it that learns single points by heart."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import PLANE, Data, one_hot
from ...knobs import Part, knob, points
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import accuracy
from ..base import Experiment
from ..pace import every
from ..phrases import GUESSING, percent
from ..plane import PlaneFrame, of_class_1
from ..plane import points as grid
from ..stack import Stack
from ..training import Training

SIDE = 40  # points along each side of the picture
REACH = 2.6
PLACE = Part(-REACH, REACH, least=-REACH, most=REACH)


@dataclass(frozen=True)
class IslandsFrame(PlaneFrame):
    """A network after t of `total` updates, N points of which the last ones are the reader's own.

    picture (SIDE, SIDE): probability of class 1 over the plane; side (SIDE,): coordinates;
    x (N, 2), labels (N,): the points as labelled; strange (N,): whether a label was drawn at
    random and is another one now, or a point is the reader's; own: how many are.
    steps (n,), train, test (n,): shares right, on new points with true labels.
    """

    total: int
    picture: np.ndarray
    side: np.ndarray
    x: np.ndarray
    labels: np.ndarray
    strange: np.ndarray
    own: int
    steps: np.ndarray
    train: np.ndarray
    test: np.ndarray

    @property
    def headline(self):
        """Both."""
        if not self.t:
            return GUESSING
        own, new = percent(self.train[-1]), percent(self.test[-1])
        return f"Right: {own} of the training points, {new} of new ones."

    @property
    def summary(self):
        """Both, and how many strange labels there are."""
        return (
            f"Update {self.t} of {self.total}: {self.train[-1]:.1%} of {len(self.x)} training "
            f"points right, {self.test[-1]:.1%} of new ones; {self.strange.sum()} points have a "
            "label that is strange in its place."
        )


@EXPERIMENTS.add("islands")
@dataclass(frozen=True, repr=False)
class Islands(Experiment):
    """A network 2-width-width-2 learns points in the plane, some wrongly labelled; Adam."""

    own: tuple = points(
        ((-1.3, 1.1),),
        {"x": PLACE, "y": PLACE},
        count=(1, 6),
        label="your points, class 1",
        help="click into the picture",
    )
    wrong: float = knob(0.1, 0, 0.5, least=0, most=1, label="wrong labels", help="share turned")
    width: int = knob(60, 4, 100, least=1, most=512, label="units a layer", help="width")
    l2: float = knob(0.0, 0, 0.1, least=0, label="L2", help="a remedy: strength of w^2 / 2")
    data: str = knob("moons", choices=PLANE, help="points of two classes")
    examples: int = knob(60, 20, 300, least=4, label="training points", help="how many")
    lr: float = knob(0.02, 0.001, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(300, 10, 600, least=1, help="passes over the points")
    seed: int = knob(0, 0, 99, least=0, help="points, wrong labels and first weights")

    front: ClassVar[tuple] = ("wrong", "examples", "width", "l2")

    def points(self):
        """The `Data` with wrong labels and the reader's points; which labels are strange (N,)."""
        data = PLANE[self.data](n=self.examples, noise=0.3, seed=self.seed)
        labels, n = data.y.argmax(-1), len(data.x)
        turned = generator(self.seed, stream=60).permutation(n)[: round(self.wrong * n)]
        labels[turned] = 1 - labels[turned]
        x = np.concatenate([data.x, np.array(self.own, data.x.dtype)])
        labels = np.concatenate([labels, np.ones(len(self.own), int)])
        strange = np.isin(np.arange(len(x)), turned) | (np.arange(len(x)) >= n)
        return Data(x, one_hot(labels, 2), data.x_test, data.y_test), strange

    def work(self):
        """About 40 frames; None after each update."""
        data, strange = self.points()
        names = "width l2 lr epochs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        stack = Stack([Training(depth=2, optimizer="adam", batch=32, **knobs)], data)
        looks, side = every(stack.total // 40, stack.total), np.linspace(-REACH, REACH, SIDE)
        plane, seen = grid(side.astype("f")), []
        for step in stack.steps():
            if step.t not in looks:
                yield None
                continue
            p = of_class_1(stack.net.predict(step.theta, plane))
            parts = (data.x, data.y), (data.x_test, data.y_test)
            seen.append([step.t, *(accuracy(stack.net, step.theta, *part)[0] for part in parts)])
            steps, train, test = np.array(seen).T
            about = stack.total, p.reshape(SIDE, SIDE), side, data.x, data.y.argmax(-1), strange
            yield IslandsFrame(step.t, *about, len(self.own), steps, train, test)
