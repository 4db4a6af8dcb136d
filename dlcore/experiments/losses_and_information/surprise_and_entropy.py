"""Three shares to be dragged: how surprising each outcome is, and how much on average."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...information import surprise
from ...knobs import knob, numbers
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from ._shares import BASES, OUTCOMES, Shares, distribution, looks, running, weather


@dataclass(frozen=True)
class SurpriseFrame(Frame):
    """p (3,): the shares; each (3,): log 1/p, inf for what never happens; in a unit of BASES.

    days (n,), so_far (n,): the mean surprise of the first days, of which there are `length`.
    """

    p: np.ndarray
    each: np.ndarray
    unit: str
    length: int
    days: np.ndarray
    so_far: np.ndarray

    names: ClassVar[tuple] = OUTCOMES
    who: ClassVar[str] = "outcome"
    measures: ClassVar[dict] = {
        "share": Measure(".3f"),
        "surprise": Measure(".3f", never="it never happens"),
        "share × surprise": Measure(".3f"),
    }

    @property
    def parts(self):
        """What each adds to the mean, (3,); 0 for what never happens."""
        return self.p * np.where(self.p > 0, self.each, 0)

    @property
    def mean(self):
        """The mean surprise: the entropy."""
        return float(self.parts.sum())

    @property
    def most(self):
        """The largest mean surprise that three outcomes can have."""
        return float(np.log(len(self.p)) / np.log(BASES[self.unit]))

    @property
    def scores(self):
        """Of each outcome."""
        return self.by_name(self.p, self.each, self.parts)

    @property
    def headline(self):
        """The entropy."""
        if self.mean < 1e-3:
            return "One outcome is sure: nothing can surprise, the entropy is 0."
        n, found = int(self.days[-1]), amount(self.so_far[-1])
        said = f"{n:,} days brought {found} each." if n > 1 else f"The first day brings {found}."
        return told(f"An outcome brings {amount(self.mean)} {self.unit} on average.", said)

    @property
    def summary(self):
        """The entropy, and the most there is."""
        shares = ", ".join(f"{n} {p:.1%}" for n, p in zip(OUTCOMES, self.p, strict=True))
        return (
            f"Shares: {shares}; entropy {self.mean:.4g} {self.unit}, at most {self.most:.4g} with "
            f"three outcomes; mean of {self.days[-1]} days {self.so_far[-1]:.4g}."
        )


@EXPERIMENTS.add("surprise-and-entropy")
@dataclass(frozen=True, repr=False)
class SurpriseAndEntropy(Shares, Experiment):
    """log 1/p of three outcomes, and its mean, -sum p log p."""

    bars: tuple = numbers(
        (0.7, 0.2, 0.1), 0, 1, names=OUTCOMES, least=0, label="shares", help="drag the bars"
    )
    base: str = knob("bits", choices=BASES, label="unit", help="logarithm of base 2, e or 10")
    days: int = knob(1000, 10, 5000, log=True, least=1, most=20000, help="with weather as dragged")
    seed: int = knob(0, 0, 99, least=0, help="of the weather")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("base", "days", "seed")

    def __post_init__(self):
        super().__post_init__()
        distribution("bars", self.bars)

    def frames(self):
        """A frame after each of about 40 numbers of days."""
        p, base = distribution("bars", self.bars), BASES[self.base]
        each, days = surprise(p, base), looks(self.days)
        so_far = running(each[weather(p, self.days, self.seed)])[days - 1]
        for t in range(len(days)):
            seen = days[: t + 1], so_far[: t + 1]
            yield SurpriseFrame(t, p, each, self.base, self.days, *seen)
