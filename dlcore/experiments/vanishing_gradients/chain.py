"""The chain of factors that a gradient is multiplied by on its way down, layer after layer."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import gradient_flow
from ...knobs import knob
from ...layers import Activation, Dense
from ...network import Net
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...seeding import generator
from ...statistics import delta_sizes, moments, ratio
from ..base import Experiment, Frame, Measure
from ..phrases import LOST, compared

INPUTS = 16  # random ones, each with a random gradient at the top


@dataclass(frozen=True)
class ChainFrame(Frame):
    """The gradient has come down t of the layers.

    names (K,): networks. sizes (L, K): root mean square of the gradient at the outputs of each
    layer, over that at the top, nan below the layer it has reached; factors (L - 1, K): each of
    these over the one above it; signal (L, K): standard deviation of the outputs, on the way up;
    bound: largest slope of the activation times the scale of the weights.
    """

    names: tuple
    sizes: np.ndarray
    factors: np.ndarray
    signal: np.ndarray
    bound: float

    measures: ClassVar[dict] = {
        "gradient, first over last": Measure(log=True),
        "mean factor": Measure(log=True),
    }

    @property
    def bottom(self):
        """The lowest layer reached, counted from 0."""
        return len(self.sizes) - 1 - self.t

    @property
    def findings(self):
        """Whether the gradient of the typical network vanishes or explodes."""
        return gradient_flow(np.median(self.sizes[self.bottom :], -1))

    @property
    def scores(self):
        """At the lowest layer reached, and its geometric mean for each layer passed."""
        size = self.sizes[self.bottom]
        return self.by_name(size, size ** (1 / max(self.t, 1)))

    @property
    def headline(self):
        """How large the gradient is by now."""
        size, layer = np.median(self.sizes[self.bottom]), self.bottom + 1
        if not self.t:
            return f"At the top, layer {layer}, the gradient is whole."
        if not np.isfinite(size):
            return LOST
        if not size:
            return f"At layer {layer} nothing is left of the gradient."
        if (said := compared(size)) == "about the same":
            return f"At layer {layer} the gradient is as large as at the top."
        return f"At layer {layer} the gradient is {said} than at the top."

    @property
    def summary(self):
        """How large the gradient is by now."""
        size = np.median(self.sizes[self.bottom])
        said = f"At layer {self.bottom + 1} of {len(self.sizes)} the gradient is {size:.2g}"
        mean = size ** (1 / max(self.t, 1))
        return f"{said} times that at the top: a factor of {mean:.2g} for each layer."

    @property
    def table(self):
        """Headings and one row for each layer passed, from the top; medians over the networks."""
        head = ("layer", "gradient over that at the top", "factor", "spread of the outputs")
        rows = []
        for i in range(len(self.sizes) - 1, self.bottom - 1, -1):
            factor = f"{np.median(self.factors[i]):.3g}" if i < len(self.factors) else ""
            size, signal = np.median(self.sizes[i]), np.median(self.signal[i])
            rows.append((i + 1, f"{size:.3g}", factor, f"{signal:.3g}"))
        return head, rows


@EXPERIMENTS.add("chain")
@dataclass(frozen=True, repr=False)
class Chain(Experiment):
    """Layers of equal width, weights with standard deviation scale / sqrt(width), biases 0.

    width 1 is the chain of the sources: the factors are slope(z) times w, and nothing else.
    """

    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="of all layers")
    scale: float = knob(1.0, 0.1, 30, log=True, label="scale of weights", help="1: Xavier's")
    depth: int = knob(10, 2, 50, least=2, most=200, label="layers", help="depth")
    width: int = knob(50, 1, 100, least=1, most=512, label="units a layer", help="width")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="how many seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("scale", "activation", "width", "depth")

    @property
    def net(self):
        """Dense layers of one width, each followed by the activation."""
        pair = Dense(self.width, self.width), Activation(self.activation)
        return Net(pair * self.depth)

    def measure(self):
        """Sizes and spread of the outputs of each activation layer, (L, K) both."""
        net, rng = self.net, generator(self.seeds, stream=20)
        x, dy = rng.standard_normal((self.runs, 2, INPUTS, self.width)).swapaxes(0, 1)
        # Xavier's variance is 1 / width where a layer is as wide as the one before
        outputs, backward = net.forward(self.scale * net.init(self.seeds, float), x)
        sizes = delta_sizes(backward(dy)[1], dy)[1::2]
        return sizes / sizes[-1], moments(outputs[1::2])[1]

    def frames(self):
        """A frame for each layer that the gradient comes down."""
        with np.errstate(over="ignore", invalid="ignore"):
            sizes, signal = self.measure()
            factors = ratio(sizes[:-1], sizes[1:])
        names = tuple(f"seed {self.seed + k}" for k in range(self.runs))
        bound = self.scale * ACTIVATIONS[self.activation](np.linspace(-5, 5, 1001))[1].max()
        for t in range(self.depth):
            layer = np.arange(self.depth)[:, None]
            seen = np.where(layer >= self.depth - 1 - t, sizes, np.nan)
            known = np.where(layer[:-1] >= self.depth - 1 - t, factors, np.nan)
            yield ChainFrame(t, names, seen, known, signal, float(bound))
