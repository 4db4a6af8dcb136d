"""A network trained on a data set, with the knobs of all lectures and a look inside."""

from collections import deque
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..knobs import knob
from ..layers import Dense, Dropout, Noise, Residual
from ..network import Net
from ..registry import EXPERIMENTS
from .curves import Curves
from .data_knobs import DataKnobs
from .judging import judging
from .network_knobs import NetworkKnobs
from .now import Now
from .remedy_knobs import NoiseKnobs, RemedyKnobs
from .rule_knobs import LossKnobs, RuleKnobs
from .stack import RATES, Stack
from .training_frame import FitFrame, TrainingFrame, inside

PROBE = 256  # examples for the look inside
PARTS = ("losses", "train", "test")


@EXPERIMENTS.add("training")
@dataclass(frozen=True, repr=False)
class Training(NoiseKnobs, RemedyKnobs, RuleKnobs, LossKnobs, NetworkKnobs, DataKnobs):
    """`runs` networks with seeds seed, seed + 1, ...; its knobs stand in groups, data first.

    data (`DataKnobs`), network (`NetworkKnobs`), loss (`LossKnobs`), rule and schedule
    (`RuleKnobs`), remedies (`RemedyKnobs`), noise (`NoiseKnobs`). What is right is measured on at
    most 1,000 examples; where there are no classes, what share of the variance is explained.
    """

    runs: int = knob(1, 1, 10, least=1, most=100, label="networks", help="how many seeds at once")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples, noise")

    live: ClassVar[tuple] = (
        *"lr batch l1 l2 shrink weight_decay span factor power".split(),
        *RATES,
    )

    front: ClassVar[tuple] = ("depth", "activation", "lr")

    @property
    def idle(self):
        """What the groups say, and what disturbs hidden layers where there are none."""
        hidden = () if self.depth else ("dropout", "hidden_noise")
        return super().idle | dict.fromkeys(hidden, "there are no hidden layers")

    def examples_of(self):
        """The `Data` as the knobs want it."""
        data = super().examples_of()
        self.check_loss(data)
        return data

    def net(self, n_in, n_out, **rates):
        """The network; its theta has the same entries whatever disturbs it.

        rates: noise, input_dropout, dropout, hidden_noise, each one's own if it is not said.
        """
        rates = {name: getattr(self, name) for name in RATES} | rates
        first, left_out, dropout, behind = (rates[name] for name in RATES)
        layers = [*self.augmentation, *there(Noise, first), *there(Dropout, left_out)]
        disturbed = [*there(Noise, behind), *there(Dropout, dropout)]
        for i in range(self.depth):
            block = [*self.hidden(self.width if i else n_in), *disturbed]
            layers += [Residual(tuple(block))] if self.skip and i else block
        last = Dense(self.width if self.depth else n_in, n_out, self.init)
        return Net((*layers, last, *self.behind))

    def work(self, now=None):
        """A frame before training and then at most about 60; None after each update and each
        measurement.
        """
        stack = Stack([self])
        data, total = stack.data, stack.total
        probe, names = (data.x[:PROBE], data.y[:PROBE]), tuple(f"seed {s}" for s in self.seeds)
        kind = TrainingFrame if stack.classes else FitFrame
        stride = max(1, total // 60)
        curves, waiting = Curves(self.runs, total // stride + 1, PARTS), []
        for step in stack.steps([now or Now(self)]):
            waiting.append(step.value)
            yield
            if step.t % stride == 0 or step.t == total:
                right = {}
                for part, share in judging(stack.net, step.theta, data, score=stack.score):
                    right[part] = share
                    yield
                curves.add(step.t, losses=np.mean(waiting, 0), **right)
                waiting = []
                look = inside(stack.net, self.loss, step.theta, stack.start, *probe)
                taken = (curves[name] for name in PARTS)
                yield kind(step.t, names, total, curves.steps, *taken, look)

    def fit(self):
        """Train without looking: yields (share that is done, (net, theta, data)) at each update."""
        stack = Stack([self])
        for step in stack.steps():
            yield step.t / stack.total, (stack.net, step.theta, stack.data)

    def trained(self):
        """The networks after training: net, theta (K, P), data."""
        return deque(self.fit(), maxlen=1).pop()[1]

    @staticmethod
    def judge(net, theta, data, most=1000):
        """Share right on the training and on the test examples, (K,) each."""
        return dict(judging(net, theta, data, most))


def there(layer, rate):
    """[layer(rate)], or nothing where the rate, or each of an array of them, is 0."""
    return [layer(rate)] if np.any(rate) else []
