"""Each part is the test part once: estimates by hold-out, by k folds and by leaving one out."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import Data, hold_out
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...validation import cross_validate, folds
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from .learners import LEARNERS, judged

NAMES = ("hold-out", "k folds", "leave one out")


@dataclass(frozen=True)
class FoldsFrame(Frame):
    """Fold `turn` (from 1) of the first sample, or all folds of sample `samples`.

    tests (k, n): in which round an example of the first sample is tested; right (turn,): accuracy
    of its rounds so far. off (3, samples): estimate minus truth of each way, once the rounds are
    over; the truth is the accuracy of a model trained on the whole sample, on all other images.
    """

    total: int
    turn: int
    tests: np.ndarray
    right: np.ndarray
    off: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "estimate"
    measures: ClassVar[dict] = {"spread": Measure(".1%"), "off on average": Measure("+.1%")}

    @property
    def samples(self):
        """How many have been judged in all three ways."""
        return self.off.shape[1]

    @property
    def spread(self):
        """Standard deviation of the estimates around the truth, (3,); nan of fewer than two."""
        return self.off.std(-1, ddof=1) if self.samples > 1 else np.full(3, np.nan)

    @property
    def scores(self):
        """How far the estimates lie apart, and how far off they are on average."""
        mean = self.off.mean(-1) if self.samples else np.full(3, np.nan)
        return self.by_name(self.spread, mean)

    @property
    def headline(self):
        """The rounds, then the spreads."""
        if not self.samples:
            return f"Round {self.turn} of {len(self.tests)}: {percent(self.right[-1])} right."
        if self.samples == 1:
            return f"The estimate is the mean of the rounds: {percent(self.right.mean())}."
        said = ", ".join(f"{name} {percent(s)}" for name, s in zip(NAMES, self.spread, strict=True))
        return told(f"{self.samples} samples. Spread: {said}.")

    @property
    def summary(self):
        """The same."""
        if not self.samples:
            done = ", ".join(f"{one:.0%}" for one in self.right)
            return f"Rounds 1 to {self.turn} of {len(self.tests)}; right: {done}."
        rows = zip(NAMES, self.spread, self.off.mean(-1), strict=True)
        said = "; ".join(f"{name}: spread {s:.2%}, off {m:+.2%}" for name, s, m in rows)
        return f"{self.samples} samples; {said}."


@EXPERIMENTS.add("rotating-folds")
@dataclass(frozen=True, repr=False)
class RotatingFolds(Experiment):
    """A few digits with labels, and nothing else: how well does the model do on all others?

    Hold-out tests a k-th once; k folds test each k-th once; leave one out is as many folds as
    examples.
    """

    k: int = knob(5, 2, 20, least=2, most=50, label="folds", help="k; hold-out tests a k-th")
    examples: int = knob(100, 50, 200, least=50, most=400, label="labelled", help="in a sample")
    learner: str = knob("nearest mean", choices=tuple(LEARNERS), label="model", help="what learns")
    samples: int = knob(40, 2, 60, least=2, most=400, help="drawn anew each time")
    seed: int = knob(0, 0, 99, least=0, help="of the samples")

    front: ClassVar[tuple] = ("k", "examples", "learner")
    pace: ClassVar[float] = 6

    def score(self, data):
        """Share of the test part that is right."""
        return judged(self.learner, data).mean()

    def estimates(self, x, y, seed):
        """By each of the three ways, (3,)."""
        held = self.score(hold_out(x, y, 1 / self.k, seed))
        in_folds = cross_validate(self.score, x, y, self.k, seed).mean()
        return held, in_folds, cross_validate(self.score, x, y, len(x), seed).mean()

    def sample(self, seed):
        """`Data`: the labelled ones to train on, all others to test."""
        data = DATASETS["digits"]()
        x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
        order = generator(seed, stream=22).permutation(len(x))
        mine, others = order[: self.examples], order[self.examples :]
        return Data(x[mine], y[mine], x[others], y[others])

    def rounds(self):
        """When each example of the first sample is tested, (k, n), and what is right, (k,)."""
        data = self.sample(1000 * self.seed)
        numbers = np.arange(self.examples, dtype=np.float32)[:, None]
        parts = folds(numbers, data.y, self.k, 1000 * self.seed)
        tests = np.stack([np.isin(numbers[:, 0], part.x_test[:, 0]) for part in parts])
        return tests, cross_validate(self.score, data.x, data.y, self.k, 1000 * self.seed)

    def work(self):
        """A frame for each round of the first sample, and then one for each sample."""
        (tests, right), total = self.rounds(), self.k + self.samples
        for turn in range(1, self.k + 1):
            yield FoldsFrame(turn, total, turn, tests, right[:turn], np.empty((3, 0)))
        off = []
        for n in range(self.samples):
            seed = 1000 * self.seed + n
            data = self.sample(seed)
            off.append(np.array(self.estimates(data.x, data.y, seed)) - self.score(data))
            off_by_now = np.array(off).T
            yield FoldsFrame(self.k + n + 1, total, self.k, tests, right, off_by_now)
