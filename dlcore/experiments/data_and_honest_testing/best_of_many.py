"""The best of many coin flippers: chosen by a test set, and asked again."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told

NAMES = ("on the test set", "on fresh data")
SHOWN = 60  # moments


@dataclass(frozen=True)
class BestFrame(Frame):
    """After t of `total` models, at the moments tried (n,).

    best (runs, n): test accuracy of the best model so far; fresh (runs, n): of the same model on
    new labels; all_right (t,): test accuracies of the models of the first run.
    """

    total: int
    labels: int
    tried: np.ndarray
    best: np.ndarray
    fresh: np.ndarray
    all_right: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "the best model"
    measures: ClassVar[dict] = {"right": Measure(".1%")}

    @property
    def scores(self):
        """Of the best, now; mean over the runs."""
        return self.by_name([self.best[:, -1].mean(), self.fresh[:, -1].mean()])

    @property
    def headline(self):
        """What it got, and what it is worth."""
        test, fresh = self.scores["right"].values()
        if self.t == 1:
            return f"One coin: {percent(test)} of the test labels."
        return told(
            f"Best of {self.t:,} coins: {percent(test)} on the test set, "
            f"{percent(fresh)} on fresh data."
        )

    @property
    def summary(self):
        """The same with more digits."""
        test, fresh = self.scores["right"].values()
        return (
            f"{self.t} of {self.total} models tried on {self.labels} labels: the best has "
            f"{test:.1%} of the test labels right, {fresh:.1%} of fresh ones; mean of "
            f"{len(self.best)} draws."
        )

    @property
    def table(self):
        """Headings and a row for each moment."""
        rows = zip(self.tried, self.best.mean(0), self.fresh.mean(0), strict=True)
        return ("models", *NAMES), [(int(n), f"{b:.1%}", f"{f:.1%}") for n, b, f in rows]


@EXPERIMENTS.add("best-of-many")
@dataclass(frozen=True, repr=False)
class BestOfMany(Experiment):
    """Models that toss a coin for each example, and labels that are coins, too.

    The one with the most test labels right is chosen; then it meets as many fresh labels.
    """

    models: int = knob(1000, 1, 3000, log=True, least=1, most=20000, help="how many are tried")
    labels: int = knob(200, 20, 2000, log=True, least=2, most=5000, label="test labels", help="all")
    runs: int = knob(5, 1, 10, least=1, most=20, label="draws", help="of everything")
    seed: int = knob(0, 0, 99, least=0, help="of the first draw")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("models", "labels", "seed")
    grid: ClassVar[tuple] = ("models", "labels")

    def draw(self, seed):
        """Accuracies of the models on the test labels and on fresh ones, (2, models).

        How many of n coins agree with n labels is a binomial number.
        """
        rng = generator(seed, stream=20)
        return rng.binomial(self.labels, 0.5, (2, self.models)) / self.labels

    def frames(self):
        """A frame for each of about sixty moments, evenly spaced in powers of ten."""
        test, fresh = np.stack([self.draw(seed) for seed in self.seeds], 1)
        leader = np.maximum.accumulate(test, -1)
        record = np.diff(leader, axis=-1, prepend=-1) > 0
        who = np.maximum.accumulate(np.where(record, np.arange(self.models), 0), -1)
        fresh = np.take_along_axis(fresh, who, -1)
        tried = np.unique(np.geomspace(1, self.models, SHOWN).round().astype(int))
        for n, t in enumerate(tried, 1):
            curves = leader[:, tried[:n] - 1], fresh[:, tried[:n] - 1]
            yield BestFrame(int(t), self.models, self.labels, tried[:n], *curves, test[0, :t])
