"""A network trained on a data set, with the knobs of all lectures and a look inside."""

from collections import deque
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..constraints import clip_by_norm
from ..data import with_label_noise
from ..layers import Activation, BatchNorm, Dense, Dropout, LayerNorm, Noise, Residual
from ..network import Net
from ..optimizers import OPTIMIZERS
from ..registry import ACTIVATIONS, DATASETS, EXPERIMENTS, INITIALIZERS, knob
from ..seeding import generator
from ..training import Objective, accuracy, batches, descend, updates_of
from .base import Experiment
from .curves import Curves
from .now import Now
from .rates import check_first_order
from .training_frame import NetFrame, inside

NORMS = {"none": (), "batch": (BatchNorm,), "layer": (LayerNorm,)}
PROBE = 256  # examples for the look inside


@EXPERIMENTS.add("training")
@dataclass(frozen=True, repr=False)
class Training(Experiment):
    """`runs` networks with seeds seed, seed + 1, ...: `depth` hidden layers of `width` units.

    Softmax and cross-entropy at the end. skip: every hidden layer but the first is added to what
    came into it. What is right is measured on at most 1,000 examples.
    """

    data: str = knob("digits", choices=DATASETS, help="what is learned")
    examples: int = knob(1000, 50, 8000, least=1, label="training examples", help="how many")
    label_noise: float = knob(0.0, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    depth: int = knob(2, 0, 12, least=0, most=100, label="hidden layers", help="depth")
    width: int = knob(50, 4, 200, least=1, most=4096, label="units a layer", help="width")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden layers")
    init: str = knob("he-normal", choices=INITIALIZERS, label="first weights", help="initializer")
    skip: bool = knob(False, label="skip connections", help="add a layer's input to its output")
    norm: str = knob("none", choices=NORMS, label="normalization", help="before the activation")
    optimizer: str = knob("momentum", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.02, 1e-4, 3, log=True, label="learning rate", help="size of the steps")
    batch: int = knob(32, 1, 256, least=1, label="batch size", help="examples per update")
    epochs: int = knob(5, 1, 60, least=1, help="passes over the training examples")
    l1: float = knob(0.0, 0, 0.01, least=0, label="L1", help="strength of |w|")
    l2: float = knob(0.0, 0, 0.1, least=0, label="L2", help="strength of w^2 / 2")
    shrink: float = knob(0.0, 0, 0.01, least=0, label="L1, exact zeros", help="after the rule")
    weight_decay: float = knob(0.0, 0, 0.5, least=0, help="decoupled from the rule")
    dropout: float = knob(0.0, 0, 0.95, least=0, most=0.99, help="share of hidden units left out")
    input_dropout: float = knob(0.0, 0, 0.9, least=0, most=0.99, help="share of inputs left out")
    noise: float = knob(0.0, 0, 1, least=0, label="input noise", help="standard deviation")
    clip: float = knob(0.0, 0, 10, least=0, label="clip gradient", help="longest gradient; 0: any")
    runs: int = knob(1, 1, 10, least=1, most=100, label="networks", help="how many seeds at once")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples, noise")

    live: ClassVar[tuple] = "lr batch l1 l2 shrink weight_decay dropout input_dropout noise".split()

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def examples_of(self):
        """The `Data` as the knobs want it."""
        data = DATASETS[self.data]()
        if data.y.ndim != 2 or not np.allclose(data.y.sum(-1), 1):
            raise ValueError(f"data must have classes to tell apart; {self.data!r} has none")
        n = min(self.examples, len(data.x))
        data = type(data)(data.x[:n], data.y[:n], data.x_test, data.y_test)
        return with_label_noise(data, self.label_noise, self.seed) if self.label_noise else data

    def net(self, n_in, n_out):
        """The network; its theta has the same entries whatever dropout and noise are."""
        layers = [Noise(self.noise)] * (self.noise > 0) + [Dropout(self.input_dropout)] * (
            self.input_dropout > 0
        )
        for i in range(self.depth):
            width = self.width if i else n_in
            block = [Dense(width, self.width, self.init)]
            block += [norm(self.width) for norm in NORMS[self.norm]]
            block += [Activation(self.activation)] + [Dropout(self.dropout)] * (self.dropout > 0)
            layers += [Residual(tuple(block))] if self.skip and i else block
        return Net((*layers, Dense(self.width if self.depth else n_in, n_out, self.init)))

    def objective(self, data):
        """The loss of the networks on the training examples, with penalties."""
        net = self.net(data.x.shape[1], data.y.shape[1])
        x, y = data.x, data.y
        return Objective(net, "cross-entropy", x, y, self.batch, self.seeds, self.penalties)

    @property
    def penalties(self):
        """Those that are not 0."""
        return {name: getattr(self, name) for name in ("l1", "l2") if getattr(self, name)}

    def work(self, now=None):
        """A frame before training and then at most about 60; None after each update and each
        measurement.
        """
        now, data = now or Now(self), self.examples_of()
        f = self.objective(data)
        start = f.net.init(self.seeds)
        probe = data.x[:PROBE], data.y[:PROBE]
        updates = self.updates(data)
        stride = max(1, updates // 60)
        curves = Curves(self.runs, updates // stride + 1, ("losses", "train", "test"))
        names, waiting = tuple(f"seed {s}" for s in self.seeds), []
        for step in self.descent(f, start, now):
            waiting.append(step.value)
            yield
            if step.t % stride == 0 or step.t == updates:
                right = {}
                for part, share in judging(f.net, step.theta, data):
                    right[part] = share
                    yield
                curves.add(step.t, losses=np.mean(waiting, 0), **right)
                waiting = []
                look = inside(f.net, f.loss, step.theta, start, *probe)
                taken = (curves[name] for name in ("losses", "train", "test"))
                yield NetFrame(step.t, names, updates, curves.steps, *taken, look)
            if step.t == updates:
                return

    def updates(self, data):
        """How many steps the training has."""
        return updates_of(len(data.x), self.batch, self.epochs)

    def fit(self):
        """Train without looking: yields (share that is done, (net, theta, data)) at each update."""
        data = self.examples_of()
        f, updates = self.objective(data), self.updates(data)
        for step in self.descent(f, f.net.init(self.seeds), Now(self)):
            yield step.t / updates, (f.net, step.theta, data)
            if step.t == updates:
                return

    def trained(self):
        """The networks after training: net, theta (K, P), data."""
        return deque(self.fit(), maxlen=1).pop()[1]

    def descent(self, f, theta, now):
        """Steps that follow the knobs in force."""
        decay, shrink = np.zeros((2, 1), theta.dtype)
        rule, clip = OPTIMIZERS[self.optimizer](), clip_by_norm(self.clip) if self.clip else None
        seen = [self]

        def rate(t):
            current = now.at(t)
            if current is not seen[0]:
                self.follow(f, seen[0], current)
                seen[0] = current
            decay[:], shrink[:] = current.weight_decay, current.shrink
            return current.lr

        return descend(f, theta, rule, rate, weight_decay=decay, shrink=shrink, clip=clip)

    def follow(self, f, before, current):
        """Change the objective under way."""
        f.net, f.penalties = current.net(f.x.shape[1], f.y.shape[1]), current.penalties
        if current.batch != before.batch:
            f.rows = batches(len(f.x), current.batch, generator(current.seeds, stream=21))

    @staticmethod
    def judge(net, theta, data, most=1000):
        """Share right on the training and on the test examples, (K,) each."""
        return dict(judging(net, theta, data, most))


def judging(net, theta, data, most=1000):
    """The share right on the training examples and then that on the test examples, (K,) each."""
    yield "train", accuracy(net, theta, data.x[:most], data.y[:most])
    yield "test", accuracy(net, theta, data.x_test[:most], data.y_test[:most])
