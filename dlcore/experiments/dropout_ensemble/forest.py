"""Bagged trees, a random forest and bagged networks, member after member, on digits."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...ensembles import Bagging, bootstrap, mean_of_first
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import descend, updates_of
from ...trees import grow
from ..base import Experiment, Frame, Measure
from ..pace import stepped
from ..phrases import percent

KINDS = ("trees", "forest", "networks")
WIDTH, EPOCHS = 30, 20  # of a network


@dataclass(frozen=True)
class ForestFrame(Frame):
    """Ensembles of t members of three kinds, K seeds.

    right (3, K, t): share of test digits right by the mean of the first 1, ... t members; single
    (3, K): by one member, on average; alike (3, K): correlation of the errors of two members
    (wrong or not, over the test digits), on average; nan of one.
    """

    total: int
    right: np.ndarray
    single: np.ndarray
    alike: np.ndarray

    names: ClassVar[tuple] = KINDS
    measures: ClassVar[dict] = {
        "right together": Measure(".1%"),
        "right alone": Measure(".1%"),
        "correlation of errors": Measure(".2f"),
    }

    @property
    def scores(self):
        """Means over the seeds."""
        means = self.right[..., -1], self.single, self.alike
        return self.by_name(*(numbers.mean(-1) for numbers in means))

    @property
    def headline(self):
        """What all members know together."""
        if self.t == 1:
            return "One member each: there is nobody else to ask."
        together = {name: percent(share) for name, share in self.scores["right together"].items()}
        said = ", ".join(f"{name} {share}" for name, share in together.items())
        return f"{self.t} together: {said}."

    @property
    def summary(self):
        """Alone, together, and how alike."""
        alone, alike = self.scores["right alone"], self.scores["correlation of errors"]
        said = "; ".join(
            f"{name} {share:.1%} together, {alone[name]:.1%} alone, correlation of errors "
            f"{alike[name]:.2f}"
            for name, share in self.scores["right together"].items()
        )
        return f"{self.t} of {self.total} members: {said}."

    @property
    def table(self):
        """Headings and a row for each size of the ensembles."""
        rows = enumerate(self.right.mean(1).T, 1)
        head = "members", *(f"{name}, right" for name in self.names)
        return head, [(m, *(f"{share:.1%}" for share in shares)) for m, shares in rows]


@EXPERIMENTS.add("forest")
@dataclass(frozen=True, repr=False)
class Forest(Experiment):
    """Each member learns digits from a bootstrap sample of the same few; all are asked together.

    Bagged trees (Breiman 1996) may ask for any pixel at every branch, those of a random forest
    (Breiman 2001) for one of a few, drawn anew for each branch. Networks 64-30-10, Adam.
    """

    pixels: int = knob(8, 1, 64, least=1, most=64, help="a branch of the forest chooses from")
    members: int = knob(30, 2, 60, least=1, most=200, help="of each, at most")
    examples: int = knob(600, 50, 1400, least=1, label="training digits", help="to draw from")
    runs: int = knob(3, 1, 10, least=1, most=20, label="ensembles", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="which digits, samples, pixels")

    front: ClassVar[tuple] = ("pixels", "members", "examples")

    def work(self):
        """A frame for each member of the ensembles; None after each tree and each update."""
        data = DATASETS["digits"]()
        samples = np.stack([self.samples(seed, len(data.x)) for seed in self.seeds], 1)
        shape = len(KINDS), self.runs, self.members, *data.y_test.shape
        chances = np.empty(shape, np.float32)
        for m, own in enumerate(samples):
            for k, (seed, rows) in enumerate(zip(self.seeds, own, strict=True)):
                for a, features in enumerate((None, self.pixels)):
                    rng = generator(1000 * seed + m, stream=46)
                    tree = grow(data.x[rows], data.y[rows], rng, features)
                    chances[a, k, m] = tree.predict(data.x_test)
                    yield
            chances[2, :, m] = yield from self.networks(data, own, m)
            yield self.frame(chances[:, :, : m + 1], data.y_test.argmax(-1))

    def samples(self, seed, there):
        """The bootstrap sample of each member of one ensemble, (members, n)."""
        known = generator(seed, stream=45).permutation(there)[: self.examples]
        return known[bootstrap(len(known), self.members, seed)]

    def networks(self, data, own, m):
        """Chances of the classes by network m of each ensemble, (K, B, C); for `yield from`."""
        net = mlp(data.x.shape[1], WIDTH, data.y.shape[1])
        seeds = [1000 * seed + m for seed in self.seeds]
        f = Bagging(net, "cross-entropy", data.x, data.y, 32, seeds, samples=own)
        steps = descend(f, net.init(seeds), OPTIMIZERS["adam"](), 0.01)
        for _ in range(updates_of(own.shape[1], 32, EPOCHS) + 1):
            [theta] = yield from stepped([steps])
        return softmax(net.predict(theta, data.x_test))

    def frame(self, chances, truth):
        """chances (3, K, t, B, C) of all members so far, truth (B,)."""
        together = np.moveaxis(mean_of_first(np.moveaxis(chances, 2, 0)), 0, 2)
        right, each = (part.argmax(-1) == truth for part in (together, chances))
        alike = np.array([[correlation(1.0 - one) for one in kind] for kind in each])
        t, single = chances.shape[2], each.mean((-2, -1))
        return ForestFrame(t, self.members, right.mean(-1), single, alike)


def correlation(errors):
    """errors (M, B) -> the mean correlation over the examples of two of the M members."""
    M = len(errors)
    if M == 1:
        return np.nan
    off, spread = errors - errors.mean(1, keepdims=True), errors.std(1, keepdims=True)
    z = np.divide(off, spread, out=np.zeros_like(off), where=spread > 0)
    return ((z.sum(0) ** 2).mean() - (z**2).mean(1).sum()) / (M * (M - 1))
