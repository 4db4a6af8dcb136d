"""Three shares to be dragged: how surprising each outcome is, and how much on average."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...information import entropy, surprise
from ...registry import EXPERIMENTS, knob, numbers
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from ._shares import BASES, OUTCOMES, Shares, distribution


@dataclass(frozen=True)
class SurpriseFrame(Frame):
    """p (3,): the shares; each (3,): log 1/p, inf for what never happens; in a unit of BASES."""

    p: np.ndarray
    each: np.ndarray
    unit: str

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
        rare = int(np.argmin(np.where(self.p > 0, self.p, 2)))
        said = f"{OUTCOMES[rare]} would bring {amount(self.each[rare])} {self.unit}."
        return told(f"On average an outcome brings {amount(self.mean)} {self.unit}.", said)

    @property
    def summary(self):
        """The entropy, and the most there is."""
        shares = ", ".join(f"{n} {p:.1%}" for n, p in zip(OUTCOMES, self.p, strict=True))
        return (
            f"Shares: {shares}; entropy {self.mean:.4g} {self.unit}, at most {self.most:.4g} with "
            "three outcomes."
        )


@EXPERIMENTS.add("surprise-and-entropy")
@dataclass(frozen=True, repr=False)
class SurpriseAndEntropy(Shares, Experiment):
    """log 1/p of three outcomes, and its mean, -sum p log p."""

    bars: tuple = numbers(
        (0.7, 0.2, 0.1), 0, 1, names=OUTCOMES, least=0, label="shares", help="drag the bars"
    )
    base: str = knob("bits", choices=BASES, label="unit", help="logarithm of base 2, e or 10")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("base",)

    def __post_init__(self):
        super().__post_init__()
        distribution("bars", self.bars)

    def frames(self):
        """The one frame."""
        p, base = distribution("bars", self.bars), BASES[self.base]
        frame = SurpriseFrame(0, p, surprise(p, base), self.base)
        assert np.isclose(frame.mean, entropy(p, base))
        yield frame
