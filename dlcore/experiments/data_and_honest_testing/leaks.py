"""Labels that are coin tosses, and a report of 96 per cent: what was done before the split."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import Data, hold_out, one_hot, standardize
from ...diagnosis import Finding
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import percent
from .learners import judged

NAMES = ("on the test part", "on fresh data")
BEST, COPIES, BLUR = 20, 3, 0.1  # features kept; copies of each example, and how they differ
SUSPECT = 0.65  # on coins: over three error bars of the test parts of 20 draws or more
FRESH = 200


@dataclass(frozen=True)
class LeaksFrame(Frame):
    """After t of `total` draws: right (2, t), on the test part and on fresh data."""

    total: int
    first: tuple
    right: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "judged"
    measures: ClassVar[dict] = {"right": Measure(".1%", never="not yet")}

    @property
    def scores(self):
        """Means of the draws so far."""
        return self.by_name(self.right.mean(-1) if self.t else np.full(2, np.nan))

    @property
    def headline(self):
        """What is reported, and what is true."""
        if not self.t:
            return "Labels are coin tosses; nothing is tested yet."
        test, fresh = (percent(v) for v in self.scores["right"].values())
        return f"The report says {test}; fresh data say {fresh}."

    @property
    def summary(self):
        """The same, and what was done too early."""
        test, fresh = map(self.measures["right"].write, self.scores["right"].values())
        early = ", ".join(self.first) or "nothing"
        return (
            f"Draw {self.t} of {self.total}, before the split: {early}; right of the test part: "
            f"{test}, of fresh data: {fresh}."
        )

    @property
    def findings(self):
        """A score that coin tosses cannot have."""
        test = self.scores["right"][NAMES[0]]
        if not test >= SUSPECT:  # nan before the first draw
            return []
        said = f"A leak: {test:.0%} on labels that are coin tosses; the test part was seen before."
        return [Finding("leak", said, dict(right=test))]


@EXPERIMENTS.add("leaks")
@dataclass(frozen=True, repr=False)
class Leaks(Experiment):
    """Random features, random labels; scaling, choice of features and copies, then a model.

    What is ticked is done with all examples before they are split, the rest after it, with the
    training part alone.
    """

    scale: bool = knob(False, label="scale first", help="before the split, else after it")
    choose: bool = knob(False, label="choose first", help="the best 20 features, before the split")
    copy: bool = knob(False, label="copy first", help="each example 3 times, nearly the same")
    examples: int = knob(50, 20, 200, least=10, most=1000, help="how many, before any copies")
    features: int = knob(2000, 50, 4000, log=True, least=20, most=20000, help="of each example")
    draws: int = knob(40, 1, 60, least=1, most=200, help="of everything")
    seed: int = knob(0, 0, 99, least=0, help="of the first draw")

    front: ClassVar[tuple] = ("scale", "choose", "copy", "examples")
    grid: ClassVar[tuple] = ("examples", "features")

    @property
    def first(self):
        """What is done before the split."""
        return tuple(name for name in PREPARE if getattr(self, name))

    def draw(self, rng, n):
        """Features (n, features) and one-hot labels (n, 2), which have nothing to do with them."""
        x = rng.standard_normal((n, self.features), np.float32)
        return x, one_hot(rng.integers(2, size=n), 2)

    def report(self, seed):
        """Share right of the test part, and of fresh data that were prepared as it was."""
        rng = generator(seed, stream=23)
        data = Data(*self.draw(rng, self.examples), *self.draw(rng, FRESH))
        for step in self.first:
            data = PREPARE[step](data, rng)
        part = hold_out(data.x, data.y, 0.2, seed)
        fresh = Data(part.x, part.y, data.x_test, data.y_test)
        for step in (s for s in PREPARE if s not in self.first):
            part, fresh = (
                PREPARE[step](each, generator(seed, stream=24)) for each in (part, fresh)
            )
        return [judged("nearest neighbour", each).mean() for each in (part, fresh)]

    def work(self):
        """A frame before the first draw, and one after each."""
        found = []
        yield LeaksFrame(0, self.draws, self.first, np.empty((2, 0)))
        for t in range(self.draws):
            found.append(self.report(1000 * self.seed + t))
            yield LeaksFrame(t + 1, self.draws, self.first, np.array(found).T)


def scale(data, rng):
    """Mean 0 and variance 1, by the training part."""
    return standardize(data)


def choose(data, rng):
    """The features that go best with the labels of the training part."""
    x, y = data.x - data.x.mean(0), data.y[:, 0] - data.y[:, 0].mean()
    together = np.abs(x.T @ y) / np.maximum(np.linalg.norm(x, axis=0), 1e-12)
    best = np.argsort(-together)[:BEST]
    return Data(data.x[:, best], data.y, data.x_test[:, best], data.y_test)


def copy(data, rng):
    """Each training example and some that are nearly the same."""
    x, y = np.tile(data.x, (COPIES + 1, 1)), np.tile(data.y, (COPIES + 1, 1))
    return Data(x + BLUR * rng.standard_normal(x.shape, np.float32), y, data.x_test, data.y_test)


PREPARE = dict(scale=scale, choose=choose, copy=copy)
