"""How often is a unit visited, until the whole gradient is known? Three ways, counted exactly."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import compared

DEEPEST, COUNTABLE = 20, 20_000  # layers; visits that are really made, one by one
NAMES = RECURSION, WIGGLING, SWEEP = ("recursion", "wiggling", "reverse sweep")


@dataclass(frozen=True)
class RecursionOrSweepFrame(Frame):
    """visits (3, 20): by recursion, by wiggling every weight, by a reverse sweep, for each depth.

    counted (20,): by a recursion that was really made, nan where there are too many. The network
    has t + 1 layers by now. width.
    """

    visits: np.ndarray
    counted: np.ndarray
    width: int

    measures: ClassVar[dict] = {"visits": Measure(".3g", log=True)}
    who: ClassVar[str] = "way"
    names: ClassVar[tuple] = NAMES

    @property
    def now(self):
        """For so many layers, (3,)."""
        return self.visits[:, self.t]

    @property
    def depth(self):
        """How many layers there are by now."""
        return self.t + 1

    @property
    def scores(self):
        """Visits of each way."""
        return {"visits": dict(zip(NAMES, self.now.tolist(), strict=True))}

    @property
    def headline(self):
        """Recursion against the sweep."""
        times = compared(self.now[0] / self.now[2]).replace(" larger", " the visits")
        layers = f"{self.depth} layer{'s' * (self.t > 0)} of {self.width}"
        if times[0].isdigit() and "smaller" not in times:
            return f"{layers}: recursion takes {times} of a sweep."
        return f"{layers}: recursion takes no more visits than a sweep."

    @property
    def summary(self):
        """All three numbers."""
        each = ", ".join(f"{n} {v:,.0f}" for n, v in zip(NAMES, self.now, strict=True))
        return f"{self.depth} layers of {self.width} units, visits: {each}."


def recursive(depth, width):
    """Visits if every unit of the first layer asks those behind it for their deltas, and so on.

    width + width^2 + ... + width^depth.
    """
    return sum(width**d for d in range(1, depth + 1))


def really(depth, width):
    """The same, made and counted."""
    count = 0

    def delta(layer):
        nonlocal count
        count += 1
        for _ in range(width if layer < depth else 0):
            delta(layer + 1)

    for _ in range(width):
        delta(1)
    return count


def parameters(depth, width):
    """Weights and biases of so many layers, with as many inputs as units."""
    return depth * (width * width + width)


@EXPERIMENTS.add("recursion-or-sweep")
@dataclass(frozen=True, repr=False)
class RecursionOrSweep(Experiment):
    """Networks with as many inputs as units in a layer; one visit computes one unit once."""

    depth: int = knob(10, 1, DEEPEST, least=1, most=DEEPEST, label="layers", help="depth")
    width: int = knob(10, 1, 100, log=True, least=1, most=1000, label="units a layer", help="width")

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 4
    front: ClassVar[tuple] = ("depth", "width")

    def frames(self):
        """A layer more in each."""
        depths, w = range(1, DEEPEST + 1), self.width
        recursion = [float(recursive(d, w)) for d in depths]
        wiggling = [(parameters(d, w) + 1) * d * w for d in depths]
        sweep = [2 * d * w for d in depths]  # forward and back
        small = [really(d, w) if recursive(d, w) <= COUNTABLE else np.nan for d in depths]
        visits = np.array([recursion, wiggling, sweep], float)
        for t in range(self.depth):
            yield RecursionOrSweepFrame(t, visits, np.array(small, float), w)
