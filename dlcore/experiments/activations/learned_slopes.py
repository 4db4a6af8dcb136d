"""Parametric ReLU: the slope of every unit below zero, while it is learned."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import ParametricReLU
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount, told
from ..stack import Stack
from ..training import Training

EDGES = np.linspace(-0.5, 2, 101)  # of the histograms
POINTS = 50  # frames, about


@dataclass(frozen=True, repr=False)
class Sloping(Training):
    """A `Training` with parametric ReLU that starts at `first_slope`, one for all if `shared`."""

    first_slope: float = knob(0.25, -0.5, 1.5, help="where slopes begin")
    shared: bool = knob(False, help="one slope for all units of a layer")

    def hidden(self, n_in):
        """Layers of one hidden layer."""
        dense, _ = super().hidden(n_in)
        return [dense, ParametricReLU(1 if self.shared else self.width)]

    def first(self, net):
        """First theta (K, P)."""
        theta = super().first(net)
        for p in net.views(theta):
            if "slope" in p:
                p["slope"][...] = self.first_slope
        return theta


@dataclass(frozen=True)
class SlopesFrame(Frame):
    """A network after t of `total` updates.

    begin: where all slopes began; steps (n,); slopes: (m, n) for each layer, of its m slopes;
    counts (L, bins): histograms of what they are now, between edges (bins + 1,); right (2,):
    training and test.
    """

    total: int
    begin: float
    steps: np.ndarray
    slopes: tuple
    counts: np.ndarray
    edges: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {
        "mean slope": Measure(".3f"),
        "lowest slope": Measure(".3f"),
        "highest slope": Measure(".3f"),
        "test right": Measure(".1%"),
    }

    @property
    def now(self):
        """All slopes as they are now, (units,)."""
        return np.concatenate([own[:, -1] for own in self.slopes])

    @property
    def scores(self):
        """Mean and ends of the slopes, and what is right."""
        found = self.now.mean(), self.now.min(), self.now.max(), self.right[1]
        return {name: {"": float(n)} for name, n in zip(self.measures, found, strict=True)}

    @property
    def headline(self):
        """From where to where."""
        if not self.t:
            return f"All slopes begin at {amount(self.begin)}."
        if len(self.now) == len(self.slopes):
            ends = ", ".join(amount(s) for s in self.now)
            return f"One slope a layer: {ends}."
        low, high = amount(self.now.min()), amount(self.now.max())
        return told(f"Slopes from {low} to {high}.", f"Their mean is {amount(self.now.mean())}.")

    @property
    def summary(self):
        """Every layer."""
        said = [f"{s[:, -1].mean():.3f} ± {s[:, -1].std():.3f}" for s in self.slopes]
        return (
            f"Update {self.t} of {self.total}: mean slope of each layer {', '.join(said)}; "
            f"training {self.right[0]:.1%} right, test {self.right[1]:.1%}."
        )

    @property
    def table(self):
        """Headings and a row for each layer."""
        rows = [
            (i, *(f"{f(own[:, -1]):.3f}" for f in (np.min, np.mean, np.max)))
            for i, own in enumerate(self.slopes, 1)
        ]
        return ("layer", "lowest slope", "mean", "highest"), rows


@EXPERIMENTS.add("learned-slopes")
@dataclass(frozen=True, repr=False)
class LearnedSlopes(Experiment):
    """Pixels, `depth` hidden layers of parametric ReLUs, 10 classes; Adam."""

    first_slope: float = knob(0.25, -0.25, 1, help="where all slopes begin; 0: ReLU, 1: no bend")
    shared: bool = knob(False, label="one slope a layer", help="shared by all its units")
    depth: int = knob(2, 1, 4, least=1, most=12, label="hidden layers", help="depth")
    width: int = knob(50, 4, 100, least=2, most=512, label="units a layer", help="width")
    lr: float = knob(0.003, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(20, 1, 40, least=1, help="passes over the training examples")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(1000, 100, 2000, least=10, label="training examples", help="how many")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples")

    front: ClassVar[tuple] = ("first_slope", "shared", "epochs", "depth")

    def work(self):
        """About 50 frames; None after each update."""
        names = "first_slope shared depth width lr epochs data examples seed".split()
        knobs = {name: getattr(self, name) for name in names}
        about = dict(activation="parametric-relu", optimizer="adam", batch=32)
        stack = Stack([Sloping(**knobs, **about)])
        looks, steps, seen = every(-(-stack.total // POINTS), stack.total), [], []
        data = stack.data
        parts = [(x[:500], y[:500]) for x, y in ((data.x, data.y), (data.x_test, data.y_test))]
        for step in stack.steps():
            yield None
            if step.t not in looks:
                continue
            views = stack.net.views(step.theta[0])
            now = [p["slope"][0].copy() for p in views if "slope" in p]
            steps.append(step.t)
            seen.append(now)
            slopes = tuple(np.stack(own, -1) for own in zip(*seen, strict=True))
            counts = np.stack(
                [np.histogram(own.clip(EDGES[0] + 1e-3, EDGES[-1] - 1e-3), EDGES)[0] for own in now]
            )
            right = np.array([accuracy(stack.net, step.theta, *part)[0] for part in parts])
            about = self.first_slope, np.array(steps), slopes, counts, EDGES, right
            yield SlopesFrame(step.t, stack.total, *about)
