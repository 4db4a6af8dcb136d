"""One data set, split again and again: how far test accuracies fall apart."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import hold_out
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ...validation import error_bar
from ..base import Experiment, Frame, Measure
from ..phrases import amount, percent, told
from .image_as_vector import SETS
from .learners import LEARNERS, judged

PARTS = ("all test images", "a tenth of them")


@dataclass(frozen=True)
class SplitsFrame(Frame):
    """After t of `total` splits.

    right (2, t): test accuracy of each split, by all its test images and by a tenth of them;
    sizes (2,): how many images these are.
    """

    total: int
    right: np.ndarray
    sizes: np.ndarray

    who: ClassVar[str] = "judged by"
    names: ClassVar[tuple] = PARTS
    measures: ClassVar[dict] = {
        "mean": Measure(".2%"),
        "spread": Measure(".2%"),
        "formula": Measure(".2%"),
    }

    @property
    def mean(self):
        """Of all splits so far, (2,)."""
        return self.right.mean(-1)

    @property
    def spread(self):
        """Standard deviation over the splits so far, (2,); 0 of one alone."""
        return self.right.std(-1, ddof=1) if self.t > 1 else np.zeros(2)

    @property
    def formula(self):
        """sqrt(a (1 - a) / n), (2,)."""
        return error_bar(self.mean[0], self.sizes)

    @property
    def ratio(self):
        """How many times the spread of a tenth is larger."""
        return float(self.spread[1] / self.spread[0]) if self.spread[0] else np.nan

    @property
    def scores(self):
        """Mean, spread, and what the formula says."""
        return self.by_name(self.mean, self.spread, self.formula)

    @property
    def headline(self):
        """One number, or how far many lie apart."""
        if self.t == 1:
            return f"One split, one number: {percent(self.right[0, 0])} right."
        low, high = self.right[0].min(), self.right[0].max()
        tenth = f"By a tenth of the images {amount(self.ratio)} times the spread."
        said = f"{self.t} splits: {percent(low)} to {percent(high)}."
        return told(said, tenth if np.isfinite(self.ratio) else "")

    @property
    def summary(self):
        """The same with the formula."""
        said = (
            f"{name} ({n:,.0f}): mean {m:.1%}, spread {s:.2%}, formula {f:.2%}"
            for name, n, m, s, f in zip(
                PARTS, self.sizes, self.mean, self.spread, self.formula, strict=True
            )
        )
        return f"{self.t} of {self.total} splits; {'; '.join(said)}."


@EXPERIMENTS.add("many-splits")
@dataclass(frozen=True, repr=False)
class ManySplits(Experiment):
    """Train on one part, judge by the other, and split anew; by all test images and by a tenth."""

    share: float = knob(0.2, 0.02, 0.8, least=0.01, most=0.95, label="test share", help="held out")
    learner: str = knob("nearest mean", choices=tuple(LEARNERS), label="model", help="what learns")
    data: str = knob("mnist10k", choices=SETS, help="10,000 images, or 1,797 small ones")
    splits: int = knob(100, 2, 200, least=2, most=1000, help="how many")
    seed: int = knob(0, 0, 99, least=0, help="of the splits")

    front: ClassVar[tuple] = ("share", "learner", "data", "splits")
    grid: ClassVar[tuple] = ("share", "splits")

    def __post_init__(self):
        super().__post_init__()
        if self.learner == "nearest neighbour" and self.data == "mnist10k":
            raise ValueError("learner 'nearest neighbour' is too slow for 'mnist10k': take digits")

    def work(self):
        """A frame for each split."""
        data, found = DATASETS[self.data](), []
        x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
        for t in range(self.splits):
            hits = judged(self.learner, hold_out(x, y, self.share, 1000 * self.seed + t))
            few = hits[: max(len(hits) // 10, 1)]
            found.append([hits.mean(), few.mean()])
            sizes = np.array([len(hits), len(few)], float)
            yield SplitsFrame(t + 1, self.splits, np.array(found).T, sizes)
