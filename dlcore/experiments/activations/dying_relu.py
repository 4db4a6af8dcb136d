"""Units that are silent for every example, and which activations raise them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import leaky_relu
from ...knobs import knob
from ...layers import Layer
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent, spoken, told
from ..stack import Stack
from ..training import Training

NAMES = ("relu", "leaky-relu", "parametric-relu", "elu")
POINTS = 50  # frames, about
JUDGED = 500  # training examples on which it is measured what is right


@dataclass(frozen=True)
class Leaky(Layer):
    """z where z > 0, else slope z; nothing is learned."""

    slope: float = 0.01

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        y, slope = leaky_relu(x, self.slope)
        return y, lambda dy: (dy * slope, {})


@dataclass(frozen=True, repr=False)
class Leaking(Training):
    """A `Training` whose leaky ReLU may leak more."""

    slope: float = knob(0.01, 0.001, 1, log=True, least=0, help="of leaky ReLU below 0")

    def hidden(self, n_in):
        """Layers of one hidden layer."""
        layers = super().hidden(n_in)
        if self.activation == "leaky-relu":
            layers[-1] = Leaky(self.slope)
        return layers


@dataclass(frozen=True)
class DyingFrame(Frame):
    """Four activations with K seeds each, after t of `total` updates, from the same start.

    steps (n,); silent (V, K, n): share of the hidden units that no training example makes
    positive; layers (V, L): the same for each layer now; right (V, K, n): of the training examples.
    """

    names: tuple
    total: int
    steps: np.ndarray
    silent: np.ndarray
    layers: np.ndarray
    right: np.ndarray

    who: ClassVar[str] = "activation"
    measures: ClassVar[dict] = {"training right": Measure(".1%"), "units silent": Measure(".1%")}

    @property
    def scores(self):
        """Means over the seeds, now."""
        return self.by_name(self.right[..., -1].mean(-1), self.silent[..., -1].mean(-1))

    @property
    def headline(self):
        """At the start how many are silent, then who is best and worst."""
        if not self.t:
            return f"Before training: {percent(self.silent[0].mean())} of the units are silent."
        right = self.right[..., -1].mean(-1)
        best, worst = right.argmax(), right.argmin()
        if percent(right[best]) == percent(right[worst]):
            return f"All have {percent(right[best])} right."
        return told(
            f"{spoken(self.names[best])} is best: {percent(right[best])} right.",
            f"{spoken(self.names[worst])} has {percent(right[worst])}.",
        )

    @property
    def summary(self):
        """Every activation."""
        rows = zip(self.names, self.right[..., -1], self.silent[..., -1], strict=True)
        said = [f"{name} {r.mean():.1%} right, {s.mean():.0%} silent" for name, r, s in rows]
        return f"Update {self.t} of {self.total}: {'; '.join(said)}."

    @property
    def table(self):
        """Headings and a row for each activation."""
        layers = [f"silent, layer {i}" for i in range(1, self.layers.shape[-1] + 1)]
        rows = [
            (name, f"{right.mean():.1%}", *(f"{share:.1%}" for share in own))
            for name, right, own in zip(self.names, self.right[..., -1], self.layers, strict=True)
        ]
        return ("activation", "training right", *layers), rows


@EXPERIMENTS.add("dying-relu")
@dataclass(frozen=True, repr=False)
class DyingRelu(Experiment):
    """64 pixels, hidden layers whose biases start at `first_bias`, 10 classes; gradient descent."""

    first_bias: float = knob(-2.0, -6, 1, help="all biases of hidden layers begin there")
    lr: float = knob(0.1, 0.01, 3, log=True, label="learning rate", help="of gradient descent")
    slope: float = knob(0.01, 0.001, 1, log=True, least=0, help="of leaky ReLU below 0")
    epochs: int = knob(10, 1, 40, least=1, help="passes over the 1,000 training digits")
    batch_norm: bool = knob(False, label="batch normalization", help="before the activation")
    depth: int = knob(1, 1, 4, least=1, most=12, label="hidden layers", help="depth")
    width: int = knob(50, 4, 100, least=1, most=1024, label="units a layer", help="width")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each activation")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("first_bias", "lr", "slope", "epochs")

    def stack(self, name):
        """The networks with an activation."""
        knobs = {k: getattr(self, k) for k in "lr epochs depth width runs seed".split()}
        knobs |= dict(first_bias=self.first_bias, slope=self.slope, batch=20)
        knobs |= dict(norm="batch" if self.batch_norm else "none", optimizer="gradient-descent")
        return Stack([Leaking(activation=name, **knobs)])

    def work(self):
        """About 50 frames; None after each update and each measurement."""
        stacks = [self.stack(name) for name in NAMES]
        total = stacks[0].total
        looks, shape = every(-(-total // POINTS), total), (len(NAMES), self.runs)
        steps, found = [], np.zeros((2, *shape, len(looks)))
        walks = [stack.steps() for stack in stacks]
        for t in range(total + 1):
            now = []
            for walk in walks:
                now.append(next(walk))
                yield None
            if t not in looks:
                continue
            layers = []
            for v, (stack, step) in enumerate(zip(stacks, now, strict=True)):
                own, data = silent_units(stack, step.theta), stack.data
                layers.append(own.mean(-1))
                found[0, v, :, len(steps)] = own.mean(0)
                part = data.x[:JUDGED], data.y[:JUDGED]
                found[1, v, :, len(steps)] = accuracy(stack.net, step.theta, *part)
                yield None
            steps.append(t)
            silent, right = found[..., : len(steps)].copy()
            yield DyingFrame(t, NAMES, total, np.array(steps), silent, np.array(layers), right)


def silent_units(stack, theta):
    """Share of the units of each hidden layer that no training example makes positive, (L, K)."""
    outputs, _ = stack.net.forward(theta, stack.data.x, stack.f.rng)  # batch norm as in training
    before = outputs[:-1]
    bends = [i for i, layer in enumerate(stack.net.layers) if not layer.shapes or has_slope(layer)]
    return np.stack([(before[i - 1] <= 0).all(-2).mean(-1) for i in bends])


def has_slope(layer):
    """Whether it is a parametric ReLU."""
    return "slope" in layer.shapes
