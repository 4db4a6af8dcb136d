"""What it costs to believe q where p holds, in bits, nats or decimal digits."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...information import cross_entropy_of, entropy, surprise
from ...knobs import knob, numbers
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount
from ._shares import BASES, OUTCOMES, Shares, distribution, looks, running, weather

NAMES = ("H(p)", "H(p, q)", "H(q)", "H(q, p)")


@dataclass(frozen=True)
class TwoFrame(Frame):
    """p, q (3,), what holds and what is believed; costs (4,) of NAMES in a unit of BASES.

    days (n,), paid (2, n): mean surprise of the first days under p and q, of `length` days.
    """

    p: np.ndarray
    q: np.ndarray
    costs: np.ndarray
    unit: str
    length: int
    days: np.ndarray
    paid: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {"mean surprise": Measure(".4f", never="without end")}

    @property
    def gap(self):
        """KL(p, q): what the belief costs beyond the entropy of p; inf if it rules out too much."""
        return float(max(0.0, self.costs[1] - self.costs[0]))

    @property
    def back(self):
        """KL(q, p), the other way round."""
        return float(max(0.0, self.costs[3] - self.costs[2]))

    @property
    def scores(self):
        """All four."""
        return self.by_name(self.costs)

    @property
    def headline(self):
        """The gap."""
        if not np.isfinite(self.gap):
            return "q rules out what happens: then the surprise has no end."
        if self.gap < 5e-4:
            return f"The gap is closed: both need {amount(self.costs[1])} {self.unit}."
        cost, gap = amount(self.costs[1]), amount(self.gap)
        return f"Who believes q needs {cost} {self.unit} on average, {gap} too many."

    @property
    def summary(self):
        """All four, and both gaps."""
        said = ", ".join(f"{n} {c:.4g}" for n, c in zip(NAMES, self.costs, strict=True))
        gaps = f"gap of p to q {self.gap:.3g}, of q to p {self.back:.3g}"
        paid = " and ".join(f"{cost[-1]:.4g}" for cost in self.paid)
        days = f"{self.days[-1]} days cost {paid} each with p and q"
        return f"In {self.unit}: {said}; {gaps}; {days}.".replace("inf", "without end")


@EXPERIMENTS.add("two-distributions")
@dataclass(frozen=True, repr=False)
class TwoDistributions(Shares, Experiment):
    """Entropies and cross-entropies of p and q, to begin with those of source 4."""

    p: tuple = numbers(
        (1 / 3, 1 / 2, 1 / 6), 0, 1, names=OUTCOMES, least=0, label="p, what holds", help="drag"
    )
    q: tuple = numbers(
        (0.25, 0.5, 0.25), 0, 1, names=OUTCOMES, least=0, label="q, what is believed", help="drag"
    )
    base: str = knob("bits", choices=BASES, label="unit", help="logarithm of base 2, e or 10")
    days: int = knob(1000, 10, 5000, log=True, least=1, most=20000, help="with weather as p says")
    seed: int = knob(0, 0, 99, least=0, help="of the weather")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("base", "days", "seed")

    def __post_init__(self):
        super().__post_init__()
        for name in ("p", "q"):
            distribution(name, getattr(self, name))

    def frames(self):
        """A frame after each of about 40 numbers of days."""
        p, q, base = distribution("p", self.p), distribution("q", self.q), BASES[self.base]
        costs = [entropy(p, base), cross_entropy_of(p, q, base)]
        costs += [entropy(q, base), cross_entropy_of(q, p, base)]
        days, drawn = looks(self.days), weather(p, self.days, self.seed)
        each = np.stack([surprise(p, base), surprise(q, base)])
        paid = running(each[:, drawn])[:, days - 1]
        for t in range(len(days)):
            seen = days[: t + 1], paid[:, : t + 1]
            yield TwoFrame(t, p, q, np.array(costs), self.base, self.days, *seen)
