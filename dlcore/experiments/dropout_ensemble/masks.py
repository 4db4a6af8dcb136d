"""Each mini-batch of dropout meets another thinned network, and all of them share their weights."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from ...data import Data, standardize
from ...knobs import knob
from ...layers import Activation, Dense, Layer
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, accuracy, descend
from ..base import Experiment, Frame, Measure

SIZES = (4, 6, 6, 3)  # ink in four quarters of an image, hidden units, the digits 0, 1 and 2
BETWEEN = ("input to hidden", "hidden to hidden", "hidden to output")
PAST = 4  # mini-batches whose networks are shown


@dataclass(frozen=True)
class MasksFrame(Frame):
    """The networks of the last mini-batches, up to update t of `total`, newest first.

    there (n, units): which units each of these networks has, from the inputs to the outputs.
    reached: for each weight matrix (n_in, n_out) how many updates gave each weight a gradient;
    expected: the probability of that; different: how many different networks there were; right:
    share of test digits that the whole network gets right.
    """

    total: int
    there: np.ndarray
    reached: tuple
    expected: tuple
    different: int
    right: float

    sizes: ClassVar[tuple] = SIZES
    measures: ClassVar[dict] = {"updates of a weight": Measure(".1%"), "test right": Measure(".1%")}

    @property
    def shares(self):
        """Share of the updates so far in which each weight was trained, by matrix."""
        return tuple(count / max(self.t, 1) for count in self.reached)

    @property
    def trained(self):
        """Which weights each of these networks trains, (n, weights), matrix by matrix.

        Both ends must be there, and a way to the outputs: no unit in the last hidden layer, no
        gradient below it.
        """
        layers = np.split(self.there, np.cumsum(SIZES[:-1]), 1)
        both = [low[:, :, None] & high[:, None] for low, high in pairwise(layers)]
        both[0] &= layers[2].any(1)[:, None, None]
        return np.concatenate([kept.reshape(len(kept), -1) for kept in both], 1)

    @property
    def scores(self):
        """Mean share of the updates that reached a weight between hidden units; the share right."""
        numbers = float(self.shares[1].mean()), self.right
        return {name: {"": n} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """How many different networks there were."""
        if not self.t:
            return "Before the first mini-batch all units are there."
        if self.t == 1:
            return "The first mini-batch meets a network of its own."
        if self.different == 1:
            return "All mini-batches meet the same network."
        return (
            f"{self.different:,} different networks in {self.t:,} mini-batches share their weights."
        )

    @property
    def summary(self):
        """What the newest network has, and how often weights between hidden units were trained."""
        if not self.t:
            return "Before the first mini-batch: all units are there."
        droppable, hidden = self.there[0, : -SIZES[-1]], self.shares[1]
        return (
            f"Mini-batch {self.t} of {self.total}: its network has {droppable.sum()} of "
            f"{len(droppable)} inputs and hidden units; {self.different} different networks so "
            f"far; a weight between hidden units was trained in {hidden.mean():.1%} of the "
            f"updates ({hidden.min():.1%} to {hidden.max():.1%}), expected {self.expected[1]:.1%}."
        )

    @property
    def table(self):
        """Headings and one row for each weight matrix."""
        head, rows = ("weights", "trained, mean", "least", "most", "expected"), []
        for name, share, expected in zip(BETWEEN, self.shares, self.expected, strict=True):
            seen = share.mean(), share.min(), share.max(), expected
            rows.append((name, *(f"{s:.1%}" for s in seen)))
        return head, rows


@dataclass(frozen=True)
class Gate(Layer):
    """y = factor x, with a fixed factor for each unit: 0 for those that are left out."""

    factor: np.ndarray

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        return x * self.factor, lambda dy: (dy * self.factor, {})


@EXPERIMENTS.add("masks")
@dataclass(frozen=True, repr=False)
class Masks(Experiment):
    """A network 4-6-6-3 learns to tell 0, 1 and 2 from the ink in the quarters of their images.

    One mask for a mini-batch, as the sources tell it; the layer `Dropout`, like all libraries,
    draws one for each example. tanh, so that only what was dropped makes a gradient 0.
    """

    rate: float = knob(0.5, 0, 0.9, least=0, most=0.99, label="dropout, hidden", help="rate")
    input_rate: float = knob(0.2, 0, 0.9, least=0, most=0.99, label="dropout, inputs", help="rate")
    batch: int = knob(10, 1, 100, least=1, label="batch size", help="examples that share a mask")
    steps: int = knob(200, 10, 1000, least=1, label="mini-batches", help="updates")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of digits, masks")

    front: ClassVar[tuple] = ("rate", "input_rate", "steps")

    @property
    def rates(self):
        """Of all inputs and hidden units, (16,)."""
        return np.repeat([self.input_rate, self.rate, self.rate], SIZES[:3]).astype(np.float32)

    @property
    def expected(self):
        """Probability that an update reaches a weight: both ends there, and a way to the top."""
        hidden = 1 - self.rate
        up = 1 - self.rate ** SIZES[2]
        return (1 - self.input_rate) * hidden * up, hidden**2, hidden

    @staticmethod
    def net(factors):
        """The network whose inputs and hidden units are multiplied by factors (16,)."""
        gates = [Gate(own) for own in np.split(factors, np.cumsum(SIZES[:2]))]
        layers = [gates[0]]
        for (n_in, n_out), gate in zip(pairwise(SIZES), gates[1:], strict=False):
            layers += [Dense(n_in, n_out), Activation("tanh"), gate]
        return Net((*layers, Dense(*SIZES[2:])))

    def frames(self):
        """A frame before training and one for each mini-batch."""
        data, rates = quarters(DATASETS["digits"]()), self.rates
        whole = self.net(np.ones_like(rates))
        f = Objective(whole, "cross-entropy", data.x, data.y, self.batch, self.seed)
        rng, past, seen = generator(self.seed, stream=41), deque(maxlen=PAST), set()
        reached = tuple(np.zeros(shape, int) for shape in pairwise(SIZES))
        steps = descend(f, whole.init(self.seed), OPTIMIZERS["adam"](), 0.02)
        for t in range(self.steps + 1):
            kept = rng.random(len(rates)) >= rates
            f.net = self.net(kept / (1 - rates))
            step = next(steps)  # theta after t updates, gradient of the network thinned like this
            right = float(accuracy(whole, step.theta, data.x_test, data.y_test))
            shown = np.array(past or [np.ones(sum(SIZES), bool)])
            yield MasksFrame(t, self.steps, shown, reached, self.expected, len(seen), right)
            past.appendleft(np.concatenate([kept, np.ones(SIZES[-1], bool)]))
            seen.add(kept.tobytes())
            trained = whole.weights(step.grad)
            reached = tuple(n + (W != 0) for n, W in zip(reached, trained, strict=True))


def quarters(data):
    """Digits 0, 1 and 2 as the mean ink in each quarter of the image, standardized."""
    parts = []
    for x, y in (data.x, data.y), (data.x_test, data.y_test):
        few = y[:, :3].any(-1)
        ink = x[few].reshape(-1, 2, 4, 2, 4).mean((2, 4)).reshape(-1, 4)
        parts += [ink, y[few, :3]]
    return standardize(Data(*parts))
