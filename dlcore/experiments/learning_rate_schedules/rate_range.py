"""A range test: the rate rises through all sizes in one short training; where does it break?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount, told
from ..rates import check_first_order
from ..stack import Stack
from .digits import USUAL
from .schedule_editor import DrawnTraining

LOWEST, HIGHEST = 0.001, 10.0
OVER = 8  # batches in a mean
BROKEN = 1.5  # times the lowest mean so far


@dataclass(frozen=True)
class RangeFrame(Frame):
    """After t of `total` updates; rates (t + 1,); losses (S, t + 1): of batches, S networks."""

    total: int
    rates: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {
        "rate of the lowest loss": Measure(".2g", log=True, never="none"),
        "rate at which it breaks": Measure(".2g", log=True, never="not yet"),
    }

    @property
    def means(self):
        """Of all networks and the last OVER batches, (t + 1,); nan before there are as many."""
        each = self.losses.mean(0)
        sums = np.convolve(np.where(np.isfinite(each), each, 1e9), np.ones(OVER))[: len(each)]
        return np.where(np.arange(len(each)) < OVER - 1, np.nan, sums / OVER)

    @property
    def breaks(self):
        """The update at which the mean is BROKEN times the lowest before it, or None."""
        means = np.nan_to_num(self.means, nan=np.inf)
        broken = np.flatnonzero(means > BROKEN * np.minimum.accumulate(means))
        return int(broken[0]) if len(broken) else None

    @property
    def lowest(self):
        """The update at which the mean was lowest, before it broke; or None."""
        means = np.nan_to_num(self.means[: self.breaks], nan=np.inf)
        return int(means.argmin()) if np.isfinite(means).any() else None

    @property
    def scores(self):
        """Two rates."""
        at = (np.nan if t is None else float(self.rates[t]) for t in (self.lowest, self.breaks))
        return {name: {"": rate} for name, rate in zip(self.measures, at, strict=True)}

    @property
    def headline(self):
        """Where it is, or where it broke."""
        if self.breaks is None:
            return f"The rate is {amount(self.rates[-1])} now, and nothing has broken."
        low, broken = (amount(self.rates[t]) for t in (self.lowest, self.breaks))
        return told(f"It breaks at a rate of {broken}.", f"The loss was lowest at {low}.")

    @property
    def summary(self):
        """The same, and how far it is."""
        low, broken = (score[""] for score in self.scores.values())
        write = list(self.measures.values())[1].write
        return (
            f"Update {self.t} of {self.total}: rate {self.rates[-1]:.2g}; lowest loss at "
            f"{self.measures['rate of the lowest loss'].write(low)}, breaks at {write(broken)}."
        )


@EXPERIMENTS.add("rate-range")
@dataclass(frozen=True, repr=False)
class RateRange(Experiment):
    """Digits in batches of 16; the rate grows by the same factor with each update (Smith 2015)."""

    epochs: int = knob(1, 1, 5, least=1, help="passes, from the lowest to the highest rate")
    depth: int = knob(1, 1, 10, least=1, most=30, label="hidden layers", help="depth")
    optimizer: str = knob("gradient-descent", choices=OPTIMIZERS, help="the rule")
    runs: int = knob(5, 1, 10, least=1, most=50, label="networks", help="how many seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("epochs", "depth", "optimizer")
    grid: ClassVar[tuple] = ("epochs", "depth")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def work(self):
        """A frame before training and then about 60; None after each update."""
        names = "epochs depth optimizer runs seed".split()
        knobs = USUAL | {name: getattr(self, name) for name in names}
        rising = ((0.0, LOWEST), (100.0, HIGHEST))
        nets = Stack([DrawnTraining(**knobs, drawn=rising)])
        schedule, looks = nets.trainings[0].rates(nets.total), every(nets.total // 60, nets.total)
        rates, losses = [], np.empty((self.runs, nets.total + 1))
        for step in nets.steps():
            rates.append(schedule(step.t))
            losses[:, step.t] = step.value
            yield
            if step.t in looks:
                seen = np.array(rates), losses[:, : step.t + 1]
                yield RangeFrame(step.t, nets.total, *seen)
