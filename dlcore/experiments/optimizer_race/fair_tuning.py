"""An equal budget for every rule: so many learning rates, each tried from many starts."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...surfaces import SURFACES
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import listed
from ..rates import GRID, racing, rules_of
from .optimizer_race import OptimizerRace

NINE = tuple(name for name, rule in OPTIMIZERS.shipped.items() if not rule.needs_hessian)
FRAMES = 100
GOOD = 0.5  # a rate works if at least this share of the starts arrive


@dataclass(frozen=True)
class TuningFrame(Frame):
    """After t of `total` steps. R rules, L learning rates, K starts.

    names (R,); rates (L,); arrived (R, L, K): the step from which the loss has stayed below the
    goal, inf where it has not; loss (R, L, K): now, inf where the run was lost.
    """

    total: int
    names: tuple
    rates: np.ndarray
    arrived: np.ndarray
    loss: np.ndarray

    who: ClassVar[str] = "optimizer"
    measures: ClassVar[dict] = {
        "steps to arrive": Measure(".0f", log=True, never="never"),
        "best rate": Measure(".3g", log=True, never="none"),
        "rates that work": Measure(".0%"),
        "loss reached": Measure(".2g", log=True, never="none"),
    }

    @property
    def medians(self):
        """Steps to arrive, the median over the starts, (R, L)."""
        return np.median(self.arrived, -1)

    @property
    def shares(self):
        """Share of the starts that have arrived, (R, L)."""
        return np.isfinite(self.arrived).mean(-1)

    @property
    def best(self):
        """Index of each rule's best rate (R,): lowest median, then most starts arrived."""
        return np.lexsort((-self.shares, self.medians))[:, 0]

    @property
    def at_best(self):
        """Steps to arrive with each rule's best rate, (R, K)."""
        return self.arrived[np.arange(len(self.names)), self.best]

    @property
    def scores(self):
        """Median at the best rate, that rate, the share of rates that work, the lowest loss.

        The last one is the median over the starts, with the rate that is best in this respect.
        """
        medians = np.median(self.at_best, -1)
        rates = np.where(np.isfinite(medians), self.rates[self.best], np.nan)
        working, lowest = (self.shares >= GOOD).mean(-1), np.median(self.loss, -1).min(-1)
        return self.by_name(medians, rates, working, lowest)

    @property
    def headline(self):
        """The fastest of those that have arrived."""
        order = sorted((step, name) for name, step in self.scores["steps to arrive"].items())
        there = [f"{name} {step:.0f}" for step, name in order if np.isfinite(step)]
        if there:
            return f"Steps at the best rate: {listed(there)}."
        if self.t < self.total:
            return "Nobody is there yet."
        return f"Nobody arrived with any of {len(self.rates)} rates."

    @property
    def summary(self):
        """The order of those that have arrived."""
        order = sorted((step, name) for name, step in self.scores["steps to arrive"].items())
        there = [f"{name} {step:.0f}" for step, name in order if np.isfinite(step)]
        R, L, K = self.arrived.shape
        return (
            f"Step {self.t} of {self.total}; {L} learning rates and {K} starts for each of {R} "
            f"rules. Steps with the best rate (median): {', '.join(there) or 'nobody yet'}."
        )

    @property
    def table(self):
        """The scores, and within how many steps 8 of 10 starts arrive."""
        head, rows = super().table
        write = self.measures["steps to arrive"].write
        low_high = np.quantile(self.at_best, (0.1, 0.9), axis=-1, method="nearest").T
        spans = (" to ".join(map(write, pair)) for pair in low_high)
        return (*head, "8 of 10 starts"), [(*r, s) for r, s in zip(rows, spans, strict=True)]


@EXPERIMENTS.add("fair-tuning")
@dataclass(frozen=True, repr=False)
class FairTuning(Experiment):
    """All runs at once: theta (R, L, K, 2). Who was lost on the way does not count as arrived.

    budget: learning rates for each rule, evenly spread in powers of ten from 1e-4 to 2.
    """

    surface: str = knob("crescent", choices=SURFACES, help="the error surface")
    optimizers: tuple = knob(NINE, choices=OPTIMIZERS, many=True, help="who is tuned")
    budget: int = knob(26, 2, 52, least=2, most=200, help="learning rates that each may try")
    start: tuple | None = knob(None, point=True, help="where the runs begin")
    starts: int = knob(20, 1, 40, least=1, most=1000, help="how many places to start from")
    spread: float = knob(0.2, 0, 1, least=0, help="how far apart the starts are")
    steps: int = knob(1000, 10, 4000, least=1, most=20000, help="how long everybody has")
    seed: int = knob(0, 0, 99, least=0, help="which places around the start")

    grid: ClassVar[tuple] = ("surface", "budget")
    front: ClassVar[tuple] = ("surface", "budget", "seed")

    def __post_init__(self):
        super().__post_init__()
        self.race  # noqa: B018  it knows where a start may lie

    @property
    def race(self):
        """A race over the same ground."""
        shared = {k: getattr(self, k) for k in ("surface", "start", "starts", "spread", "seed")}
        return OptimizerRace(**shared)

    @property
    def idle(self):
        """The places around the start where there are none."""
        return self.race.idle

    def reach(self, name):
        """Where the start may lie, and its usual place."""
        return self.race.reach(name)

    def frames(self):
        """About 100 frames."""
        f, rules = SURFACES[self.surface], rules_of(self.optimizers)
        rates = np.geomspace(GRID[0], GRID[-1], self.budget)
        shape = len(rules), self.budget, self.starts
        theta = np.broadcast_to(self.race.places(self.starts), (*shape, 2))
        low, high = np.array(f.domain).T
        arrived, lost = np.full(shape, np.inf), np.zeros(shape, bool)
        looks = every(self.steps // FRAMES, self.steps)
        steps = racing(f, theta, rules, rates[:, None, None])
        for step in islice(steps, self.steps + 1):
            with np.errstate(invalid="ignore"):  # of runs that diverged
                far = np.abs(step.theta - (low + high) / 2) < 10 * (high - low)
                lost |= ~far.all(-1) | ~np.isfinite(step.value)
                there = (step.value < f.goal) & ~lost
            arrived = np.where(there, np.minimum(arrived, step.t), np.inf)
            if step.t in looks:
                loss = np.where(lost, np.inf, step.value)
                yield TuningFrame(step.t, self.steps, self.optimizers, rates, arrived, loss)
