"""Dropout rates side by side: what they cost in training, and what they give on new data."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import with_label_noise
from ...ensembles import Bagging
from ...knobs import knob
from ...layers import Activation, Dense, Dropout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ...training import accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every, stepped
from ..phrases import GUESSING, percent
from ..rates import check_first_order

RATES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
TRAIN, TEST = 200, 360  # training and test examples on which a network is judged, at most


@dataclass(frozen=True)
class RatesFrame(Frame):
    """Networks with R dropout rates after t updates of `total`, K seeds of each.

    rates (R,). train, test (R, K): share right of the network's own training examples, with the
    labels it was given, and of test examples, whose labels are true.
    """

    total: int
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
        """Place of the rate with the best mean on the test examples."""
        return int(self.test.mean(-1).argmax())

    @property
    def gain(self):
        """Test share of the best rate minus that without dropout, same seed, (K,)."""
        return self.test[self.best] - self.test[0]

    @property
    def scores(self):
        """Means over the seeds."""
        means = self.test.mean(-1)
        numbers = means[self.best], means[0], self.rates[self.best]
        return {name: {"": float(n)} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """The best rate against none."""
        means = self.test.mean(-1)
        if not self.t:
            return GUESSING
        without = f"{percent(means[0])} of the test digits right without dropout"
        if not self.best:
            return f"{without}; no rate does better."
        return f"{without}, {percent(means[self.best])} with rate {self.rates[self.best]:g}."

    @property
    def summary(self):
        """The best rate, and what it gains."""
        means = self.test.mean(-1)
        if not self.t:
            return f"Before training: {means.mean():.1%} of test digits right, guesswork."
        said = f"Update {self.t} of {self.total}: {means[0]:.1%} of test digits right without "
        if not self.best:
            return said + "dropout, and no rate does better."
        rate, gained = self.rates[self.best], 100 * self.gain.mean()
        return (
            f"{said}dropout; best with rate {rate:g}: {means[self.best]:.1%}, {gained:+.1f} points."
        )

    @property
    def table(self):
        """Headings and a row for each rate: means over the seeds."""
        rows = zip(self.rates, self.train.mean(-1), self.test.mean(-1), strict=True)
        head = ("dropout rate", "training right", "test right")
        return head, [(f"{rate:g}", f"{train:.1%}", f"{test:.1%}") for rate, train, test in rows]


@EXPERIMENTS.add("dropout-rates")
@dataclass(frozen=True, repr=False)
class DropoutRates(Experiment):
    """Eight rates, 0 to 0.95 on all hidden layers, each with several seeds, trained at once.

    Every seed draws its own examples.
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

    front: ClassVar[tuple] = ("label_noise", "width", "epochs")

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
        data = with_label_noise(DATASETS[self.data](), self.label_noise, self.seed)
        fs = [self.objective(data, rate) for rate in RATES]
        rule, start = OPTIMIZERS[self.optimizer](), fs[0].net.init(self.seeds)
        descents = [descend(f, start, rule, self.lr) for f in fs]
        total = updates_of(fs[0].samples.shape[1], self.batch, self.epochs)
        looks = every(total // 30, total)
        for t in range(total + 1):
            thetas = yield from stepped(descents)
            if t not in looks:
                continue
            shares = []
            for f, theta in zip(fs, thetas, strict=True):
                shares.append(judge(f, theta, data))
                yield
            train, test = np.moveaxis(shares, 1, 0)
            yield RatesFrame(t, total, np.array(RATES), train, test)


def judge(f, theta, data):
    """Share right of the examples each network was trained on, and of test examples, (2, K)."""
    own = f.samples[:, :TRAIN]
    test = data.x_test[:TEST], data.y_test[:TEST]
    return [accuracy(f.net, theta, *part) for part in ((f.x[own], f.y[own]), test)]
