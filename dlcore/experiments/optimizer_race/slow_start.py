"""Adadelta has no learning rate; how long are its steps, and when?"""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import Adadelta
from ...registry import EXPERIMENTS
from ...surfaces import SURFACES
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount, told
from ..rates import racing


@dataclass(frozen=True)
class StepsFrame(Frame):
    """After t steps: lengths (t,) of the steps, losses (t + 1,)."""

    total: int
    lengths: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {
        "loss": Measure(log=True),
        "longest / first step": Measure(log=True),
    }

    @property
    def scores(self):
        """The present loss; how much longer than the first the longest step was."""
        grown = self.lengths.max() / self.lengths[0] if self.t else 1.0
        return {
            m: {"": float(v)} for m, v in zip(self.measures, (self.losses[-1], grown), strict=True)
        }

    @property
    def headline(self):
        """The present step against the first."""
        if not self.t:
            return "Adadelta has no past steps yet."
        ratio = self.lengths[-1] / self.lengths[0]
        return told(f"Step {self.t} is {amount(ratio)} times as long as the first one.")

    @property
    def summary(self):
        """The same, with the loss."""
        if not self.t:
            return f"No step yet; loss {self.losses[-1]:.3g}."
        long = self.lengths.argmax()
        return (
            f"Step {self.t} of {self.total}: length {self.lengths[-1]:.3g}, the first "
            f"{self.lengths[0]:.3g}, the longest {self.lengths[long]:.3g} (step {long + 1}); "
            f"loss {self.losses[-1]:.3g}."
        )


@EXPERIMENTS.add("slow-start")
@dataclass(frozen=True, repr=False)
class SlowStart(Experiment):
    """Adadelta on a surface; its first step has the length sqrt(eps / (1 - rho)) in each weight."""

    surface: str = knob("bowl", choices=SURFACES, help="the error surface")
    rho: float = knob(0.95, 0, 0.999, least=0, most=0.9999, help="memory of past squares")
    eps: float = knob(1e-6, 1e-10, 1e-2, log=True, help="size of the very first steps")
    steps: int = knob(1500, 100, 5000, least=1, most=50000, help="length of the run")

    instant: ClassVar[bool] = False
    grid: ClassVar[tuple] = ("rho", "eps")
    front: ClassVar[tuple] = ("surface", "rho", "eps")

    def frames(self):
        """About 150 frames."""
        surface, rule = SURFACES[self.surface], Adadelta(self.rho, self.eps)
        start = np.array([surface.start], float)
        walk = list(islice(racing(surface, start, (rule,), 1.0), self.steps + 1))
        losses = np.array([step.value[0] for step in walk])
        lengths = np.linalg.norm(np.diff([step.theta[0] for step in walk], axis=0), axis=-1)
        for t in every(self.steps // 150, self.steps):
            yield StepsFrame(t, self.steps, lengths[:t], losses[: t + 1])
