"""A schedule that is drawn by its points, against the best of many constant rates."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import Finding, divergence
from ...knobs import Part, knob, points
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...schedules import Schedule
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import GUESSING, amount, percent, told
from ..rates import check_first_order
from ..stack import Stack
from ..training import Training
from ..variants import Variants
from .digits import LARGE, USUAL, rates_found

CONSTANTS = np.geomspace(0.025, 1.6, 10)
LOW, HIGH = 0.001, 3.0  # of the rates that can be drawn
NAMES = ("yours", "best constant")
FLAT = ((0.0, 0.2), (50.0, 0.2), (100.0, 0.2))


@dataclass(frozen=True)
class Drawn(Schedule):
    """Straight lines, with rates in powers of ten, between points (share of `span`, rate)."""

    points: tuple
    span: float

    def __call__(self, t):
        """Step -> rate."""
        shares, rates = np.array(self.points, float).T
        return float(np.exp(np.interp(t / self.span, shares / 100, np.log(rates))))


@dataclass(frozen=True, repr=False)
class DrawnTraining(Training):
    """`Training` with the rates of a `Drawn` schedule in the course of all its updates."""

    drawn: tuple = FLAT

    def rates(self, total):
        """The schedule of a training of so many updates."""
        return Drawn(self.drawn, total)


@dataclass(frozen=True)
class EditorFrame(Frame):
    """Networks with the drawn schedule, and with L constant rates, after t of `total` updates.

    points (n, 2): share of the training in per cent, and rate; epochs: of the training; steps (m,);
    test, losses (1 + L, S, m): of S networks each, first those of the drawn schedule; losses are
    means of the batches since the step before. constants (L,).
    """

    total: int
    points: np.ndarray
    epochs: int
    steps: np.ndarray
    test: np.ndarray
    losses: np.ndarray
    constants: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {
        "test right": Measure(".1%"),
        "training loss": Measure(log=True),
    }

    @property
    def right(self):
        """Means over the networks: of the schedule, and the best that any constant has, (2, m)."""
        means = self.test.mean(1)
        return np.stack([means[0], means[1:].max(0)])

    @property
    def loss(self):
        """The same of the training loss: the lowest that any constant has."""
        means = self.losses.mean(1)
        return np.stack([means[0], np.fmin.reduce(means[1:])])

    @property
    def best(self):
        """The constant that gets most right now."""
        return float(self.constants[self.test[1:, :, -1].mean(1).argmax()])

    @property
    def lead(self):
        """How much more is right with the schedule than with the best constant."""
        return float(self.right[0, -1] - self.right[1, -1])

    @property
    def scores(self):
        """What is right and the loss now."""
        return self.by_name(self.right[:, -1], self.loss[:, -1])

    @property
    def findings(self):
        """On the drawn schedule: diverged, too slow, still trembling, or at a standstill."""
        if lost := divergence(self.losses[0].mean(0), "The training"):
            return lost
        rates = self.points[:, 1]
        if rates.max() < LARGE:
            said = f"The largest rate is {amount(rates.max())}: it travels slowly."
            return [Finding("slow", said, dict(rate=float(rates.max())))]
        return rates_found(rates, "your schedule at its end")

    @property
    def headline(self):
        """Both, and the rate of the constant."""
        if not self.t:
            return GUESSING
        mine, best = (percent(right) for right in self.right[:, -1])
        return told(
            f"yours: {mine} right.", f"the best constant rate, {amount(self.best)}: {best}."
        )

    @property
    def summary(self):
        """Both with more digits, and the spread."""
        mine, (right, best) = self.test[0, :, -1], self.right[:, -1]
        return (
            f"Update {self.t} of {self.total}, test right: with the drawn schedule {right:.1%} "
            f"({mine.min():.1%} to {mine.max():.1%}), with the best constant rate, "
            f"{self.best:.2g}, {best:.1%}."
        )


@EXPERIMENTS.add("schedule-editor")
@dataclass(frozen=True, repr=False)
class ScheduleEditor(Experiment):
    """Digits, 64-32-10, in batches of 16: the mean of several seeds with the drawn schedule.

    Its rival is, at every moment, the best of 10 constant rates from 0.025 to 1.6, with the same
    seeds: harder to beat than any one of them.
    """

    drawn: tuple = points(
        FLAT,
        {
            "training": Part(0, 100, least=0, most=100),
            "rate": Part(LOW, HIGH, log=True, least=1e-9, most=1e3),
        },
        count=(1, 8),
        ordered=True,
        label="schedule",
        help="share of the training in %, rate; drag the points",
    )
    epochs: int = knob(2, 1, 10, least=1, help="passes over the digits")
    optimizer: str = knob("gradient-descent", choices=OPTIMIZERS, help="the rule")
    depth: int = knob(1, 1, 6, least=1, most=30, label="hidden layers", help="depth")
    runs: int = knob(5, 1, 10, least=1, most=50, label="networks", help="seeds of each rate")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("epochs", "optimizer", "depth")
    grid: ClassVar[tuple] = ("epochs", "depth")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def stacks(self):
        """The trainings with the drawn schedule, and those with constant rates."""
        names = "epochs optimizer depth runs seed".split()
        knobs = USUAL | {name: getattr(self, name) for name in names}
        constants = {f"{lr}": dict(lr=lr) for lr in CONSTANTS.tolist()}
        mine = Stack([DrawnTraining(**knobs, drawn=self.drawn)])
        return mine, Variants(Training(**knobs), constants).stack

    def work(self):
        """A frame before training and then about 30; None after each update."""
        stacks, rows = self.stacks(), len(CONSTANTS) + 1
        total, unseen = stacks[0].total, (stacks[0].data.x_test, stacks[0].data.y_test)
        looks, waiting = every(total // 30, total), []
        curves = Curves(rows * self.runs, len(looks), ("test", "losses"))
        for both in zip(*(stack.steps() for stack in stacks), strict=True):
            waiting.append(np.concatenate([step.value for step in both]))
            yield
            if (t := both[0].t) in looks:
                pairs = zip(stacks, both, strict=True)
                test = [accuracy(s.net, step.theta, *unseen) for s, step in pairs]
                curves.add(t, test=np.concatenate(test), losses=np.mean(waiting, 0))
                waiting = []
                taken = (curves[name].reshape(rows, self.runs, -1) for name in ("test", "losses"))
                about = t, total, np.array(self.drawn, float), self.epochs, curves.steps
                yield EditorFrame(*about, *taken, CONSTANTS)
