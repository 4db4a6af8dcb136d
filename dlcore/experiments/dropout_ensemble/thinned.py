"""Dropout as an ensemble: 2^M thinned networks, their mean, and the one network that stands in."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...data import PLANE
from ...ensembles import mask_probabilities, relative_gap, subnetworks
from ...knobs import knob
from ...layers import Activation, Dense, Dropout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import LOST, amount
from ..plane import of_class_1, points
from ..rates import check_first_order

SIDE = 30  # points along each side of the pictures
PARTS = 6  # of a grid, one at a time
SHOWN = 6  # sub-networks, drawn anew for each frame


@dataclass(frozen=True)
class ThinnedFrame(Frame):
    """Pictures of the plane after t updates: probability of class 1, all (SIDE, SIDE).

    thin (n, SIDE, SIDE): of some sub-networks, `masks` (n, M) say which units they keep; mean: of
    all 2^M, each computed; scaled: of the single network with scaled weights. side: coordinates
    of columns and rows; x (N, 2), labels (N,): the data.
    logit_gap: |mean - scaled| / |mean| of the logits, before any probability is taken; gap: mean
    distance of the probabilities; right: share of test points right, by the scaled network.
    """

    total: int
    thin: np.ndarray
    mean: np.ndarray
    scaled: np.ndarray
    masks: np.ndarray
    side: np.ndarray
    x: np.ndarray
    labels: np.ndarray
    logit_gap: float
    gap: float
    right: float

    measures: ClassVar[dict] = {
        "gap in logits": Measure(),
        "gap in probability": Measure(),
        "test right": Measure(".1%"),
    }

    @property
    def scores(self):
        """The two gaps and the share right."""
        numbers = (self.logit_gap, self.gap, self.right)
        return {name: {"": n} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """How far the scaled network is off the mean of all."""
        if not np.isfinite(self.gap):
            return LOST
        M = self.masks.shape[1]
        if self.gap < 5e-4:
            return f"The scaled network is just the mean of all {2**M:,}."
        points = amount(100 * self.gap)
        return f"On average the scaled network is {points} points off the mean of {2**M:,}."

    @property
    def summary(self):
        """How far mean and scaled network are apart."""
        kept, M = self.masks.sum(1), self.masks.shape[1]
        return (
            f"Update {self.t} of {self.total}; the thinned networks shown keep {kept.min()} to "
            f"{kept.max()} of {M} units; the mean of all {2**M:,} and the scaled network differ by "
            f"{self.logit_gap:.2g} in the logits (relative) and {self.gap:.1%} in probability; "
            f"scaled network: {self.right:.1%} of test points right."
        )


@EXPERIMENTS.add("thinned")
@dataclass(frozen=True, repr=False)
class Thinned(Experiment):
    """A network 2-M-behind-2 with dropout on its M first units learns two classes of points.

    M is small enough to compute every one of the 2^M sub-networks at each frame. behind 0: the
    output layer follows at once, then the mean of the logits is exactly the scaled network's.
    """

    data: str = knob("moons", choices=PLANE, help="points of two classes")
    noise: float = knob(0.3, 0, 0.6, least=0, help="of the points, in their own units")
    units: int = knob(8, 1, 9, least=1, most=12, label="units M", help="with dropout")
    behind: int = knob(12, 0, 24, least=0, most=64, label="units behind", help="0: none")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of both layers")
    rate: float = knob(0.5, 0, 0.9, least=0, most=0.99, label="dropout", help="share left out")
    optimizer: str = knob("adam", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.01, 1e-4, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(60, 1, 200, least=1, help="passes over the points")
    seed: int = knob(0, 0, 99, least=0, help="points, first weights, masks")

    front: ClassVar[tuple] = ("rate", "units", "behind", "data")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def net(self, classes):
        """The network."""
        first = Dense(2, self.units, "he-normal"), Activation(self.activation), Dropout(self.rate)
        if not self.behind:
            return Net((*first, Dense(self.units, classes)))
        more = Dense(self.units, self.behind, "he-normal"), Activation(self.activation)
        return Net((*first, *more, Dense(self.behind, classes)))

    def work(self):
        """About 100 frames; None after each update and each part of the pictures."""
        data = PLANE[self.data](n=300, noise=self.noise, seed=self.seed)
        f = Objective(
            self.net(data.y.shape[1]), "cross-entropy", data.x, data.y, batch=25, seed=self.seed
        )
        reach = 1.1 * np.abs(data.x).max()
        side = np.linspace(-reach, reach, SIDE, dtype=data.x.dtype)
        total = updates_of(len(data.x), 25, self.epochs)
        looks, rng = every(total // 100, total), generator(self.seed, stream=31)
        steps = descend(f, f.net.init(self.seed), OPTIMIZERS[self.optimizer](), self.lr)
        for step in islice(steps, total + 1):
            yield None
            if step.t in looks:
                masks = rng.random((SHOWN, self.units)) >= self.rate
                yield from self.frame(step, f.net, data, side, masks, total)

    def frame(self, step, net, data, side, masks, total):
        """Every sub-network on a grid of points, and what they make together; for `yield from`."""
        grid = points(side)
        chance = mask_probabilities(self.units, self.rate).astype(grid.dtype)
        every = []
        for part in np.array_split(grid, PARTS):
            every.append(subnetworks(net, step.theta, part))
            yield None
        every = np.concatenate(every, 1)
        logits, alone = np.tensordot(chance, every, 1), net.predict(step.theta, grid)
        every, scaled = of_class_1(every), of_class_1(alone)
        mean, shown = chance @ every, every[(masks << np.arange(self.units)).sum(-1)]
        pictures = [p.reshape(*p.shape[:-1], SIDE, SIDE) for p in (shown, mean, scaled)]
        right = float(accuracy(net, step.theta, data.x_test, data.y_test))
        gaps = float(relative_gap(alone, logits)), float(np.abs(mean - scaled).mean())
        about = masks, side, data.x, data.y.argmax(-1)
        yield ThinnedFrame(step.t, total, *pictures, *about, *gaps, right)
