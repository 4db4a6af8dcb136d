"""Test error against the number of training examples, for a small, a middle and a large network."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy, updates_of
from ..base import Experiment, Frame, Measure
from ..phrases import percent
from ..stack import Stack
from ..training import Training
from ._watched import examples_of

SIZES = (50, 100, 200, 400, 800)
WIDTHS = (4, 16, 100)
BATCH = 50


@dataclass(frozen=True)
class MoreDataFrame(Frame):
    """Test errors (W, N, K) of W widths with N numbers of examples and K seeds; nan if unknown."""

    sizes: np.ndarray
    errors: np.ndarray

    names: ClassVar[tuple] = tuple(f"{width} hidden units" for width in WIDTHS)
    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {
        "error, fewest examples": Measure(".1%", never="not known yet"),
        "error, most examples": Measure(".1%", never="not known yet"),
    }

    @property
    def scores(self):
        """Means over the seeds."""
        return self.by_name(*self.errors.mean(-1)[:, [0, -1]].T)

    @property
    def headline(self):
        """The best that is known, and with how many examples."""
        means = self.errors.mean(-1)
        if np.isnan(means).all():
            return "Nothing is trained yet."
        w, n = np.unravel_index(np.nanargmin(means), means.shape)
        return f"Lowest error {percent(means[w, n])}: {self.names[w]}, {self.sizes[n]} examples."

    @property
    def summary(self):
        """Errors with the fewest and the most examples."""
        rows = zip(self.names, self.errors.mean(-1), strict=True)
        said = "; ".join(f"{name} {', '.join(map(percent, row))}" for name, row in rows)
        return f"Test error with {', '.join(map(str, self.sizes))} examples: {said}."

    @property
    def table(self):
        """Headings and a row for each number of examples."""
        rows = zip(self.sizes, self.errors.mean(-1).T, strict=True)
        return ("examples", *self.names), [(int(n), *map(percent, row)) for n, row in rows]


@EXPERIMENTS.add("more-data")
@dataclass(frozen=True, repr=False)
class MoreData(Experiment):
    """Networks 64-width-10 learn digits, as many updates each; Adam."""

    label_noise: float = knob(0.0, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    steps: int = knob(500, 50, 2000, least=1, label="updates", help="of each network")
    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the random labels")

    front: ClassVar[tuple] = ("label_noise", "steps", "lr")

    def work(self):
        """A frame before training and after each training; None after each update."""
        errors = np.full((len(WIDTHS), len(SIZES), self.runs), np.nan)
        yield MoreDataFrame(0, np.array(SIZES), errors.copy())
        names = "label_noise lr runs seed".split()
        about = dict(depth=1, optimizer="adam", batch=BATCH) | {
            name: getattr(self, name) for name in names
        }
        for n, size in enumerate(SIZES):
            data, test = examples_of("digits", size, self.label_noise, self.seed)
            epochs = -(-self.steps // updates_of(size, BATCH, 1))
            for w, width in enumerate(WIDTHS):
                stack = Stack([Training(width=width, epochs=epochs, **about)], data)
                for step in stack.steps():
                    theta = step.theta
                    yield None
                errors[w, n] = 1 - accuracy(stack.net, theta, *test)
                yield MoreDataFrame(n * len(WIDTHS) + w + 1, np.array(SIZES), errors.copy())
