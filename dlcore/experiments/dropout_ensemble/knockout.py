"""Hidden units that rely on one another, and what happens when some of them fail."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...ensembles import Bagging
from ...knobs import knob
from ...layers import Activation, Dense, Dropout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS
from ...seeding import generator
from ...statistics import co_adaptation
from ...training import descend, updates_of
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import GUESSING, percent

REMOVED = np.linspace(0, 0.9, 10)  # shares of the hidden units that are knocked out
NAMES = ("with dropout", "without")
DRAWS = 5  # choices of units for each share


@dataclass(frozen=True)
class KnockoutFrame(Frame):
    """Networks trained with and without dropout after t updates of `total`, K seeds.

    removed (R,): shares of the hidden units that fail; right (2, K, R): share of test examples
    right then, mean over five choices of units; together (2, K, n): mean |correlation| of two
    hidden units over the test examples, at steps (n,).
    """

    total: int
    removed: np.ndarray
    right: np.ndarray
    steps: np.ndarray
    together: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {
        "right, half removed": Measure(".1%"),
        "right, none removed": Measure(".1%"),
        "correlation of units": Measure(".3f"),
    }

    @property
    def scores(self):
        """Means over the seeds."""
        right = self.right.mean(1)
        half = int(np.abs(self.removed - 0.5).argmin())
        return self.by_name(right[:, half], right[:, 0], self.together[..., -1].mean(1))

    @property
    def headline(self):
        """What is left when half of the units fail."""
        if not self.t:
            return GUESSING
        with_, without = map(percent, self.scores["right, half removed"].values())
        return f"Half of the units gone: {with_} right with dropout, {without} without."

    @property
    def summary(self):
        """What is left when half of the units fail."""
        half, whole, together = (list(s.values()) for s in self.scores.values())
        return (
            f"Update {self.t} of {self.total}: with all units {whole[0]:.1%} right with dropout, "
            f"{whole[1]:.1%} without; with half of them {half[0]:.1%} and {half[1]:.1%}; mean "
            f"correlation of two units {together[0]:.2f} and {together[1]:.2f}."
        )

    @property
    def table(self):
        """Headings and a row for each share removed: means over the seeds."""
        rows = zip(self.removed, *self.right.mean(1), strict=True)
        shares = [(f"{out:.0%}", *(f"{share:.1%}" for share in right)) for out, *right in rows]
        return ("units removed", *(f"right, trained {name}" for name in NAMES)), shares


@EXPERIMENTS.add("knockout")
@dataclass(frozen=True, repr=False)
class Knockout(Experiment):
    """Networks with one hidden layer learn digits; then hidden units fail, and nothing is mended.

    Each seed has its own training examples, the same ones with dropout and without.
    """

    rate: float = knob(0.5, 0.1, 0.9, least=0, most=0.99, label="dropout", help="of hidden units")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden layer")
    width: int = knob(100, 4, 300, least=2, most=1024, label="hidden units", help="width")
    examples: int = knob(1000, 50, 1400, least=1, label="training examples", help="how many")
    lr: float = knob(0.003, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(20, 1, 60, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the units that fail")

    front: ClassVar[tuple] = ("rate", "activation", "width")

    def net(self):
        """Both stacks of networks in one: with dropout, then without."""
        rate = np.repeat([self.rate, 0.0], self.runs)[:, None, None]
        init = "he-normal" if self.activation == "relu" else "xavier-normal"
        hidden = Dense(64, self.width, init), Activation(self.activation), Dropout(rate)
        return Net((*hidden, Dense(self.width, 10)))

    def work(self):
        """A frame before training and then at most about 40; None after each update and each
        choice of units.
        """
        data, net, seeds = DATASETS["digits"](), self.net(), self.seeds * 2
        n = min(self.examples, len(data.x))
        own = np.stack([generator(s, stream=40).permutation(len(data.x))[:n] for s in seeds])
        f = Bagging(net, "cross-entropy", data.x, data.y, 32, seeds, samples=own)
        total = updates_of(n, 32, self.epochs)
        looks = every(total // 40, total)
        curves = Curves(2 * self.runs, len(looks), ("together",))
        steps = descend(f, net.init(seeds), OPTIMIZERS["adam"](), self.lr)
        for step in islice(steps, total + 1):
            yield
            if step.t in looks:
                h = net.forward(step.theta, data.x_test)[0][1]
                curves.add(step.t, together=co_adaptation(h))
                yield
                right = yield from self.failures(net.views(step.theta)[-1], h, data.y_test)
                together = curves["together"].reshape(2, self.runs, -1)
                yield KnockoutFrame(step.t, total, REMOVED, right, curves.steps, together)

    def failures(self, p, h, y):
        """What `knock_out` says, mean over some choices of units, (2, K, R); for `yield from`."""
        rng, draws = generator(self.seed, stream=43), []
        for _ in range(DRAWS):
            draws.append(knock_out(p, h, y, rng.permutation(self.width)))
            yield
        return np.mean(draws, 0).T.reshape(2, self.runs, -1)


def knock_out(p, h, y, order):
    """Share right with the first units of an order set to 0, for each share removed, (R, ...).

    p: the output layer; h (..., B, n): hidden outputs. Each share has the units of those below.
    """
    right = []
    for share in REMOVED:
        left = order[round(share * len(order)) :]
        z = h[..., left] @ p["W"][..., left, :] + p["b"]
        right.append((z.argmax(-1) == y.argmax(-1)).mean(-1))
    return np.array(right)
