"""Two networks, of which one sees all images with their pixels in another order."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import Data, permute
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent, told

SHOWN, TESTED = 10, 1000  # units, test digits
NAMES = ("as they are", "scrambled")


@dataclass(frozen=True)
class PermutedFrame(Frame):
    """After t of `total` updates: the weights of the first 10 units of both, as images.

    weights (3, 10, side, side): of the network that sees images as they are; of the other one; and
    of that one with the pixels put back. same: whether the starts were the same but for that.
    gap: the largest difference between the first and the last; steps (n,), right (2, n): test
    digits right.
    """

    total: int
    weights: np.ndarray
    gap: float
    same: bool
    steps: np.ndarray
    right: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "images"
    measures: ClassVar[dict] = {"test right": Measure(".1%")}

    @property
    def scores(self):
        """After the last update."""
        return self.by_name(self.right[:, -1])

    @property
    def apart(self):
        """Points of test accuracy by which the scrambled one is better."""
        plain, scrambled = self.right[:, -1]
        return 100 * float(scrambled - plain)

    @property
    def headline(self):
        """Both shares."""
        if not self.t:
            return GUESSING
        plain, scrambled = (percent(share) for share in self.right[:, -1])
        equal = "weights equal but for rounding" if self.gap < 1e-9 else ""
        return told(f"right: {plain} as they are, {scrambled} scrambled.", equal and f"{equal}.")

    @property
    def summary(self):
        """Both shares, and how far the weights are apart."""
        plain, scrambled = self.right[:, -1]
        return (
            f"Update {self.t} of {self.total}: {plain:.1%} of the test digits right as they are, "
            f"{scrambled:.1%} scrambled; with the pixels put back no weight differs by more than "
            f"{self.gap:.1g}."
        )


@EXPERIMENTS.add("permuted")
@dataclass(frozen=True, repr=False)
class Permuted(Experiment):
    """Gradient descent in double precision; one order of the pixels for all images of a network."""

    order: int = knob(0, 0, 99, least=0, label="shuffle", help="number of the order of the pixels")
    same: bool = knob(False, label="shuffle the start, too", help="first weights in this order")
    width: int = knob(0, 0, 40, least=0, most=512, label="hidden units", help="0: linear units")
    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    lr: float = knob(0.2, 0.01, 1, log=True, label="learning rate", help="size of the steps")
    examples: int = knob(
        2000, 100, 8000, least=1, most=8000, label="training digits", help="how many"
    )
    batch: int = knob(50, 5, 200, least=1, label="batch size", help="digits per update")
    epochs: int = knob(6, 1, 20, least=1, help="passes over the training digits")
    seed: int = knob(0, 0, 99, least=0, help="first weights")

    front: ClassVar[tuple] = ("order", "same", "width")

    def work(self):
        """About 40 frames; None after each update and each measurement."""
        plain = in_double(DATASETS[self.data](), self.examples)
        n_in, n_out = plain.x.shape[1], plain.y.shape[1]
        order = generator(self.order, stream=31).permutation(n_in)
        mixed = permute(plain, order)
        net = mlp(n_in, self.width, n_out) if self.width else mlp(n_in, n_out)
        starts = self.starts(net, order)
        pairs = list(zip((plain, mixed), starts, strict=True))
        rule, total = (
            OPTIMIZERS["gradient-descent"](),
            updates_of(len(plain.x), self.batch, self.epochs),
        )
        walks = [descend(self.objective(net, data), theta, rule, self.lr) for data, theta in pairs]
        looks, seen = every(total // 40, total), []
        side, back = int(n_in**0.5), order.argsort()
        for t in range(total + 1):
            thetas = []
            for walk in walks:
                thetas.append(next(walk).theta)
                yield None
            if t not in looks:
                continue
            right = []
            for (data, _), theta in zip(pairs, thetas, strict=True):
                right.append(accuracy(net, theta, data.x_test, data.y_test))
                yield None
            seen.append([t, *right])
            steps, *curves = np.array(seen).T
            W, other = (net.weights(theta)[0] for theta in thetas)
            gap = float(np.abs(W - other[back]).max())
            sheets = np.stack([part.T[:SHOWN] for part in (W, other, other[back])])
            about = sheets.reshape(3, -1, side, side), gap, self.same
            yield PermutedFrame(t, total, *about, steps, np.array(curves))

    def starts(self, net, order):
        """First theta of both: drawn apart, or the same with its pixels in the other order."""
        first = net.init(self.seed, float)
        other = first.copy() if self.same else net.init(self.seed + 1000, float)
        if self.same:
            W = net.weights(other)[0]
            W[...] = net.weights(first)[0][order]
        return first, other

    def objective(self, net, data):
        """The loss; both networks see the digits in the same order."""
        return Objective(net, "cross-entropy", data.x, data.y, self.batch, self.seed)


def in_double(data, n):
    """The first n examples to train on and the first 1,000 to test with, in double precision."""
    parts = data.x[:n], data.y[:n], data.x_test[:TESTED], data.y_test[:TESTED]
    return Data(*(part.astype(float) for part in parts))
