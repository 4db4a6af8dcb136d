"""A rate that falls when the loss does: the averages it watches, its patience, its drops."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount, percent, told
from ..variants import Variants
from .digits import Followed, rates_found, usual

NAMES = ("performance", "constant")


@dataclass(frozen=True)
class PlateauFrame(Frame):
    """One training, and its twin with a constant rate, after t of `total` updates.

    losses (t + 1,): of the batches; rates (t + 1,); span: updates in an average; steps (n,), test
    (2, n): share of the test digits right, of the training and of its twin.
    """

    total: int
    epochs: int
    span: int
    losses: np.ndarray
    rates: np.ndarray
    steps: np.ndarray
    test: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {"test right": Measure(".1%"), "drops": Measure(".0f")}

    @property
    def ends(self):
        """Updates at which an average is complete, (m,)."""
        return np.arange(self.span, len(self.losses) + 1, self.span)

    @property
    def means(self):
        """The averages, (m,)."""
        m = len(self.ends)
        return self.losses[: m * self.span].reshape(m, self.span).mean(-1)

    @property
    def lowest(self):
        """The lowest average so far, (m,)."""
        return np.fmin.accumulate(self.means) if len(self.ends) else self.means

    @property
    def falls(self):
        """Updates at which the rate has become smaller."""
        return np.flatnonzero(np.diff(self.rates) < 0) + 1

    @property
    def scores(self):
        """What is right, and how often the rate fell."""
        return self.by_name(self.test[:, -1], [len(self.falls), 0])

    @property
    def findings(self):
        """Diverged, still trembling, or at a standstill."""
        lost = divergence(self.losses, "The training")
        return lost or rates_found(self.rates, "the performance schedule")

    @property
    def headline(self):
        """How often it fell, and what that was good for."""
        if not self.t:
            return "Nothing is averaged yet."
        n, (right, twin) = len(self.falls), self.test[:, -1]
        times = f"has fallen {n} time{'s' if n > 1 else ''}, to" if n else "is still"
        said = f"The rate {times} {amount(self.rates[-1])}."
        return told(said, f"Test: {percent(right)}, constant rate {percent(twin)}.")

    @property
    def summary(self):
        """The same with the averages."""
        mean = f"last average {self.means[-1]:.3g}, " if len(self.ends) else ""
        right, twin = self.test[:, -1]
        return (
            f"Update {self.t} of {self.total}: {mean}rate {self.rates[-1]:.3g} after "
            f"{len(self.falls)} drops; test {right:.1%} right, with a constant rate {twin:.1%}."
        )

    @property
    def table(self):
        """Headings and a row for each average."""
        ends, means, lowest = self.ends, self.means, self.lowest
        epochs = (f"{end * self.epochs / self.total:.2f}" for end in ends)
        after = [f"{self.rates[min(end, self.t)]:.3g}" for end in ends]
        columns = epochs, (f"{m:.3g}" for m in means), (f"{m:.3g}" for m in lowest), after
        return ("epoch", "average", "lowest so far", "rate after it"), list(
            zip(*columns, strict=True)
        )


@EXPERIMENTS.add("plateau")
@dataclass(frozen=True, repr=False)
class Plateau(Experiment):
    """Digits, 64-32-10, gradient descent in batches of 16, with the schedule `Performance`.

    It compares averages of the training loss over `span`; `patience` of them without a new lowest
    one multiply the rate by `factor`.
    """

    lr: float = knob(0.5, 0.01, 3, log=True, label="learning rate", help="at the start")
    span: float = knob(0.25, 0.05, 2, log=True, unit="epochs", help="of an average")
    patience: int = knob(2, 1, 10, least=1, help="averages without a new lowest one")
    factor: float = knob(0.3, 0.05, 0.9, log=True, most=1, help="by which the rate falls")
    epochs: int = knob(6, 1, 20, least=1, help="passes over the digits")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of the digits")

    front: ClassVar[tuple] = ("lr", "span", "patience", "factor")
    grid: ClassVar[tuple] = ("span", "patience")

    def work(self):
        """A frame before training and then about 60; None after each update."""
        names = "lr span patience factor epochs seed".split()
        training = usual(**{name: getattr(self, name) for name in names})
        nets = Variants(training, {name: dict(schedule=name) for name in NAMES}).stack
        followed, (losses, rates) = Followed(nets), np.empty((2, nets.total + 1))
        span, looks = int(followed.schedules[0].span), every(nets.total // 60, nets.total)
        test, data = [], nets.data
        for step in nets.steps():
            losses[step.t], rates[step.t] = step.value[0], followed.rates(step)[0]
            yield
            if step.t in looks:
                test.append(accuracy(nets.net, step.theta, data.x_test, data.y_test))
                seen = losses[: step.t + 1], rates[: step.t + 1]
                curves = np.array(looks[: len(test)]), np.array(test).T
                yield PlateauFrame(step.t, nets.total, self.epochs, span, *seen, *curves)
