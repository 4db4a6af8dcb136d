"""Before any training: a signal goes up through the layers, and a gradient comes down."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import gradient_flow, saturated_units
from ...knobs import knob
from ...layers import Activation, Dense, asked
from ...network import Net
from ...registry import ACTIVATIONS, EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ...statistics import moments, rms, saturated_share
from ..base import Experiment, Frame, Measure
from ..phrases import LOST, amount, compared, percent

INPUTS = 100  # random ones, each with a random gradient at the top
EDGES = np.linspace(-3, 3, 81)  # of the histograms
FLAT = ("sigmoid", "tanh")  # those that can be saturated


@dataclass(frozen=True)
class SignalFrame(Frame):
    """The signal has gone up `up` of L layers, then a gradient has come down `down` of them.

    outputs, gradients (L, bins): counts of what is not 0, at the outputs of each layer; gradients
    are divided by the root mean square at the top. spread (L,): standard deviation of the outputs;
    sizes (L,): root mean square of the gradient over that at the top; saturated (L,): share on a
    flat end. nan, or counts of 0: not reached yet.
    """

    up: int
    down: int
    outputs: np.ndarray
    gradients: np.ndarray
    spread: np.ndarray
    sizes: np.ndarray
    saturated: np.ndarray

    measures: ClassVar[dict] = {
        "spread of the last outputs": Measure(log=True, never="not known yet"),
        "gradient, first over last": Measure(log=True, never="not known yet"),
    }
    edges: ClassVar[np.ndarray] = EDGES

    @property
    def scores(self):
        """At both ends."""
        ends = float(self.spread[-1]), float(self.sizes[0])
        return {name: {"": value} for name, value in zip(self.measures, ends, strict=True)}

    @property
    def findings(self):
        """When the gradient is down: whether it vanished or exploded, and what is saturated."""
        if self.down < len(self.sizes):
            return []
        flat = self.saturated
        return gradient_flow(self.sizes) + (saturated_units(flat) if flat[0] == flat[0] else [])

    @property
    def headline(self):
        """What has arrived where."""
        if not self.up:
            return "The inputs wait, with a standard deviation of 1."
        spread, layer = self.spread[self.up - 1], len(self.sizes) - self.down
        if not np.isfinite(spread):
            return LOST
        if not self.down:
            return f"Layer {self.up}: outputs with a standard deviation of {amount(spread)}."
        if not np.isfinite(self.sizes[layer]):
            return LOST
        times = compared(self.sizes[layer])
        times = "as large as" if times == "about the same" else f"{times} than"
        there = f"gradient at layer {layer + 1}: {times} at the top"
        return f"Outputs {amount(spread)}; {there}."

    @property
    def summary(self):
        """Both ends, and what is saturated."""
        if not self.up:
            return "The inputs have a standard deviation of 1; no layer is reached yet."
        said = f"Layer {self.up}: standard deviation of the outputs {self.spread[self.up - 1]:.2g}"
        flat = self.saturated[self.up - 1]
        if np.isfinite(flat):
            said += f", {percent(flat)} of them saturated"
        if self.down:
            layer = len(self.sizes) - self.down
            size = f"{self.sizes[layer]:.2g} times that at the top"
            said += f"; gradient at layer {layer + 1}: {size}"
        return said + "."

    @property
    def table(self):
        """Headings and a row for each layer."""
        columns = self.spread, self.sizes, self.saturated
        forms = ".3g", ".3g", ".0%"
        rows = [
            (i + 1, *(f"{v:{form}}" if v == v else "" for v, form in zip(row, forms, strict=True)))
            for i, row in enumerate(zip(*columns, strict=True))
        ]
        head = ("layer", "std of outputs", "gradient over that at the top", "saturated")
        return head, rows


@EXPERIMENTS.add("signal")
@dataclass(frozen=True, repr=False)
class Signal(Experiment):
    """Layers of equal width before their first update; inputs and gradients at the top are N(0, 1).

    gain: the weights of the scheme are multiplied by it. Biases are 0.
    """

    init: str = knob("xavier-normal", choices=INITIALIZERS, label="first weights", help="scheme")
    gain: float = knob(1.0, 0.01, 100, log=True, label="times", help="all weights times this")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of all layers")
    depth: int = knob(20, 2, 50, least=2, most=200, label="layers", help="depth")
    width: int = knob(100, 10, 200, least=1, most=512, label="units a layer", help="width")
    seed: int = knob(0, 0, 99, least=0, help="weights, inputs, gradients")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("init", "activation", "gain", "depth")
    pace: ClassVar[float] = 12

    @property
    def net(self):
        """Dense layers of one width, each followed by the activation."""
        pair = Dense(self.width, self.width, self.init), Activation(self.activation)
        return Net(pair * self.depth)

    def measure(self):
        """Outputs and gradients at the outputs of each activation, and what is saturated."""
        net, rng = self.net, generator(self.seed, stream=20)
        x, dy = rng.standard_normal((2, INPUTS, self.width))
        every, backward = net.forward(self.gain * net.init(self.seed, float), x)
        deltas = [asked(d) for d in backward(dy)[1][1:]]
        flat = np.full(self.depth, np.nan)
        if self.activation in FLAT:
            flat = saturated_share(net, every, x)
        return every[1::2], [*deltas, dy][1::2], flat

    def frames(self):
        """A frame for each layer on the way up, then for each on the way down."""
        with np.errstate(over="ignore", invalid="ignore"):
            outputs, deltas, flat = self.measure()
            sizes = np.array([rms(d, None) for d in deltas])
            scaled = [d / sizes[-1] for d in deltas]
            spread = moments(outputs)[1]
        pictures = counted(outputs), counted(scaled)
        layer = np.arange(self.depth)
        for t in range(2 * self.depth + 1):
            up, down = min(t, self.depth), max(0, t - self.depth)
            above, below = layer < up, layer >= self.depth - down
            pairs = zip((above, below), pictures, strict=True)
            masked = [np.where(mask[:, None], counts, 0) for mask, counts in pairs]
            lines = (spread, above), (sizes / sizes[-1], below), (flat, above)
            yield SignalFrame(t, up, down, *masked, *(np.where(m, v, np.nan) for v, m in lines))


def counted(parts):
    """Arrays of L layers -> counts (L, bins) of what is not 0; what is outside stands at an end."""
    good = [part[np.isfinite(part) & (part != 0)] for part in parts]
    inside = [np.clip(part, EDGES[0], EDGES[-1]) for part in good]
    return np.stack([np.histogram(part, EDGES)[0] for part in inside])
