"""Trainings that differ in their penalties only: same first weights, same batches, one stack."""

from dataclasses import dataclass
from itertools import islice

import numpy as np

from ...data import Data
from ...network import Net
from ...training import Objective, descend, updates_of


@dataclass(frozen=True)
class SideBySide:
    """One network of each seed for each of the kinds, trained together.

    kinds: ({"l2": strength, "shrink": ..., "weight_decay": ...}, ...), what is not named is 0.
    """

    net: Net
    data: Data
    kinds: tuple
    seeds: tuple
    batch: int
    epochs: int

    @property
    def total(self):
        """How many updates the training has."""
        return updates_of(len(self.data.x), self.batch, self.epochs)

    def column(self, name):
        """The strengths called so of all networks, (kinds * seeds, 1)."""
        values = [kind.get(name, 0.0) for kind in self.kinds]
        return np.repeat(np.array(values, "f"), len(self.seeds))[:, None]

    def steps(self, rule, lr):
        """Steps with theta (kinds * seeds, P), before each update and after the last."""
        l2, x, y = self.column("l2"), self.data.x, self.data.y
        seeds = [*self.seeds] * len(self.kinds)
        penalties = {"l2": l2} if l2.any() else {}
        f = Objective(self.net, "cross-entropy", x, y, self.batch, seeds, penalties)
        theta = np.tile(self.net.init(self.seeds), (len(self.kinds), 1))
        pulls = dict(weight_decay=self.column("weight_decay"), shrink=self.column("shrink"))
        return islice(descend(f, theta, rule, lr, **pulls), self.total + 1)

    def apart(self, stack):
        """(kinds * seeds, ...) -> (kinds, seeds, ...)."""
        return stack.reshape(len(self.kinds), len(self.seeds), *stack.shape[1:])
