"""Maxout units of several sizes against ReLU: as many units, and as many parameters."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from ..variants import Variants
from ._trained import SETS, training

KS = (2, 3, 5)
INPUTS = {"digits": 64, "mnist10k": 784}
CLASSES = 10


def size(n_in, units, k=1):
    """Parameters of a network with one hidden layer, of which each unit has k pieces."""
    return k * (n_in + 1) * units + (units + 1) * CLASSES


def same_size(n_in, units, k):
    """How many ReLU units have about as many parameters as these maxout units."""
    return round((size(n_in, units, k) - CLASSES) / (n_in + 1 + CLASSES))


@dataclass(frozen=True)
class SizesFrame(Frame):
    """After t of `total` updates: test digits right (1 + 2 K, S), parameters (1 + 2 K,).

    First ReLU, then for each number of pieces maxout and ReLU of its size.
    """

    total: int
    names: tuple
    parameters: np.ndarray
    test: np.ndarray

    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {"test right": Measure(".1%"), "parameters": Measure(",.0f")}

    @property
    def means(self):
        """Over the seeds, (1 + 2 K,)."""
        return self.test.mean(1)

    @property
    def scores(self):
        """What is right, and what it costs."""
        return self.by_name(self.means, self.parameters)

    @property
    def over_relu(self):
        """Points by which maxout is ahead of as many ReLU units, (K,)."""
        return 100 * (self.means[1::2] - self.means[0])

    @property
    def over_equal(self):
        """Points by which it is ahead of a ReLU network with as many parameters, (K,)."""
        return 100 * (self.means[1::2] - self.means[2::2])

    @property
    def headline(self):
        """Two pieces: both leads."""
        if not self.t:
            return "Before training: guesswork."
        pieces, own, equal = self.names[1], self.over_relu[0], self.over_equal[0]
        said = f"{pieces}: {own:+.1f} points on ReLU; at equal size {equal:+.1f}."
        return told(said.replace("-", "−"))

    @property
    def summary(self):
        """All."""
        rows = zip(self.names, self.means, self.parameters, strict=True)
        said = "; ".join(f"{n} {right:.1%} ({size:,} parameters)" for n, right, size in rows)
        return f"Update {self.t} of {self.total}, test right: {said}."

    @property
    def table(self):
        """Headings and a row for each network."""
        rows = zip(self.names, self.parameters, self.means, self.test, strict=True)
        return ("network", "parameters", "test right", "seeds"), [
            (name, f"{size:,}", f"{mean:.1%}", f"{percent(each.min())} to {percent(each.max())}")
            for name, size, mean, each in rows
        ]


@EXPERIMENTS.add("group-sizes")
@dataclass(frozen=True, repr=False)
class GroupSizes(Experiment):
    """One hidden layer learns digits, by Adam in batches of 50, with the same seeds for all."""

    width: int = knob(20, 5, 50, least=1, most=500, label="units", help="maxout, and first ReLU")
    epochs: int = knob(20, 1, 40, least=1, help="passes over the examples")
    examples: int = knob(600, 100, 1200, least=1, help="training examples")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    data: str = knob("digits", choices=SETS, help="what is learned")
    runs: int = knob(5, 1, 10, least=1, most=50, label="networks", help="seeds of each")
    seed: int = knob(0, 0, 99, least=0, help="of the first networks")

    front: ClassVar[tuple] = ("width", "examples", "epochs")

    @property
    def rows(self):
        """{name: (units, pieces)}: pieces 1 for ReLU."""
        n_in, rows = INPUTS[self.data], {f"{self.width} ReLU": (self.width, 1)}
        for k in KS:
            rows[f"{self.width} maxout, {k} pieces"] = self.width, k
            rows[f"{same_size(n_in, self.width, k)} ReLU"] = same_size(n_in, self.width, k), 1
        return rows

    def work(self):
        """A frame before training and about ten more; None after each update."""
        names = "examples lr data runs seed".split()
        usual = training(self.epochs, **{name: getattr(self, name) for name in names})
        variants = {
            name: dict(width=units, pieces=k) if k > 1 else dict(width=units, activation="relu")
            for name, (units, k) in self.rows.items()
        }
        n_in = INPUTS[self.data]
        parameters = np.array([size(n_in, *row) for row in self.rows.values()])
        for frame in Variants(usual, variants, points=8).work():
            yield frame and SizesFrame(
                frame.t, frame.total, frame.names, parameters, frame.test[..., -1]
            )
