"""Dropout rates side by side: what they cost in training, and what they give on new data."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..data import with_label_noise
from ..ensembles import Bagging
from ..layers import Activation, Dense
from ..network import Net
from ..noise import Dropout
from ..optimizers import OPTIMIZERS
from ..registry import ACTIVATIONS, DATASETS, EXPERIMENTS, INITIALIZERS, knob
from ..seeding import generator
from ..training import accuracy, descend, updates_of
from .base import Experiment, Frame, Measure, stepped
from .rates import check_first_order

RATES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
TRAIN, TEST = 200, 360  # training and test examples on which a network is judged, at most


@dataclass(frozen=True)
class RatesFrame(Frame):
    """Networks with R dropout rates after t updates of `total`, on G kinds of labels, K seeds.

    names (G,): the kinds; rates (R,). train, test (G, R, K): share right of the network's own
    training examples, with the labels it was given, and of test examples, whose labels are true.
    """

    total: int
    names: tuple
    rates: np.ndarray
    train: np.ndarray
    test: np.ndarray

    measures: ClassVar[dict] = {
        "test right, best rate": Measure(".1%"),
        "test right, no dropout": Measure(".1%"),
        "best rate": Measure(".2g"),
    }

    @property
    def best(self):
        """Place of the rate with the best mean on the test examples, (G,)."""
        return self.test.mean(-1).argmax(-1)

    @property
    def gain(self):
        """Test share of the best rate minus that without dropout, same seed, (G, K)."""
        at_best = self.test[np.arange(len(self.best)), self.best]
        return at_best - self.test[:, 0]

    @property
    def scores(self):
        """Means over the seeds."""
        means = self.test.mean(-1)
        numbers = means.max(-1), means[:, 0], self.rates[self.best]
        pairs = zip(self.measures, numbers, strict=True)
        return {name: dict(zip(self.names, n.tolist(), strict=True)) for name, n in pairs}

    @property
    def summary(self):
        """The best rate of each kind, and what it gains."""
        if not self.t:
            return f"Before training: {self.test.mean():.1%} of test digits right, guesswork."
        parts = [f"Update {self.t} of {self.total}"]
        rows = zip(self.names, self.best, self.test, self.gain, strict=True)
        for name, best, test, gain in rows:
            said = f"{name}: {test[0].mean():.1%} of test digits right without dropout"
            if best:
                gained = f"{test[best].mean():.1%}, {100 * gain.mean():+.1f} points"
                said += f", best with rate {self.rates[best]:g}: {gained}"
            else:
                said += ", and every rate makes it worse"
            parts.append(said)
        return "; ".join(parts) + "."

    @property
    def table(self):
        """Headings and a row for each rate: means over the seeds."""
        head = ("dropout rate", *(f"{part}, {name}" for name in self.names for part in PARTS))
        both = np.stack([self.train.mean(-1), self.test.mean(-1)], 1).reshape(-1, len(self.rates))
        rows = zip(self.rates, both.T, strict=True)
        return head, [(f"{rate:g}", *(f"{share:.1%}" for share in row)) for rate, row in rows]


PARTS = ("training", "test")


@EXPERIMENTS.add("dropout-rates")
@dataclass(frozen=True, repr=False)
class DropoutRates(Experiment):
    """Eight rates, 0 to 0.95 on all hidden layers, each with several seeds, trained at once.

    Every seed draws its own examples. With label noise, the same once more with clean labels.
    """

    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(400, 50, 1400, least=1, label="training examples", help="of each network")
    label_noise: float = knob(0.2, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    depth: int = knob(1, 1, 6, least=1, most=20, label="hidden layers", help="with dropout")
    width: int = knob(100, 4, 300, least=1, most=1024, label="units a layer", help="width")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden layers")
    init: str = knob("he-normal", choices=INITIALIZERS, label="first weights", help="initializer")
    optimizer: str = knob("adam", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.006, 1e-4, 1, log=True, label="learning rate", help="size of the steps")
    batch: int = knob(50, 8, 256, least=1, label="batch size", help="examples per update")
    epochs: int = knob(50, 1, 100, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds for each rate")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def net(self, rate, n_in, n_out):
        """Hidden layers with dropout of this rate behind each."""
        layers = []
        for _ in range(self.depth):
            layers += [Dense(n_in, self.width, self.init), Activation(self.activation)]
            layers.append(Dropout(rate))
            n_in = self.width
        return Net((*layers, Dense(n_in, n_out, self.init)))

    def groups(self):
        """{kind of labels: data}."""
        data = DATASETS[self.data]()
        noisy = {f"{self.label_noise:.0%} of labels drawn at random": self.label_noise}
        shares = noisy if self.label_noise else {}
        groups = {name: with_label_noise(data, s, self.seed) for name, s in shares.items()}
        return groups | {"clean labels": data}

    def objective(self, data, rate):
        """The loss of `runs` networks, each with examples and masks of its own."""
        seeds = self.seeds
        orders = [generator(s, stream=40).permutation(len(data.x)) for s in seeds]
        own = np.stack(orders)[:, : self.examples]
        net = self.net(rate, data.x.shape[1], data.y.shape[1])
        return Bagging(net, "cross-entropy", data.x, data.y, self.batch, seeds, samples=own)

    def work(self):
        """A frame before training and then at most about 30; None after each update and each look
        at the networks of one rate.
        """
        groups, clean = self.groups(), DATASETS[self.data]()
        fs = [self.objective(data, rate) for data in groups.values() for rate in RATES]
        rule, start = OPTIMIZERS[self.optimizer](), fs[0].net.init(fs[0].seed)
        descents = [descend(f, start, rule, self.lr) for f in fs]
        total = updates_of(fs[0].samples.shape[1], self.batch, self.epochs)
        for t in range(total + 1):
            thetas = yield from stepped(descents)
            if t % max(1, total // 30) == 0 or t == total:
                shares = []
                for f, theta in zip(fs, thetas, strict=True):
                    shares.append(judge(f, theta, clean))
                    yield
                shape = len(groups), len(RATES), 2, self.runs
                train, test = np.moveaxis(np.reshape(shares, shape), 2, 0)
                yield RatesFrame(t, total, tuple(groups), np.array(RATES), train, test)


def judge(f, theta, data):
    """Share right of the examples each network was trained on, and of test examples, (2, K)."""
    own = f.samples[:, :TRAIN]
    test = data.x_test[:TEST], data.y_test[:TEST]
    return [accuracy(f.net, theta, *part) for part in ((f.x[own], f.y[own]), test)]
