"""The plane as hidden units see it: a grid that they bend until a straight cut will do."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...data import PLANE, Data, one_hot
from ...knobs import AndMore, Part, knob, points
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, LOST, percent
from ..plane import Map, hidden, plane_map
from ..stack import Stack
from ..training import Training

REACH = 2.4
SIDE = np.linspace(-REACH, REACH, 40)
LINES, FINE = 9, 49  # lines of the grid each way, points along each
PLACE = Part(-REACH, REACH, least=-REACH, most=REACH)
XY = {"x": PLACE, "y": PLACE}
YOURS = "your points"
SETS = AndMore(PLANE, after=(YOURS,))
BENDS = ("linear", "tanh", "relu", "sigmoid", "leaky-relu")


@dataclass(frozen=True)
class HiddenSpaceFrame(Frame):
    """A network after t of `total` updates, its hidden layer seen from two directions.

    seen: the `Map`; x (N, 2), labels (N,): the points; places (N, 2), grid (2 LINES, FINE, 2):
    where the hidden layer puts the points and the lines of a grid, each axis shrunk to [-1, 1];
    cut (2, 2): two points of the line at which the last layer cuts there. direct: the two
    directions are the two hidden units themselves; yours: the points are the reader's. steps,
    right (n,): share of the points that are right.
    """

    total: int
    activation: str
    seen: Map
    x: np.ndarray
    labels: np.ndarray
    places: np.ndarray
    grid: np.ndarray
    cut: np.ndarray
    direct: bool
    yours: bool
    steps: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {"points right": Measure(".1%")}

    @property
    def scores(self):
        """After the last update."""
        return {"points right": {"": float(self.right[-1])}}

    @property
    def headline(self):
        """What is right."""
        if not self.t:
            return GUESSING
        if not np.isfinite(self.places).all():
            return LOST
        bent = "straight lines stay straight" if self.activation == "linear" else "the grid bends"
        return f"{percent(self.right[-1])} of the points are right; {bent}."

    @property
    def summary(self):
        """What is right."""
        return f"Update {self.t} of {self.total}: {self.right[-1]:.1%} of the points are right."


@EXPERIMENTS.add("hidden-space")
@dataclass(frozen=True, repr=False)
class HiddenSpace(Experiment):
    """A network 2-units-2 learns points in the plane; Adam. Or points of the reader's own."""

    data: str = knob("xor", choices=SETS, label="points", help="two classes")
    units: int = knob(4, 2, 8, least=2, most=8, label="hidden units", help="how many")
    activation: str = knob("linear", choices=BENDS, label="f", help="of the hidden units")
    zeros: tuple = points(
        ((-1.2, 0.0), (0.0, 1.2), (1.2, 0.0), (0.0, -1.2)),
        XY,
        count=(1, 24),
        label="your diamonds",
        help="class 0; click near one to add another",
    )
    ones: tuple = points(
        ((0.0, 0.0), (0.3, 0.2)),
        XY,
        count=(1, 24),
        label="your circles",
        help="class 1; click near one to add another",
    )
    lr: float = knob(0.05, 0.001, 0.3, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(60, 5, 200, least=1, help="passes over the points")
    seed: int = knob(0, 0, 99, least=0, help="points and first weights")

    front: ClassVar[tuple] = ("data", "activation", "units")

    @property
    def idle(self):
        """The reader's points, where others are learned."""
        own = {} if self.data == YOURS else dict.fromkeys(("zeros", "ones"), "others are learned")
        return super().idle | own

    def points(self):
        """The `Data`."""
        if self.data != YOURS:
            return PLANE[self.data](n=160, seed=self.seed)
        x = np.array([*self.zeros, *self.ones], "f")
        y = one_hot([0] * len(self.zeros) + [1] * len(self.ones), 2)
        return Data(x, y, x, y)

    def work(self):
        """About 50 frames; None after each update."""
        data, turn, seen = self.points(), Turn(), []
        names = "activation lr epochs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        usual = Training(depth=1, width=self.units, optimizer="adam", batch=20, **knobs)
        if self.data == YOURS:  # as many updates as with the others
            usual = replace(usual, epochs=8 * self.epochs, batch=48)
        stack = Stack([usual], data)
        looks, labels = every(stack.total // 50, stack.total), data.y.argmax(-1)
        for step in stack.steps():
            if step.t not in looks:
                yield None
                continue
            theta = step.theta[0]
            right = accuracy(stack.net, theta, data.x, data.y)
            seen.append([step.t, right])
            about = plane_map(stack.net, theta, SIDE), data.x, labels
            curves = np.array(seen).T
            space = turn.space(stack.net, theta, data.x)
            yield HiddenSpaceFrame(
                step.t, stack.total, self.activation, *about, *space, self.data == YOURS, *curves
            )


class Turn:
    """The two directions from which a hidden layer is seen; they turn smoothly in training.

    Two units are seen as they are. Of more: across the cut of the last layer, and in the direction
    in which the points are spread most that has nothing to do with it.
    """

    def __init__(self):
        self.along = None

    def space(self, net, theta, x):
        """theta (P,), x (N, 2) -> places, grid, cut, direct of a frame."""
        at = [hidden(net, net.forward(theta, part)[0])[0] for part in (x, grid_lines())]
        W, b = list(net.views(theta)[-1].values())
        d, c = (W[:, 1] - W[:, 0]).astype(float), float(b[0, 1] - b[0, 0])
        size, direct = max(float(np.linalg.norm(d)), 1e-9), len(d) == 2
        across, foot = d / size, -c / size  # the cut is where a @ across = foot
        axes = np.eye(2) if direct else self.axes(at[0].astype(float), across)
        places, grid = (part @ axes for part in at)
        normal = across if direct else np.array([1.0, 0])
        cut = foot * normal + 999 * np.array([[-normal[1], normal[0]], [normal[1], -normal[0]]])
        middle = np.zeros(2) if direct else np.array([foot, places[:, 1].mean()])
        grid, places, cut = (part - middle for part in (grid, places, cut))
        largest = np.maximum(np.abs(np.concatenate([places, grid])).max(0), 1e-9)
        return places / largest, grid.reshape(-1, FINE, 2) / largest, cut / largest, direct

    def axes(self, a, across):
        """Hidden values a (N, H), unit vector (H,) -> axes (H, 2)."""
        apart = a - a.mean(0)
        u = apart @ across
        follows = apart.T @ u / max(float(u @ u), 1e-12)  # how much of each unit goes with it
        along = np.linalg.svd(apart - np.outer(u, follows), full_matrices=False)[2][0]
        if self.along is not None:
            along = along * (np.sign(along @ self.along) or 1)
            along = 0.6 * self.along + 0.4 * along  # both ways may be equally wide
        self.along = along / max(float(np.linalg.norm(along)), 1e-9)
        return np.stack([across, self.along - (follows @ self.along) * across], -1)


def grid_lines():
    """Points along lines of x, then of y: (2 LINES * FINE, 2)."""
    ends = np.linspace(-REACH, REACH, LINES), np.linspace(-REACH, REACH, FINE)
    still, moving = np.meshgrid(*ends, indexing="ij")
    lines = np.concatenate([np.stack([still, moving], -1), np.stack([moving, still], -1)])
    return lines.reshape(-1, 2).astype("f")
