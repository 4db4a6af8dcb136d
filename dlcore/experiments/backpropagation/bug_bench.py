"""Six backward passes, five with a planted fault, and what finite differences say of each."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import listed, percent
from ._passes import (
    AT_OUTPUT,
    HEALTHY,
    LAST_PATH,
    NEVER,
    NO_SLOPE,
    STALE,
    backward,
    cost,
    forward,
    started,
)

SIZES, EXAMPLES, RATE = (4, 5, 4, 3), 8, 0.5
CASES = (STALE, HEALTHY, LAST_PATH, NEVER, NO_SLOPE, AT_OUTPUT)
AGREE = 1e-4  # below it two gradients are called one


@dataclass(frozen=True)
class BugBenchFrame(Frame):
    """The check has come through t + 1 layers, the last one first.

    For each layer, the first one first, its weights' gradients: by the backward pass and by
    finite differences, (P_l,) each."""

    passed: tuple
    wiggled: tuple

    measures: ClassVar[dict] = {"apart": Measure(".1%", log=True)}
    who: ClassVar[str] = "layer"

    @property
    def apart(self):
        """How far they are apart in each layer, over the length of both, (layers,)."""
        pairs = zip(self.passed, self.wiggled, strict=True)
        return np.array([distance(*pair) for pair in pairs])

    @property
    def checked(self):
        """Which layers, (layers,) of bool."""
        return np.arange(len(self.passed)) >= len(self.passed) - 1 - self.t

    @property
    def scores(self):
        """Of each layer."""
        rows = enumerate(zip(self.apart.tolist(), self.checked, strict=True), 1)
        return {"apart": {f"layer {i}": d for i, (d, checked) in rows if checked}}

    @property
    def headline(self):
        """Which layers agree."""
        apart = np.where(self.checked, self.apart, 0.0)
        off = [i for i, d in enumerate(apart, 1) if d > AGREE]
        if not off:
            who = "Every layer agrees" if self.checked.all() else "What is checked by now agrees"
            return f"{who} with its finite differences."
        most, layers = percent(apart.max()), listed([str(i) for i in off])
        return f"Off in layer{'s' * (len(off) > 1)} {layers}, by up to {most} of the length."

    @property
    def summary(self):
        """The same with numbers."""
        each = ", ".join(f"{name} {d:.1e}" for name, d in self.scores["apart"].items())
        return f"{self.headline[:-1]}; apart: {each}."


def distance(one, other):
    """Relative: 0 equal, 1 nothing in common."""
    lengths = np.linalg.norm(one) + np.linalg.norm(other)
    return float(np.linalg.norm(one - other) / lengths) if lengths else 0.0


@EXPERIMENTS.add("bug-bench")
@dataclass(frozen=True, repr=False)
class BugBench(Experiment):
    """4-5-4-3 units on eight random examples, softmax and cross-entropy at the end."""

    case: int = knob(1, 1, len(CASES), least=1, most=len(CASES), help="which backward pass")
    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="of the hidden units")
    eps: float = knob(
        1e-5, 1e-12, 3.0, log=True, least=1e-14, most=10, label="wiggle", help="± this much"
    )
    seed: int = knob(0, 0, 99, least=0, help="weights and examples")

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 1.5
    front: ClassVar[tuple] = ("case", "activation", "eps")

    @property
    def truth(self):
        """What is wrong with it."""
        return CASES[self.case - 1]

    def frames(self):
        """A frame for each layer, from the last to the first."""
        rng = generator(self.seed, stream=82)
        layers = [(W[0], b[0]) for W, b in started([rng], SIZES, 3.0)]
        x = rng.standard_normal((2, EXAMPLES, SIZES[0]))
        y = np.eye(SIZES[-1])[rng.integers(0, SIZES[-1], (2, EXAMPLES))]
        batches = [0, 1] if self.truth == NEVER else [1]  # the earlier one is still in the sum
        passed = [self.passed(layers, x[i], y[i]) for i in batches]
        total = tuple(np.sum([each[layer] for each in passed], 0) for layer in range(len(layers)))
        wiggled = self.wiggled(layers, x[1], y[1])
        for t in range(len(layers)):
            yield BugBenchFrame(t, total, wiggled)

    def passed(self, layers, x, y):
        """Gradients of the weights by the backward pass of this case."""
        outs, slopes = forward(layers, x, self.activation)
        bug = HEALTHY if self.truth == NEVER else self.truth
        found = backward(layers, outs, slopes, y, self.activation, bug, RATE)
        return [dW.ravel() for dW, _ in found]

    def wiggled(self, layers, x, y):
        """By finite differences, all weights of a layer at once: a run for each of them."""
        found = []
        for place, (W, b) in enumerate(layers):
            step = self.eps * np.eye(W.size).reshape(W.size, *W.shape)
            costs = [
                cost([*layers[:place], (W + s, b), *layers[place + 1 :]], x, y, self.activation)
                for s in (step, -step)
            ]
            found.append((costs[0] - costs[1]) / (2 * self.eps))
        return tuple(found)
