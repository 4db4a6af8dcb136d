"""Batch normalization of one unit, a step at a time."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import BatchNorm
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import amount

STAGES = ("x", "x − μ", "x̂", "γ x̂ + β")
DONE = ("The batch as it came", "Mean taken off", "Divided by σ", "Times γ, plus β")
LEARNED = ("as set", "σ and μ of this batch")


@dataclass(frozen=True)
class ByHandFrame(Frame):
    """One unit's values after t of the 3 steps.

    values (4, B): what came in, centred, standardized, and the output; gamma, beta: in force.
    """

    values: np.ndarray
    gamma: float
    beta: float

    measures: ClassVar[dict] = {"mean": Measure(".2f"), "standard deviation": Measure(".2f")}
    who: ClassVar[str] = "stage"
    stages: ClassVar[tuple] = STAGES

    @property
    def mean(self):
        """Of each stage, (4,)."""
        return self.values.mean(-1)

    @property
    def std(self):
        """Of each stage, (4,)."""
        return self.values.std(-1)

    @property
    def same(self):
        """True if what comes out is what came in."""
        return bool(np.allclose(self.values[-1], self.values[0], atol=1e-3))

    @property
    def scores(self):
        """Of the stages that are reached."""
        reached, parts = STAGES[: self.t + 1], (self.mean, self.std)
        return {
            measure: dict(zip(reached, part.tolist(), strict=False))
            for measure, part in zip(self.measures, parts, strict=True)
        }

    @property
    def headline(self):
        """Mean and spread now."""
        mean, std = amount(self.mean[self.t]), amount(self.std[self.t])
        return f"{DONE[self.t]}: mean {mean}, standard deviation {std}."

    @property
    def summary(self):
        """The same, and which numbers are learned."""
        said = f"mean {self.mean[self.t]:.3g}, standard deviation {self.std[self.t]:.3g}"
        learned = f"gamma {self.gamma:.3g} and beta {self.beta:.3g} are learned"
        return f"{DONE[self.t]}: {said}; {learned}."


@EXPERIMENTS.add("by-hand")
@dataclass(frozen=True, repr=False)
class ByHand(Experiment):
    """What one unit gets for a batch of examples: mean off, divided by the spread, gamma, beta.

    learned: gamma and beta as the sliders say, or the spread and mean of this very batch.
    """

    batch: int = knob(32, 1, 64, least=1, most=1000, label="batch size", help="values")
    spread: float = knob(2.0, 0.1, 5, least=0, help="of what comes in: all values times this")
    shift: float = knob(3.0, -5, 5, help="what comes in is moved by it")
    gamma: float = knob(1.0, 0, 3, label="γ", help="learned scale")
    beta: float = knob(0.0, -5, 5, label="β", help="learned shift")
    learned: str = knob("as set", choices=LEARNED, label="γ and β", help="where they come from")
    eps: float = knob(1e-5, 1e-6, 1, log=True, least=0, label="ε", help="under the root")
    seed: int = knob(0, 0, 99, least=0, help="of the values")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("batch", "spread", "gamma", "beta")
    pace: ClassVar[float] = 1

    @property
    def idle(self):
        """What the batch decides."""
        own = self.learned != "as set"
        return dict.fromkeys(("gamma", "beta"), "the batch decides") if own else {}

    def frames(self):
        """A frame for each stage."""
        x = generator(self.seed).standard_normal((self.batch, 1)) * self.spread + self.shift
        layer, mean, std = BatchNorm(1, eps=self.eps), x.mean(), x.std()
        own = self.learned != "as set"
        gamma, beta = (std, mean) if own else (self.gamma, self.beta)
        p = {name: np.full((1, 1), value) for name, value in (("gamma", 1.0), ("beta", 0.0))}
        p |= dict(mean=np.zeros((1, 1)), var=np.ones((1, 1)))
        x_hat = layer.forward(p, x, generator(0))[0]
        stages = np.stack([x, x - mean, x_hat, gamma * x_hat + beta])[..., 0]
        for t in range(len(STAGES)):
            yield ByHandFrame(t, stages, float(gamma), float(beta))
