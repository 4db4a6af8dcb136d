"""What comes into each layer's units while a network learns: how it shifts and spreads."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence, gradient_flow
from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ...statistics import bends, gradient_sizes, histograms, moments
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..network_knobs import DENSE_NORMS, LAYER_NORMS
from ..pace import every
from ..phrases import GUESSING, amount, percent
from ..stack import Stack
from ..training import Training

PROBE, LOOKS, SPAN, BINS = 256, 40, (-6.0, 6.0), 80
EDGES = np.linspace(*SPAN, BINS + 1)


@dataclass(frozen=True)
class DriftFrame(Frame):
    """A network of L hidden layers after t updates of `total`, seen on 256 training digits.

    counts (L, BINS): of what comes into f, what is outside stands at an end; first, now (L, 2):
    mean and standard deviation of it before training and now. steps (k,), right (k,): share of the
    training digits. losses (k,): of the last batch; gradients (L + 1,): root mean squares.
    """

    total: int
    counts: np.ndarray
    first: np.ndarray
    now: np.ndarray
    steps: np.ndarray
    right: np.ndarray
    losses: np.ndarray
    gradients: np.ndarray

    measures: ClassVar[dict] = {
        "training right": Measure(".1%"),
        "spread now over before": Measure(log=True),
    }
    edges: ClassVar[np.ndarray] = EDGES

    @property
    def grown(self):
        """Standard deviation now over that before training, (L,)."""
        with np.errstate(divide="ignore", invalid="ignore"):  # where nothing came in at first
            return self.now[:, 1] / self.first[:, 1]

    @property
    def scores(self):
        """Of the last hidden layer."""
        now = float(self.right[-1]), float(self.grown[-1])
        return {name: {"": value} for name, value in zip(self.measures, now, strict=True)}

    @property
    def findings(self):
        """Whether it diverged, or gradients vanish or explode."""
        if lost := divergence(self.losses, "The training"):
            return lost
        return gradient_flow(self.gradients)

    @property
    def headline(self):
        """Of the last hidden layer."""
        if not self.t:
            return GUESSING
        ends = f"{amount(self.first[-1, 1])} to {amount(self.now[-1, 1])}"
        return f"Last hidden layer: spread from {ends}; {percent(self.right[-1])} right."

    @property
    def summary(self):
        """Of all layers."""
        said = ", ".join(f"{then:.2g} to {now:.2g}" for then, now in self.spreads)
        right = f"{self.right[-1]:.1%} of the training digits right"
        return f"Update {self.t} of {self.total}, {right}; spread of each layer: {said}."

    @property
    def spreads(self):
        """(before, now) of each layer."""
        return list(zip(self.first[:, 1], self.now[:, 1], strict=True))

    @property
    def table(self):
        """Headings and a row for each layer."""
        pairs = enumerate(zip(self.first, self.now, strict=True))
        rows = [(i + 1, *(f"{v:.3g}" for v in (*then, *now))) for i, (then, now) in pairs]
        return ("layer", "mean before", "spread before", "mean now", "spread now"), rows


@EXPERIMENTS.add("drift")
@dataclass(frozen=True, repr=False)
class Drift(Experiment):
    """Hidden layers learn 1,000 digits by gradient descent with momentum."""

    norm: str = knob(
        "none", choices=("none", *LAYER_NORMS, *DENSE_NORMS), label="normalization", help="before f"
    )
    activation: str = knob("elu", choices=ACTIVATIONS, label="f", help="of the hidden layers")
    init: str = knob("he-normal", choices=INITIALIZERS, label="first weights", help="scheme")
    depth: int = knob(5, 1, 12, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 10, 100, least=1, most=512, label="units a layer", help="width")
    batch: int = knob(32, 1, 256, least=1, label="batch size", help="examples per update")
    lr: float = knob(0.02, 1e-3, 1, log=True, label="learning rate", help="of momentum")
    epochs: int = knob(15, 1, 30, least=1, help="passes over the digits")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples")

    front: ClassVar[tuple] = ("norm", "activation", "init", "lr")

    def __post_init__(self):
        super().__post_init__()
        _ = self.training  # complains of first weights that these layers cannot have

    @property
    def training(self):
        """As a `Training`."""
        own = "norm activation init depth width batch lr epochs seed".split()
        return Training(examples=1000, **{name: getattr(self, name) for name in own})

    @np.errstate(over="ignore", invalid="ignore")  # of a run that diverged
    def look(self, stack, theta):
        """Counts (L, BINS), mean and spread (L, 2), gradients (L + 1,) and what is right."""
        x, y = stack.data.x[:PROBE], stack.data.y[:PROBE]
        outputs, _ = stack.net.forward(theta, x, generator(0))  # as in training
        into = [z for _, z in bends(stack.net, outputs, x)]
        counts, _ = histograms([np.clip(z, *SPAN) for z in into], BINS, SPAN)
        grad = stack.f.at(theta, x, y, generator(0))[1]
        right = accuracy(stack.net, theta, stack.data.x, stack.data.y)[0]
        sizes = gradient_sizes(stack.net, grad)[:, 0]
        return counts, np.stack(moments(into), -1)[:, 0], sizes, right

    def work(self):
        """A frame before training and then about 40; None after each update."""
        stack, seen = Stack([self.training]), []
        looks, first = {0, *every(stack.total // LOOKS, stack.total)}, None
        for step in stack.steps():
            yield
            if step.t in looks:
                counts, now, sizes, right = self.look(stack, step.theta)
                first = now if first is None else first
                seen.append((step.t, right, float(step.value[0])))
                curves = map(np.array, zip(*seen, strict=True))
                yield DriftFrame(step.t, stack.total, counts, first, now, *curves, sizes)
