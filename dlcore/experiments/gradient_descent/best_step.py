"""Two parabolas: who has the larger slope is not who is farther from the bottom."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told

NAMES = ("flat", "steep")
STEPS = 12
RULES = {
    "slope": lambda lr, slope, curvature: lr * slope,
    "slope / curvature": lambda lr, slope, curvature: slope / curvature,
}


@dataclass(frozen=True)
class BestStepFrame(Frame):
    """After t steps on both parabolas curvature x^2 / 2.

    curvature (2,); x (2, t + 1): where the points were, seen from the bottoms; total: steps of a
    run.
    """

    total: int
    rule: str
    curvature: np.ndarray
    x: np.ndarray

    measures: ClassVar[dict] = {"distance": Measure(), "slope": Measure()}
    who: ClassVar[str] = "parabola"
    names: ClassVar[tuple] = NAMES

    @property
    def slope(self):
        """Of each point now, (2,)."""
        return self.curvature * self.x[:, -1]

    @property
    def scores(self):
        """Distance from the bottom, and size of the slope."""
        return self.by_name(np.abs(self.x[:, -1]), np.abs(self.slope))

    @property
    def headline(self):
        """Slopes and distances, or who has arrived."""
        far, slope = np.abs(self.x[:, -1]), np.abs(self.slope)
        if not np.isfinite(far).all() or far.max() > 100:
            return "The rate is too large for the steep one: it is lost."
        if far.max() < 1e-3:
            return f"Both are at the bottom, after step {self.t}."
        said = [
            f"{name}: slope {amount(v)}, distance {amount(x)}"
            for name, v, x in zip(NAMES, slope, far, strict=True)
        ]
        return told("; ".join(said) + ".")

    @property
    def summary(self):
        """The same with more digits."""
        rows = zip(NAMES, self.slope, self.x[:, -1], strict=True)
        said = "; ".join(f"{name}: slope {s:.3g}, {x:.3g} from the bottom" for name, s, x in rows)
        return f"Step {self.t} of {self.total} by {self.rule}; {said}."


@EXPERIMENTS.add("best-step")
@dataclass(frozen=True, repr=False)
class BestStep(Experiment):
    """x = x - lr * slope, or x = x - slope / curvature (Newton's step), on two parabolas."""

    rule: str = knob("slope", choices=RULES, label="a step is", help="its rule")
    lr: float = knob(0.1, 0.01, 1, log=True, label="learning rate", help="of rule 'slope'")
    place_flat: float = knob(2.0, -3, 3, label="flat: place", help="from its bottom; drag the ring")
    place_steep: float = knob(0.5, -3, 3, label="steep: place", help="from its bottom")
    flat: float = knob(1.0, 0.2, 4, least=1e-3, label="flat: curvature", help="second derivative")
    steep: float = knob(12.0, 4, 30, least=1e-3, label="steep: curvature", help="of the other one")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("rule", "lr", "place_flat", "place_steep")
    grid: ClassVar[tuple] = ("lr", "steep")

    @property
    def idle(self):
        """The rate where the curvature says how long a step is."""
        return {} if self.rule == "slope" else {"lr": "the curvature says how long a step is"}

    def frames(self):
        """One frame for each step."""
        curvature, x = np.array([self.flat, self.steep]), np.empty((2, STEPS + 1))
        x[:, 0] = self.place_flat, self.place_steep
        for t in range(STEPS):
            x[:, t + 1] = x[:, t] - RULES[self.rule](self.lr, curvature * x[:, t], curvature)
        for t in range(STEPS + 1):
            yield BestStepFrame(t, STEPS, self.rule, curvature, x[:, : t + 1])
