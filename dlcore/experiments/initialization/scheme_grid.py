"""Schemes for the first weights, and two misprints, under each of three activations."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import Activation, Dense
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every, stepped
from ..phrases import GUESSING, percent, spoken

COMPARED = ("tanh", "relu", "sigmoid")
SCHEMES = {  # name: (initializer, what it is multiplied by)
    "Xavier": ("xavier-uniform", 1),
    "6 / √": ("xavier-uniform", np.sqrt(6)),  # as source 2 prints Xavier's
    "4 × Xavier": ("xavier-normal", 4),  # source 3 has it in the row of tanh
    "He": ("he-normal", 1),
    "sparse": ("sparse", 1),
}
JUDGED, LOOKS = 500, 12


@dataclass(frozen=True)
class GridFrame(Frame):
    """Networks of three activations, N schemes and K seeds after t updates of `total`.

    right (3, N, K): share of training digits.
    """

    total: int
    schemes: tuple
    right: np.ndarray

    measures: ClassVar[dict] = {"training right": Measure(".1%")}
    who: ClassVar[str] = "activation, scheme"
    activations: ClassVar[tuple] = COMPARED

    @property
    def means(self):
        """Over the seeds, (3, N)."""
        return self.right.mean(-1)

    def mean(self, activation, scheme):
        """Of one pair."""
        return float(self.means[COMPARED.index(activation), self.schemes.index(scheme)])

    @property
    def scores(self):
        """Means of all pairs."""
        pairs = zip(COMPARED, self.means.tolist(), strict=True)
        named = {
            f"{f}, {scheme}": share
            for f, row in pairs
            for scheme, share in zip(self.schemes, row, strict=True)
        }
        return {"training right": named}

    @property
    def headline(self):
        """The best scheme for each activation."""
        if not self.t:
            return GUESSING
        best = [self.schemes[i] for i in self.means.argmax(-1)]
        pairs = zip(COMPARED, best, self.means.max(-1), strict=True)
        said = ", ".join(f"{spoken(f)} {spoken(name)} ({percent(v)})" for f, name, v in pairs)
        return f"Best: {said}."

    @property
    def summary(self):
        """Best and worst for each activation."""
        said = []
        for f, row in zip(COMPARED, self.means, strict=True):
            high, low = row.argmax(), row.argmin()
            said.append(
                f"{f}: {self.schemes[high]} {row[high]:.1%}, {self.schemes[low]} {row[low]:.1%}"
            )
        return f"Update {self.t} of {self.total}, best and worst; {'; '.join(said)}."


@EXPERIMENTS.add("scheme-grid")
@dataclass(frozen=True, repr=False)
class SchemeGrid(Experiment):
    """MNIST-10k, Adam; seeds and batches are the same for all schemes and activations.

    6 / √: uniform in +-6 / sqrt(n_in + n_out), as source 2 prints Xavier's. 4 × Xavier is what
    source 3 gives for tanh. k: weights of a unit that are not 0 where the scheme is sparse.
    """

    more: str = knob("orthogonal", choices=INITIALIZERS, label="one more", help="scheme")
    k: int = knob(15, 1, 50, least=1, most=1000, label="k of sparse", help="weights a unit keeps")
    depth: int = knob(8, 1, 12, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 10, 100, least=1, most=512, label="units a layer", help="width")
    examples: int = knob(1200, 200, 8000, least=1, label="training examples", help="how many")
    lr: float = knob(0.003, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(3, 1, 10, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds of each pair")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("more", "k", "depth", "lr")

    @property
    def schemes(self):
        """{name: (initializer, factor)} of all that are compared."""
        return SCHEMES | {self.more: (self.more, 1)}

    def net(self, activation, n_in, n_out):
        """Hidden layers and a linear last one."""
        sizes = (n_in, *[self.width] * self.depth)
        layers = []
        for i, n in enumerate(sizes[:-1]):
            layers += [Dense(n, sizes[i + 1]), Activation(activation)]
        return Net((*layers, Dense(self.width, n_out)))

    def first(self, net):
        """First theta (N * K, P), the seeds of each scheme."""
        rows = []
        for name, factor in self.schemes.values():
            rng, draw = generator(self.seeds), INITIALIZERS[name]
            draw = partial(draw, k=self.k) if name == "sparse" else draw
            theta = np.zeros((self.runs, net.size), np.float32)
            for W in net.weights(theta):
                W[...] = factor * draw(rng, W.shape)
            rows.append(theta)
        return np.concatenate(rows)

    def descent(self, activation, data):
        """The network of one activation, and its steps."""
        net = self.net(activation, data.x.shape[1], data.y.shape[1])
        x, y = data.x[: self.examples], data.y[: self.examples]
        seeds = self.seeds * len(self.schemes)
        f = Objective(net, "cross-entropy", x, y, 32, seeds)
        return net, descend(f, self.first(net), OPTIMIZERS["adam"](), self.lr)

    def work(self):
        """A frame before training and then about 12; None after each update and each look."""
        data = DATASETS["mnist10k"]()
        nets, descents = zip(*(self.descent(f, data) for f in COMPARED), strict=True)
        total = updates_of(min(self.examples, len(data.x)), 32, self.epochs)
        looks, judged = every(total // LOOKS, total), slice(min(JUDGED, self.examples))
        shape = len(self.schemes), self.runs
        for t in range(total + 1):
            thetas = yield from stepped(descents)
            if t not in looks:
                continue
            right = []
            for net, theta in zip(nets, thetas, strict=True):
                right.append(accuracy(net, theta, data.x[judged], data.y[judged]).reshape(shape))
                yield
            yield GridFrame(t, total, tuple(self.schemes), np.stack(right))
