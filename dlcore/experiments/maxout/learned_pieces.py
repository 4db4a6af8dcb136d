"""Maxout units that learn a shape, with few pieces and with many."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...convex import largest_line, tangents
from ...knobs import knob
from ...layers import Maxout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from ._shapes import NEAREST, SHAPES, X, off

KS = (2, 3, 4, 5, 6, 8)
STRIDE = 10


@dataclass(frozen=True)
class LearnedFrame(Frame):
    """Units with each number of pieces in ks, S seeds, after t of `total` updates.

    errors (K, S): root mean square; possible (K,): what k pieces could do, nan where nobody knows.
    Of the first seed with k pieces: pieces (k, 2), and over x (n,) the output and the target;
    least: the error that no single unit gets below.
    """

    total: int
    shape: str
    ks: np.ndarray
    errors: np.ndarray
    possible: np.ndarray
    k: int
    pieces: np.ndarray
    x: np.ndarray
    output: np.ndarray
    target: np.ndarray
    least: float

    who: ClassVar[str] = "pieces"
    measures: ClassVar[dict] = {"error, median": Measure(".3f")}

    @property
    def medians(self):
        """Over the seeds, (K,)."""
        return np.median(self.errors, 1)

    @property
    def scores(self):
        """Medians."""
        pairs = zip(self.ks.tolist(), self.medians.tolist(), strict=True)
        return {"error, median": {str(k): error for k, error in pairs}}

    def error_of(self, k):
        """The median with k pieces."""
        return float(self.medians[self.ks.tolist().index(k)])

    @property
    def headline(self):
        """Few pieces and many."""
        few, many = self.medians[[0, -1]]
        ends = self.ks[[0, -1]]
        return told(
            f"Off by {amount(few)} with {ends[0]} pieces, by {amount(many)} with {ends[1]}."
        )

    @property
    def summary(self):
        """All of them, with the spread."""
        rows = zip(self.ks, self.medians, self.errors.min(1), self.errors.max(1), strict=True)
        said = "; ".join(
            f"{k} pieces {m:.3f} ({low:.3f} to {high:.3f})" for k, m, low, high in rows
        )
        return f"Update {self.t} of {self.total}, off from {self.shape}: {said}."


@dataclass(frozen=True)
class Fit:
    """The mean squared error of units with k pieces, summed with these signs; x and y (n, 1)."""

    net: Net
    signs: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def __call__(self, theta):
        """theta (S, P) -> values (S,), gradients (S, P)."""
        outputs, backward = self.net.forward(theta, self.x)
        wrong = outputs[-1] @ self.signs[:, None] - self.y
        gradient = 2 / len(self.x) * wrong * self.signs
        return (wrong**2).mean((-2, -1)), backward(gradient)[0]


@EXPERIMENTS.add("learned-pieces")
@dataclass(frozen=True, repr=False)
class LearnedPieces(Experiment):
    """One maxout unit of one input, or one minus another, trained by Adam on all of the shape."""

    shape: str = knob("x squared", choices=tuple(SHAPES), label="target", help="what is learned")
    k: int = knob(8, choices=KS, label="pieces drawn", help="of the unit on the left")
    second: bool = knob(False, label="minus a second unit", help="with as many pieces")
    lr: float = knob(0.03, 1e-3, 1, log=True, label="learning rate", help="at first; falls to 0")
    updates: int = knob(600, 50, 2000, least=1, most=20000, help="length of the training")
    runs: int = knob(5, 1, 10, least=1, most=50, label="seeds", help="of each number of pieces")
    seed: int = knob(0, 0, 99, least=0, help="of the first weights")

    front: ClassVar[tuple] = ("shape", "k", "second", "lr")

    def possible(self, k):
        """The least error of k pieces, where it is known: for the parabola and what k = 2 can."""
        if self.second:
            return np.nan
        if self.shape == "x squared":
            lines = tangents(k, 2.0)
            lines[:, 1] += (2 / k) ** 2 / 3  # in each piece too low and too high in balance
            return off(largest_line(lines, X)[0], SHAPES[self.shape](X))
        return off(NEAREST[self.shape], SHAPES[self.shape](X))

    def work(self):
        """A frame before training and after every tenth update of all; None in between."""
        signs = np.array([1.0, -1.0])[: 1 + self.second]
        nets = [Net((Maxout(1, len(signs), k),)) for k in KS]
        x = X[::2, None]
        y, rates = SHAPES[self.shape](x), lambda t: self.lr * (1 - t / self.updates)
        ways = []
        for net in nets:
            fit, adam = Fit(net, signs, x, y), OPTIMIZERS["adam"]()
            ways.append(descend(fit, net.init(self.seeds, float), adam, rates))
        for t in range(0, self.updates + 1, STRIDE):
            ends = []
            for way in ways:
                *_, step = islice(way, STRIDE if t else 1)
                ends.append(step)
                yield None
            yield self.frame(t, nets, ends, signs)

    def frame(self, t, nets, ends, signs):
        """What is seen of the last steps."""
        errors = np.sqrt([step.value for step in ends])
        chosen = KS.index(self.k)
        p = nets[chosen].views(ends[chosen].theta[0])[0]
        lines = np.stack([p["W"][:, 0], p["b"][:, 0]], -1)  # (k, units, 2)
        units = [largest_line(lines[:, n], X)[0] for n in range(len(signs))]
        target = SHAPES[self.shape](X)
        about = dict(shape=self.shape, ks=np.array(KS), errors=errors, k=self.k)
        about |= dict(possible=np.array([self.possible(k) for k in KS]), pieces=lines[:, 0])
        about |= dict(x=X, output=signs @ units, target=target)
        return LearnedFrame(t, self.updates, **about, least=off(NEAREST[self.shape], target))
