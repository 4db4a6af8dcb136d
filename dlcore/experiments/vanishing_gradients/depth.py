"""How good networks of 1, 2, 3, ... layers get on their own training examples (source 1)."""

from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, EXPERIMENTS, INITIALIZERS
from ..base import Experiment, Frame, Measure
from ..phrases import percent, spoken, told
from ..training import Training
from ..training_frame import words


@dataclass(frozen=True)
class DepthFrame(Frame):
    """Shares right, (A, D, K): A activations, D depths, K seeds; nan where not known yet.

    depths (D,): hidden layers; share: how much of the present network's training is over.
    """

    names: tuple
    depths: np.ndarray
    train: np.ndarray
    test: np.ndarray
    doing: str
    share: float

    measures: ClassVar[dict] = {"training right, deepest": Measure(".1%", never="not known yet")}

    @property
    def scores(self):
        """Median over the seeds at the greatest depth."""
        return self.by_name(np.median(self.train[:, -1], -1))

    @property
    def headline(self):
        """What is trained now; at the end how good the deepest networks are."""
        if self.share < 1:
            return told(f"{self.doing}: {percent(self.share)} of its training is over.")
        shares = self.scores["training right, deepest"].items()
        said = ", ".join(f"{spoken(name)} {percent(share)}" for name, share in shares)
        return f"Right in training with {self.depths[-1]} layers: {said}."

    @property
    def summary(self):
        """What is trained now, and the deepest networks known of each activation."""
        parts = [f"{self.doing}, {self.share:.0%}"] if self.share < 1 else ["All trained"]
        for name, shares in zip(self.names, self.train, strict=True):
            known = np.flatnonzero(np.isfinite(shares[:, 0]))
            if len(known):
                last = known[-1]
                parts.append(f"{name}, {self.depths[last]} layers: {words(shares[last])} right")
        return "; ".join(parts) + "."

    @property
    def table(self):
        """Headings and a row for each depth: medians over the seeds."""
        head = ("hidden layers", *(f"{name}, {part}" for name in self.names for part in PARTS))
        rows, both = [], list(zip(self.train, self.test, strict=True))
        for d, depth in enumerate(self.depths):
            cells = [np.median(s[d]) for pair in both for s in pair]
            rows.append((depth, *("" if np.isnan(c) else f"{c:.1%}" for c in cells)))
        return head, rows


PARTS = ("training", "test")


@EXPERIMENTS.add("depth")
@dataclass(frozen=True, repr=False)
class Depth(Experiment):
    """Networks of 1 to `deepest` hidden layers, each with several seeds, judged on both parts.

    With the usual values, the figure of source 1: sigmoid networks hold, sag, and collapse.
    """

    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(2000, 200, 8000, least=1, label="training examples", help="how many")
    deepest: int = knob(10, 1, 12, least=1, most=50, label="most layers", help="hidden layers")
    width: int = knob(50, 10, 100, least=1, most=1024, label="units a layer", help="width")
    activations: tuple = knob(("sigmoid",), choices=ACTIVATIONS, many=True, help="compared")
    init: str = knob("xavier-logistic", choices=INITIALIZERS, label="first weights", help="scheme")
    optimizer: str = knob("momentum", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.2, 1e-4, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(5, 1, 20, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds for each depth")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    def __post_init__(self):
        super().__post_init__()
        self.training(self.activations[0], 1)  # complains if this cannot be trained

    def training(self, activation, depth):
        """The networks of one point of the figure."""
        shared = ("data", "examples", "width", "init", "optimizer", "lr", "epochs", "runs", "seed")
        values = {name: getattr(self, name) for name in shared}
        return Training(activation=activation, depth=depth, **values)

    def frames(self):
        """A frame every ten updates or so, and one at the end."""
        depths = np.arange(1, self.deepest + 1)
        known = np.full((2, len(self.activations), len(depths), self.runs), np.nan)
        t = 0
        for (a, activation), (d, depth) in product(enumerate(self.activations), enumerate(depths)):
            training = self.training(activation, int(depth))
            doing = f"{activation}, {depth} layer{'s' if depth > 1 else ''}"
            for progress in training.fit():
                t += 1
                if t % 10 == 1:
                    yield self.frame(t, depths, known, doing, progress[0])
            known[:, a, d] = list(training.judge(*progress[1], most=2000).values())
        yield self.frame(t, depths, known, doing, 1.0)

    def frame(self, t, depths, known, doing, share):
        """What is known by now."""
        return DepthFrame(t, self.activations, depths, *known.copy(), doing, share)
