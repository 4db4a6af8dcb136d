"""One network, one start, several schedules: the rates they give, and what they lead to."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence
from ...knobs import knob
from ...registry import EXPERIMENTS, SCHEDULES
from ..base import Experiment
from ..curves import Curves
from ..judging import judging
from ..pace import every
from ..phrases import GUESSING, percent, spoken, told
from ..variants import PARTS, Variants, VariantsFrame
from .digits import Followed, rates_found, usual

LOOKS = 60
OFTEN = 10  # times in a span looks the performance schedule for a plateau


@dataclass(frozen=True)
class ScheduledFrame(VariantsFrame):
    """A `VariantsFrame`; rates (V, t + 1): of each step, first seed; epochs: of the training."""

    rates: np.ndarray
    epochs: int

    @property
    def passes(self):
        """Epochs at which curves were taken, (n,)."""
        return self.steps[0] * self.epochs / self.total

    @property
    def findings(self):
        """Of each: diverged, still trembling, or at a standstill."""
        rows = zip(self.names, self.losses.mean(1), self.rates, strict=True)
        return [
            found
            for name, losses, rates in rows
            for found in divergence(losses, spoken(name)) or rates_found(rates, spoken(name))
        ]

    @property
    def headline(self):
        """What is right with each, best first."""
        if not self.t:
            return GUESSING
        right = self.scores["test right"]
        order = sorted(right, key=right.get, reverse=True)
        return told(*(f"{spoken(name)}: {percent(right[name])} right." for name in order))

    @property
    def table(self):
        """Also the rates at which they began, and where they are."""
        head, rows = super().table
        ends = [(f"{rate[0]:.3g}", f"{rate[-1]:.3g}") for rate in self.rates]
        rows = [(*row, *end) for row, end in zip(rows, ends, strict=True)]
        return (*head, "first rate", "rate now"), rows


@EXPERIMENTS.add("scheduled")
@dataclass(frozen=True, repr=False)
class Scheduled(Experiment):
    """Digits, 64-32-10, gradient descent in batches of 16; the same first rate for all.

    Several seeds each, equal for all schedules. clock: does `span` count epochs or, a frequent
    slip, single batches? 1cycle and linear take the whole training, performance looks for a
    plateau OFTEN times in a span and falls by `factor`.
    """

    schedules: tuple = knob(
        ("constant", "piecewise"), choices=SCHEDULES, many=True, help="of the learning rate"
    )
    lr: float = knob(0.3, 0.01, 3, log=True, label="learning rate", help="at the start")
    span: float = knob(2.0, 0.1, 20, log=True, unit="epochs", help="pace of the schedules")
    factor: float = knob(0.1, 0.01, 1, log=True, most=1, help="by which the rate falls")
    power: float = knob(1.0, 0.1, 3, log=True, help="of the power schedule")
    clock: str = knob("epochs", choices=("epochs", "batches"), help="what span counts")
    epochs: int = knob(3, 1, 20, least=1, help="passes over the digits")
    runs: int = knob(5, 1, 10, least=1, most=50, label="networks", help="seeds of each schedule")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("lr", "span", "factor")
    grid: ClassVar[tuple] = ("lr", "factor")

    def nets(self):
        """The stack of all trainings."""
        knobs = dict(lr=self.lr, factor=self.factor, power=self.power, epochs=self.epochs)
        training = usual(**knobs, patience=1, runs=self.runs, seed=self.seed)
        per_epoch = training.updates(training.examples_of()) / self.epochs
        span = self.span if self.clock == "epochs" else self.span / per_epoch
        spans = {"performance": span / OFTEN}
        kinds = {s: dict(schedule=s, span=spans.get(s, span)) for s in self.schedules}
        return Variants(training, kinds).stack

    def work(self):
        """A frame before training and then about 60; None after each update."""
        nets = self.nets()
        shape, looks = (len(self.schedules), self.runs), every(nets.total // LOOKS, nets.total)
        followed, rates = Followed(nets), np.empty((len(self.schedules), nets.total + 1))
        curves, waiting = Curves(np.prod(shape), len(looks), PARTS), []
        for step in nets.steps():
            rates[:, step.t] = followed.rates(step)
            waiting.append(step.value)
            yield
            if step.t in looks:
                right = dict(judging(nets.net, step.theta, nets.data))
                curves.add(step.t, losses=np.mean(waiting, 0), **right)
                waiting, taken = [], (curves[part].reshape(*shape, -1) for part in PARTS)
                steps = np.tile(curves.steps, (len(self.schedules), 1))
                about = step.t, self.schedules, nets.total, steps, *taken
                yield ScheduledFrame(*about, rates[:, : step.t + 1], self.epochs)
