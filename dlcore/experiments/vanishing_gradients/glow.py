"""The gradient of one image on its way back, from the outputs to the first layer."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, INITIALIZERS, LOSSES
from ...statistics import bends, rms
from ..base import Experiment, Frame, Measure
from ..phrases import LOST, compared


@dataclass(frozen=True)
class GlowFrame(Frame):
    """The gradient has come back through t of `total` hidden layers, the outputs are t = 0.

    image (pixels,), its label, and the guess: the class with the largest output. deltas: |dL/dz| of
    every unit, (n,) for each layer, the outputs last; grads: |dL/dW| of the weights that come into
    them, (n_in, n) each, those of the first layer as one input, (1, n). All of these are known from
    the start; what the gradient has not reached yet is not to be shown. silent: (n,) of bool for
    each hidden layer: units whose slope is 0.
    """

    total: int
    image: np.ndarray
    label: int
    guess: int
    deltas: tuple
    grads: tuple
    silent: tuple

    measures: ClassVar[dict] = {"gradient, lowest layer over outputs": Measure(log=True)}

    @property
    def layer(self):
        """The lowest layer reached, counted from 1; the outputs are layer total + 1."""
        return self.total + 1 - self.t

    @property
    def sizes(self):
        """Root mean square of the deltas of each layer over that of the outputs, (L + 1,)."""
        sizes = np.array([rms(delta) for delta in self.deltas])
        return sizes / sizes[-1]

    @property
    def scores(self):
        """At the lowest layer reached."""
        return {name: {"": float(self.sizes[self.layer - 1])} for name in self.measures}

    @property
    def headline(self):
        """How large the gradient is by now."""
        if not self.t:
            return f"A {self.label} is shown, the network says {self.guess}: the outputs glow."
        size = self.sizes[self.layer - 1]
        if not np.isfinite(size):
            return LOST
        if not size:
            return f"At layer {self.layer} nothing is left of the gradient."
        if (said := compared(size)) == "about the same":
            return f"At layer {self.layer} the gradient is as large as at the outputs."
        return f"At layer {self.layer} the gradient is {said} than at the outputs."

    @property
    def summary(self):
        """The same as a number, and how many units are silent."""
        size, silent = self.sizes[self.layer - 1], np.concatenate(self.silent)
        said = f"The gradient at layer {self.layer} of {self.total + 1} is {size:.2g} times that"
        return f"{said} at the outputs; {silent.sum()} of {len(silent)} hidden units are silent."

    @property
    def table(self):
        """Headings and a row for each layer reached, from the outputs down."""
        rows = [(i, f"{size:.3g}") for i, size in enumerate(self.sizes, 1) if i >= self.layer]
        return ("layer", "gradient over that at the outputs"), rows[::-1]


@EXPERIMENTS.add("glow")
@dataclass(frozen=True, repr=False)
class Glow(Experiment):
    """One digit goes up through a network with its first weights; its error comes back down."""

    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="of the hidden layers")
    init: str = knob("xavier-logistic", choices=INITIALIZERS, label="first weights", help="scheme")
    depth: int = knob(10, 1, 12, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 1, 100, least=1, most=1024, label="units a layer", help="width")
    digit: int = knob(0, 0, 99, least=0, most=7999, help="which of the training images")
    seed: int = knob(0, 0, 99, least=0, help="first weights")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    pace: ClassVar[float] = 4
    front: ClassVar[tuple] = ("activation", "init", "depth")

    def frames(self):
        """A frame for each layer that the gradient comes back to, the outputs first."""
        data = DATASETS["mnist10k"]()
        x, y = (part[self.digit : self.digit + 1] for part in (data.x, data.y))
        with np.errstate(over="ignore", invalid="ignore"):
            guess, *parts = self.there_and_back(x, y)
        for t in range(self.depth + 1):
            yield GlowFrame(t, self.depth, x[0], int(y.argmax()), guess, *parts)

    def there_and_back(self, x, y):
        """One image x (1, pixels), y (1, C) -> guess, deltas, grads, silent of `GlowFrame`."""
        widths = [self.width] * self.depth
        net = mlp(x.shape[1], *widths, y.shape[1], activation=self.activation, init=self.init)
        # in float64: the smallest gradients would be 0 else
        outputs, backward = net.forward(net.init(self.seed, float), x)
        dy = LOSSES["cross-entropy"](outputs[-1], y)[1]
        grad, deltas = backward(dy)
        first, *grads = (np.abs(W) for W in net.weights(grad))
        slopes = [ACTIVATIONS[name](z[0])[1] for name, z in bends(net, outputs, x)]
        return (
            int(outputs[-1].argmax()),
            tuple(np.abs(delta[0]) for delta in (*deltas[1::2], dy)),
            (rms(first, 0)[None], *grads),
            tuple(slope == 0 for slope in slopes),
        )
