"""Activations race to a goal, each with its own best rate, its own start, and five seeds."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...knobs import AndMore, knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..phrases import amount, listed, spoken, told
from ..stack import Stack
from ..training import Training

FAMILY = "sigmoid tanh relu leaky-relu parametric-relu elu softplus".split()
RATES = (0.03, 0.06, 0.12, 0.25, 0.5, 1.0, 2.0, 4.0)
SEARCH = 2  # networks for each rate in the search, with seeds of their own
LOOKS = 4  # measurements in a pass
JUDGED = 500  # training examples on which it is measured what is right
PARAMETRIC = 0.25  # slope at which parametric ReLUs begin


@dataclass(frozen=True, repr=False)
class FairStart(Training):
    """A `Training` whose first weights suit its activation: gradients keep their size.

    std of a weight = 1 / sqrt(n_in E[f'(z)^2]), z normal: sqrt(2) / sqrt(n_in) for ReLU, as He's.
    """

    def first(self, net):
        """First theta (K, P)."""
        theta = net.init(self.seeds)
        *hidden, last = net.weights(theta)  # as He draws them, with variance 2 / n_in
        for W in hidden:
            W *= np.float32(gain(self.activation) / np.sqrt(2))
        last /= np.float32(np.sqrt(2))
        return theta


def gain(name):
    """1 / sqrt(E[f'(z)^2]), z normal with variance 1; between 0.1 and 10."""
    z = np.linspace(-8, 8, 1601)
    weight = np.exp(-z * z / 2)
    if name == "parametric-relu":
        slope = np.where(z > 0, 1, PARAMETRIC)
    else:
        slope = np.asarray(ACTIVATIONS[name](z)[1], float)
    return float(np.clip(1 / np.sqrt(np.average(slope**2, weights=weight)), 0.1, 10))


@dataclass(frozen=True)
class TournamentFrame(Frame):
    """What V activations have done by now; nan where not known yet.

    doing: what is under way, in words; goal: share of the training examples that is to be right;
    budget: passes there are; rates (V,): the best one of each; arrived (V, K): passes until the
    goal, inf if it is not reached in time; passes (n,), right (V, n): median share right after so
    many passes.
    """

    names: tuple
    doing: str
    goal: float
    budget: int
    rates: np.ndarray
    arrived: np.ndarray
    passes: np.ndarray
    right: np.ndarray

    who: ClassVar[str] = "activation"
    measures: ClassVar[dict] = {
        "passes to the goal": Measure(".1f", never="not in time"),
        "learning rate": Measure(".2g", never="not known yet"),
    }

    @property
    def means(self):
        """Passes to the goal, mean over the seeds, (V,)."""
        return self.arrived.mean(-1)

    @property
    def scores(self):
        """Means over the seeds, and the rates."""
        return self.by_name(self.means, self.rates)

    def factor(self, one, other):
        """How many times as many passes one needs as the other."""
        means = dict(zip(self.names, self.means, strict=True))
        return means[one] / means[other]

    @property
    def headline(self):
        """Who is first by now."""
        known = np.isfinite(self.means)
        if not known.any():
            return self.doing or "Nobody has reached the goal in time."
        order = np.argsort(np.where(known, self.means, np.inf))[: known.sum()]
        first = f"{spoken(self.names[order[0]])} needs {amount(self.means[order[0]])} passes."
        if len(order) == 1 or self.doing:
            return told(first, self.doing)
        last = f"{spoken(self.names[order[-1]])} needs {amount(self.means[order[-1]])}."
        return told(first, last)

    @property
    def summary(self):
        """All that is known."""
        said = []
        for name, rate, own in zip(self.names, self.rates, self.arrived, strict=True):
            if not np.isnan(own).any():
                late = f", {np.isinf(own).sum()} not in time" if np.isinf(own).any() else ""
                mean = f"{own.mean():.2g}" if not late else "no mean"
                said.append(f"{name} {mean} passes{late} (rate {rate:.2g})")
        goal = f"{self.goal:.0%} of the training examples right"
        return f"Passes until {goal}: {'; '.join(said) or 'nothing is known yet'}."

    @property
    def unfinished(self):
        """Names of those that did not arrive, as spoken."""
        lost = [n for n, own in zip(self.names, self.arrived, strict=True) if np.isinf(own).any()]
        return listed(lost)


@EXPERIMENTS.add("tournament")
@dataclass(frozen=True, repr=False)
class Tournament(Experiment):
    """Plain gradient descent; each activation gets the rate, of eight, that arrives soonest.

    The search for the rates has other seeds than the race.
    """

    activations: tuple = knob(
        tuple(FAMILY),
        choices=AndMore(ACTIVATIONS, before=("parametric-relu",)),
        many=True,
        help="who takes part",
    )
    depth: int = knob(4, 1, 8, least=1, most=12, label="hidden layers", help="depth")
    width: int = knob(50, 4, 100, least=1, most=512, label="units a layer", help="width")
    goal: float = knob(0.97, 0.8, 0.99, least=0.05, most=1, help="training examples to be right")
    epochs: int = knob(16, 2, 30, least=1, label="budget", unit="passes", help="at most")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(1000, 100, 2000, least=20, label="training examples", help="how many")
    runs: int = knob(5, 1, 10, least=1, most=20, label="networks", help="seeds of each activation")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("depth", "goal", "epochs", "data")

    def training(self, name, **knobs):
        """The `Training` of an activation."""
        names = "depth width epochs data examples".split()
        usual = {n: getattr(self, n) for n in names} | dict(batch=20, optimizer="gradient-descent")
        return FairStart(activation=name, **usual | knobs)

    def work(self):
        """Frames while each activation is tuned and races; None after each update."""
        names, n = self.activations, LOOKS * self.epochs + 1
        rates, arrived = np.full(len(names), np.nan), np.full((len(names), self.runs), np.nan)
        right, passes = np.full((len(names), n), np.nan), np.arange(n) / LOOKS

        def frame(t, doing):
            known = rates.copy(), arrived.copy(), passes, right.copy()
            return TournamentFrame(t, names, doing, self.goal, self.epochs, *known)

        t = 0
        for v, name in enumerate(names):
            yield frame(t, f"Looking for the best rate of {spoken(name)}.")
            rates[v] = yield from self.best_rate(name)
            stack = Stack([self.training(name, lr=rates[v], runs=self.runs, seed=self.seed)])
            seen = []
            for shares in self.shares(stack):
                if shares is None:
                    yield None
                    continue
                seen.append(shares)
                right[v, len(seen) - 1] = np.median(shares)
                t += 1
                yield frame(t, told(f"{spoken(name)} is running."))
                if (np.max(seen, 0) >= self.goal).all():
                    break
            arrived[v] = self.first_pass(np.array(seen))
        yield frame(t + 1, "")

    def shares(self, stack):
        """What is right, (K,), four times in a pass; None after each update between."""
        each = stack.total / self.epochs / LOOKS
        looks = {round(i * each) for i in range(LOOKS * self.epochs + 1)}
        part, right = (stack.data.x[:JUDGED], stack.data.y[:JUDGED]), []
        for step in stack.steps():
            yield None
            if step.t in looks:
                for two in np.array_split(step.theta, -(-len(step.theta) // SEARCH)):
                    right.append(accuracy(stack.net, two, *part))
                    yield None
                yield np.concatenate(right)
                right = []

    def first_pass(self, seen):
        """seen (n, K) -> passes until the goal, (K,); inf if it is not reached."""
        there = seen >= self.goal
        return np.where(there.any(0), there.argmax(0) / LOOKS, np.inf)

    def best_rate(self, name):
        """The rate with which the networks of the search arrive soonest; yields None."""
        usual = self.training(name, runs=SEARCH, seed=self.seed + 5000)
        stack, seen = Stack([replace(usual, lr=rate) for rate in RATES]), []
        for shares in self.shares(stack):
            if shares is None:
                yield None
                continue
            seen.append(shares)
            if (stack.apart(np.max(seen, 0)).min(-1) >= self.goal).any():
                break  # the others are later
        arrived = stack.apart(self.first_pass(np.array(seen)))
        last = stack.apart(np.array(seen)[-1]).mean(-1)
        return RATES[np.lexsort((-last, arrived.max(-1)))[0]]
