"""Hidden units that start alike: do they ever part while the network learns?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import Activation, Dense, Dropout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent, told

SHOWN = 36  # units whose weights are seen
LOOKS = 40
EQUAL = 0.01  # what all weights are
ALIKE = 1e-3  # of the largest weight: closer units are the same
STARTS = {"zeros": "zeros", "all 0.01": "zeros", "N(0, 0.01²)": "normal", "He": "he-normal"}


@dataclass(frozen=True)
class TwinsFrame(Frame):
    """A network of n hidden units after t updates of `total`.

    steps (k,): updates at which one looked; different (k,): hidden units that are not the same as
    another one before them; right (k,): share of training examples; weights (n_in, m): those of
    the first m units; units: n.
    """

    total: int
    steps: np.ndarray
    different: np.ndarray
    right: np.ndarray
    weights: np.ndarray
    units: int

    measures: ClassVar[dict] = {
        "different units": Measure(".0f"),
        "training right": Measure(".1%"),
    }

    @property
    def scores(self):
        """Those now."""
        now = int(self.different[-1]), float(self.right[-1])
        return {name: {"": value} for name, value in zip(self.measures, now, strict=True)}

    @property
    def still(self):
        """True if no weight of the first matrix is other than 0."""
        return not self.weights.any()

    @property
    def headline(self):
        """How many units there really are, and what they get right."""
        n, right = int(self.different[-1]), percent(self.right[-1])
        if self.still:
            said = "All weights are still 0" if self.t else "All weights are 0"
        elif n == 1:
            said = f"All {self.units} units are copies of one"
        else:
            said = f"{n} of {self.units} units are different"
        return told(f"{said}; {right} right.")

    @property
    def summary(self):
        """The same, and when."""
        n, right = int(self.different[-1]), self.right[-1]
        return (
            f"Update {self.t} of {self.total}: {n} different among {self.units} hidden units; "
            f"{right:.1%} of the training digits right."
        )

    @property
    def table(self):
        """Headings and a row for each look."""
        rows = zip(self.steps, self.different, self.right, strict=True)
        head = ("update", "different units", "training right")
        return head, [(int(t), int(n), f"{right:.1%}") for t, n, right in rows]


@EXPERIMENTS.add("twins")
@dataclass(frozen=True, repr=False)
class Twins(Experiment):
    """One hidden layer learns digits by gradient descent with momentum, in float64.

    Both matrices start alike: zeros, all 0.01, normal with standard deviation 0.01, or He's. The
    biases start at 0, or normal with standard deviation 1.
    """

    start: str = knob("zeros", choices=STARTS, label="first weights", help="of both matrices")
    biases: str = knob("zeros", choices=("zeros", "random"), help="first biases")
    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="of the hidden units")
    dropout: float = knob(0.0, 0, 0.8, least=0, below=1, help="share of hidden units left out")
    units: int = knob(100, 4, 200, least=2, most=1000, label="hidden units", help="how many")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    lr: float = knob(0.2, 1e-3, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(10, 1, 40, least=1, help="passes over 1,000 digits")
    seed: int = knob(0, 0, 99, least=0, help="random numbers, order of examples")

    front: ClassVar[tuple] = ("start", "activation", "biases", "dropout")

    def net(self, n_in, n_out):
        """The network."""
        bend = Dense(n_in, self.units), Activation(self.activation)
        drop = (Dropout(self.dropout),) if self.dropout else ()
        return Net((*bend, *drop, Dense(self.units, n_out)))

    def first(self, net):
        """First theta (P,)."""
        rng, theta = generator(self.seed), np.zeros(net.size)
        draw, equal = INITIALIZERS[STARTS[self.start]], EQUAL * (self.start == "all 0.01")
        for p in filter(None, net.views(theta)):
            p["W"][...] = draw(rng, p["W"].shape) + equal
            if self.biases == "random":
                p["b"][...] = rng.standard_normal(p["b"].shape)
        return theta

    def work(self):
        """A frame before training and then about 40; None after each update."""
        data = DATASETS[self.data]()
        x, y = (part[:1000].astype(float) for part in (data.x, data.y))
        net = self.net(x.shape[1], y.shape[1])
        f = Objective(net, "cross-entropy", x, y, 32, self.seed)
        total = updates_of(len(x), 32, self.epochs)
        looks, seen = every(total // LOOKS, total), []
        steps = descend(f, self.first(net), OPTIMIZERS["momentum"](), self.lr)
        for t in range(total + 1):
            theta = next(steps).theta
            yield
            if t in looks:
                p = net.views(theta)[0]
                seen.append((t, different(p["W"]), accuracy(net, theta, x, y)))
                taken = map(np.array, zip(*seen, strict=True))
                yield TwinsFrame(t, total, *taken, p["W"][:, :SHOWN].copy(), self.units)


def different(W):
    """W (n_in, n) -> how many of the n units have other weights than each one before them.

    >>> different(np.array([[1.0, 2.0, 1.0]]))
    2
    """
    units = W.T
    apart = np.stack([np.abs(units - one).max(-1) for one in units])
    alike = apart <= ALIKE * np.abs(units).max()
    return int((alike.argmax(-1) == np.arange(len(units))).sum())
