"""How often a loss must be evaluated to find its lowest point: on a grid, and downhill."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from .quadratic import Quadratic

LARGEST, EXAMPLES = 12, 200
GOAL = 1e-6  # of the first height above the lowest point


@dataclass(frozen=True)
class GridFrame(Frame):
    """Lines with 1 to t weights, t of LARGEST.

    weights (t,); grid (t,): k^weights; downhill (t,): evaluations of gradient descent until a
    millionth of the height is left; off (t,): largest distance of a weight from the closed form.
    """

    k: int
    weights: np.ndarray
    grid: np.ndarray
    downhill: np.ndarray
    off: np.ndarray

    measures: ClassVar[dict] = {"evaluations": Measure(".3g", log=True)}

    @property
    def scores(self):
        """With the most weights so far."""
        last = dict(grid=float(self.grid[-1]), downhill=float(self.downhill[-1]))
        return {"evaluations": last}

    @property
    def headline(self):
        """The last of them."""
        grid, steps, n = self.grid[-1], self.downhill[-1], self.weights[-1]
        looks = f"{grid:,.0f}" if grid <= 1e12 else "over a trillion"
        plural = "s" if n > 1 else ""
        return f"{n} weight{plural}: the grid takes {looks} looks, downhill {steps:,.0f}."

    @property
    def summary(self):
        """The same in full."""
        return (
            f"{self.weights[-1]} of {LARGEST} weights, {self.k} values each: "
            f"{self.grid[-1]:,.0f} evaluations on the grid, {self.downhill[-1]:,.0f} downhill, "
            f"which ends {self.off[-1]:.2g} from the closed form."
        )

    @property
    def table(self):
        """Headings and a row for each number of weights."""
        rows = zip(self.weights, self.grid, self.downhill, self.off, strict=True)
        head = ("weights", "grid", "downhill", "from the closed form")
        return head, [(int(n), f"{g:,.0f}", f"{d:,.0f}", f"{o:.1g}") for n, g, d, o in rows]


@EXPERIMENTS.add("grid-or-gradient")
@dataclass(frozen=True, repr=False)
class GridOrGradient(Experiment):
    """y = x . w for 200 examples with 1, 2, ... 12 weights: k values for each, or gradient descent.

    The grid's numbers are calculated, k^weights; it finds the weights to one part in k. Gradient
    descent runs, with a rate of 1 over the largest curvature.
    """

    k: int = knob(10, 2, 100, least=2, most=1000, label="values a weight", help="of the grid")
    seed: int = knob(0, 0, 99, least=0, help="which examples")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True

    def line(self, n):
        """x (200, n), y (200,)."""
        rng = generator(self.seed, stream=26)
        x = rng.standard_normal((EXAMPLES, n))
        return x, x @ rng.uniform(-1, 1, n)

    def downhill(self, n):
        """How many evaluations gradient descent took, and how far off it ended."""
        f = Quadratic(*self.line(n))
        steps = descend(f, np.zeros(n), OPTIMIZERS["gradient-descent"](), 1 / f.axes[0][-1])
        goal = GOAL * f(np.zeros(n))[0]
        there = next(step for step in steps if step.value <= goal)
        return there.t + 1, np.abs(there.theta - f.best).max()

    def frames(self):
        """A frame for each number of weights."""
        weights, found = np.arange(1, LARGEST + 1), []
        for n in weights:
            found.append(self.downhill(n))
            downhill, off = (np.array(part, float) for part in zip(*found, strict=True))
            grid = float(self.k) ** weights[:n]
            yield GridFrame(int(n), self.k, weights[:n], grid, downhill, off)
