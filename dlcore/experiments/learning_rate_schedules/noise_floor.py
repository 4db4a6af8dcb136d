"""A noisy parabola: what a learning rate leaves, and what is left when it falls."""

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS, SCHEDULES
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount, spoken, told

STEPS, RUNS, DRAWN = 600, 1000, 30
PACES = {
    "piecewise": dict(span=STEPS / 2),
    "exponential": dict(span=STEPS / 2),
    "power": dict(span=10),
    "performance": dict(span=50),
    "1cycle": dict(span=STEPS),
    "linear": dict(span=STEPS),
}


@dataclass(frozen=True)
class FloorFrame(Frame):
    """RUNS runs with each of V schedules after t of `total` steps.

    x (V, DRAWN): where some of the runs are; losses (V, t + 1): mean loss of all; rates (V, t + 1).
    """

    total: int
    names: tuple
    x: np.ndarray
    losses: np.ndarray
    rates: np.ndarray

    measures: ClassVar[dict] = {
        "loss that is left": Measure(".2g", log=True),
        "learning rate": Measure(".2g", log=True),
    }
    who: ClassVar[str] = "schedule"

    @property
    def scores(self):
        """The loss, a mean over the last tenth of the steps, and the rate now."""
        last = self.losses[:, -max(1, self.t // 10) :].mean(-1)
        return self.by_name(last, self.rates[:, -1])

    @property
    def headline(self):
        """Who has least left."""
        if not self.t:
            return "All start at the right, on the slope."
        left = self.scores["loss that is left"]
        best = min(left, key=lambda name: np.nan_to_num(left[name], nan=np.inf))
        return told(
            f"{spoken(best)}: {amount(left[best])} is left.",
            *(f"{spoken(name)}: {amount(left[name])}." for name in left if name != best),
        )

    @property
    def summary(self):
        """Every schedule."""
        pairs = zip(self.names, *(each.values() for each in self.scores.values()), strict=True)
        said = "; ".join(f"{name}: loss {left:.2g}, rate {rate:.2g}" for name, left, rate in pairs)
        return f"Step {self.t} of {self.total}; {said}."


@EXPERIMENTS.add("noise-floor")
@dataclass(frozen=True, repr=False)
class NoiseFloor(Experiment):
    """x^2 / 2 from x = 1, with slope x + noise * N(0, 1): a thousand runs with each schedule.

    A constant rate ends at a mean loss of noise^2 lr / (2 (2 - lr)). All schedules meet the same
    noise. piecewise falls in the middle; inverse and inverse-sqrt count single steps.
    """

    schedules: tuple = knob(
        ("constant", "piecewise"), choices=SCHEDULES, many=True, help="of the learning rate"
    )
    lr: float = knob(0.1, 0.005, 1, log=True, below=2, label="learning rate", help="at the start")
    factor: float = knob(0.1, 0.01, 1, log=True, most=1, help="by which piecewise falls")
    noise: float = knob(1.0, 0, 3, least=0, help="standard deviation of the slope")
    seed: int = knob(0, 0, 99, least=0, help="of the noise")

    front: ClassVar[tuple] = ("lr", "factor", "noise")
    grid: ClassVar[tuple] = ("lr", "noise")

    def schedule(self, name):
        """The schedule with its knobs here."""
        about = dict(lr=self.lr, factor=self.factor) | PACES.get(name, {})
        known = {f.name for f in fields(SCHEDULES[name])}
        return SCHEDULES[name](**{k: v for k, v in about.items() if k in known})

    def walk(self, name):
        """Endless (x (RUNS,), mean loss, rate) of each step."""
        rng, schedule = generator(self.seed, stream=60), self.schedule(name)
        memory = schedule.init()

        def noisy(theta):
            slope = theta + self.noise * rng.standard_normal(theta.shape)
            return 0.5 * (theta * theta).sum(-1), slope

        start = np.ones((RUNS, 1))
        for step in descend(noisy, start, OPTIMIZERS["gradient-descent"](), schedule):
            memory, rate = schedule.update(memory, step.t, step.value)
            yield step.theta[:DRAWN, 0], step.value.mean(), np.mean(rate)

    def work(self):
        """A frame for every tenth step; None in between."""
        walks = [self.walk(name) for name in self.schedules]
        losses, rates = np.empty((2, len(walks), STEPS + 1))
        looks = set(every(STEPS // 60, STEPS))
        for t in range(STEPS + 1):
            now = [next(walk) for walk in walks]
            x, losses[:, t], rates[:, t] = (np.array(part) for part in zip(*now, strict=True))
            parts = losses[:, : t + 1], rates[:, : t + 1]
            yield FloorFrame(t, STEPS, self.schedules, x, *parts) if t in looks else None
