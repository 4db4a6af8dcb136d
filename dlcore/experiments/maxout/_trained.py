"""A network of one maxout layer, and digits for it."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...data import standardize
from ...knobs import knob
from ...registry import DATASETS
from ..base import Experiment
from ..stack import Stack
from ..training import Training

SETS = ("digits", "mnist10k")


def examples_of(name, examples, standardized):
    """The first so many examples, each pixel with mean 0 and variance 1 if wanted."""
    data = DATASETS[name]()
    n = min(examples, len(data.x))
    data = replace(data, x=data.x[:n], y=data.y[:n])
    return standardize(data) if standardized else data


def training(epochs, **knobs):
    """One hidden layer of maxout units; Adam, batches of 50."""
    about = dict(depth=1, activation="maxout", optimizer="adam", batch=50)
    return Training(epochs=max(1, epochs), **about | knobs)


@dataclass(frozen=True, repr=False)
class Trained(Experiment):
    """Networks of one maxout layer that learn digits, looked at after each epoch."""

    k: int = knob(5, 2, 8, least=2, most=50, label="pieces", help="of each unit")
    standardized: bool = knob(False, help="each pixel with mean 0 and variance 1")
    epochs: int = knob(20, 0, 60, least=0, help="passes over the examples")
    examples: int = knob(600, 100, 1200, least=1, help="training examples")
    width: int = knob(50, 10, 100, least=1, most=1000, label="units", help="in the hidden layer")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    data: str = knob("digits", choices=SETS, help="what is learned")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("k", "standardized", "epochs")
    pace: ClassVar[float] = 8

    def started(self):
        """The digits, and the networks before they are trained."""
        data = examples_of(self.data, self.examples, self.standardized)
        about = dict(pieces=self.k, width=self.width, lr=self.lr, runs=self.runs, seed=self.seed)
        return data, Stack([training(self.epochs, examples=len(data.x), **about)], data)


def winners(net, theta, x):
    """Which piece of each hidden unit wins, (S, n, units)."""
    return net.layers[0].winners(net.views(theta)[0], x)


def shares(winner, k):
    """winner (..., n, units) -> for how many of the n examples each piece wins, (..., units, k)."""
    return (winner[..., None] == np.arange(k)).mean(-3)
