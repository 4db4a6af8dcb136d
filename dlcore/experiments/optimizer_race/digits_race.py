"""The same optimizers train a network on real handwritten digits: nothing changes but f."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...formula import finite_difference, moment
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS, Together
from ...registry import DATASETS, EXPERIMENTS
from ...training import Objective, accuracy, descend
from ..base import Experiment
from ..curves import Curves
from ..now import Now
from ..pace import every
from ..rates import GRID, OWN, RATES, check_first_order, rules_of
from .digits_frame import DigitsFrame, Guesses

SHOWN = 12  # test digits whose guesses are shown: the first ones
WITHOUT_HESSIAN = tuple(name for name, rule in OPTIMIZERS.shipped.items() if not rule.needs_hessian)


@EXPERIMENTS.add("digits-race")
@dataclass(frozen=True, repr=False)
class DigitsRace(Experiment):
    """Chosen rules train the same network 64-hidden-10 from the same weights on the same batches.

    rates: "same" gives all rules `lr`; "usual" the one each is usually tried with; "tuned" the
    one of 18 between 1e-4 and 2 with the lowest loss after two short epochs.
    """

    optimizers: tuple = knob(
        WITHOUT_HESSIAN, choices=OPTIMIZERS, many=True, help="who trains the network"
    )
    rates: str = knob("usual", choices=RATES, label="learning rates", help="who chooses the rate")
    lr: float = knob(0.02, 1e-4, 2, log=True, label="learning rate", help="used by all if 'same'")
    hidden: int = knob(32, 4, 128, least=1, most=4096, label="hidden units", help="width")
    batch: int = knob(32, 1, 256, least=1, label="batch size", unit="images", help="per update")
    epochs: int = knob(10, 1, 40, least=1, help="passes over the 1,437 training images")
    seed: int = knob(0, 0, 99, least=0, help="first weights and order of the images")

    live: ClassVar[tuple] = ("lr",)
    stacked: ClassVar[tuple] = ("lr", "seed")
    grid: ClassVar[tuple] = ("hidden", "lr")
    front: ClassVar[tuple] = ("rates", "lr", "hidden")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(*self.optimizers)

    @property
    def idle(self):
        """The rate where rules have their own."""
        return {"lr": OWN[self.rates]} if self.rates in OWN else {}

    @property
    def at_once(self):
        """64 small networks are computed together: an update of all takes some milliseconds."""
        networks = 64 * min(1, 32 * 32 / (self.hidden * self.batch))
        return max(1, int(networks / len(self.optimizers)))

    def objective(self, data, seed=None):
        """The loss of the network on the training digits; K seeds: own batches for K networks."""
        net, seed = mlp(64, self.hidden, 10), self.seed if seed is None else seed
        return Objective(net, "cross-entropy", data.x, data.y, self.batch, seed)

    def length(self, data):
        """Number of updates, and those with a frame."""
        per_epoch = -(-len(data.x) // self.batch)
        total = per_epoch * self.epochs
        return total, every(per_epoch // 12, total)

    def learning_rates(self, data):
        """The learning rate of each rule, (R,)."""
        rules = rules_of(self.optimizers)
        if self.rates == "same":
            return np.full(len(rules), self.lr)
        if self.rates == "usual":
            return np.array([rule.usual_lr for rule in rules])
        f = self.objective(data)
        theta = np.broadcast_to(f.net.init(self.seed), (len(rules), len(GRID), f.net.size))
        updates = 2 * len(data.x) // max(self.batch, 32)
        for step in descend(f, theta, Together(rules), GRID[:, None]):
            if step.t == updates:
                break
        with np.errstate(all="ignore"):
            loss = f.at(step.theta, data.x, data.y)[0]
        return GRID[np.where(np.isfinite(loss), loss, np.inf).argmin(-1)]

    def frames(self, now=None):
        """A frame before training and then about 12 in each epoch."""
        now, data = now or Now(self), DATASETS["digits"]()
        lr, f = self.learning_rates(data), self.objective(data)
        rules = rules_of(self.optimizers)

        def rate(t):
            if self.rates == "same":
                lr[:] = now.at(t).lr
            return lr[:, None]

        theta = np.broadcast_to(f.net.init(self.seed), (len(rules), f.net.size))
        total, looks = self.length(data)
        curves = Curves(len(rules), len(looks), ("losses", "accuracies"))
        waiting = []
        for step in islice(descend(f, theta, Together(rules), rate), total + 1):
            if step.t in looks:
                if waiting:
                    right = accuracy(f.net, step.theta, data.x_test, data.y_test)
                    curves.add(step.t, losses=np.mean(waiting, 0), accuracies=right)
                    waiting = []
                taken = curves.steps, curves["losses"], curves["accuracies"]
                now_on = moments(f, rules, step, lr)
                said = guesses(f.net, step.theta, data)
                yield DigitsFrame(step.t, self.optimizers, lr.copy(), total, *taken, now_on, said)
            waiting.append(step.value)

    @staticmethod
    def together(experiments):
        """E experiments at once, theta (R, E, P): own rates, first weights and batches for each."""
        one, data, rates, waiting = experiments[0], DATASETS["digits"](), [], []
        for experiment in experiments:
            rates.append(experiment.learning_rates(data))
            yield 0.0, None
        lr, rules = np.stack(rates, 1), rules_of(one.optimizers)
        seeds = [e.seed for e in experiments]
        f = one.objective(data, seeds)
        theta = np.broadcast_to(f.net.init(seeds), (len(rules), len(seeds), f.net.size))
        total, looks = one.length(data)
        for step in descend(f, theta, Together(rules), lr[..., None]):
            if step.t == total:
                break
            waiting = [step.value] if step.t in looks else [*waiting, step.value]
            yield step.t / total, None
        right = accuracy(f.net, step.theta, data.x_test, data.y_test)
        parts = zip(lr.T, columns(np.mean(waiting, 0)), columns(right), strict=True)
        names, steps = one.optimizers, np.array([total])
        yield 1.0, [DigitsFrame(total, names, r, total, steps, *part, ()) for r, *part in parts]


def guesses(net, theta, data):
    """What each network says to the first test digits."""
    outputs, _ = net.forward(theta, data.x_test[:SHOWN])
    labels = data.y_test[:SHOWN].argmax(-1)
    return Guesses(data.x_test[:SHOWN], labels, outputs[-1].argmax(-1))


def columns(array):
    """(R, E) -> its E columns, each (R, 1)."""
    return np.split(array, array.shape[1], axis=1)


@np.errstate(all="ignore")  # of a run that diverged
def moments(f, rules, step, lr, biases=2):
    """For each rule what its next step does to the output biases of the first digits."""
    slopes = []
    for i in range(biases):
        place = (..., i - 10)
        slopes.append(finite_difference(lambda theta: f.at(theta, *f.seen)[0], step.theta, place))
    return tuple(
        tuple(moment(rule, state, theta, grad, rate, slopes[i][r], i - 10) for i in range(biases))
        for r, (rule, state, theta, grad, rate) in enumerate(
            zip(rules, step.state, step.theta, step.grad, lr, strict=True)
        )
    )
