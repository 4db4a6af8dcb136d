"""Schedules on an equal budget: as many largest rates for each, judged by networks of their own."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS, SCHEDULES
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent, spoken, told
from ..rates import check_first_order
from ..variants import Variants
from .digits import fitted, usual

RATES = 0.1 * 2.0 ** np.arange(-5, 6)


@dataclass(frozen=True)
class TunedFrame(Frame):
    """V schedules with L largest rates, after t of `total` updates.

    rates (L,); test (V, L, 2 S): share of the test digits right; the first S networks choose the
    rate, the other S are for the judgement. shapes (V, n): rate over largest rate at the
    places (n,) of the training, from 0 to 1; nan where it depends on the loss.
    """

    total: int
    names: tuple
    rates: np.ndarray
    test: np.ndarray
    places: np.ndarray
    shapes: np.ndarray

    measures: ClassVar[dict] = {
        "test right": Measure(".1%"),
        "best rate": Measure(".2g", log=True),
    }
    who: ClassVar[str] = "schedule"

    @property
    def choosing(self):
        """Mean of the networks that choose, (V, L)."""
        return self.test[..., : self.test.shape[-1] // 2].mean(-1)

    @property
    def chosen(self):
        """The place of the best rate of each, (V,)."""
        return self.choosing.argmax(-1)

    @property
    def fresh(self):
        """What the other networks get right with it, (V, S)."""
        judged = self.test[..., self.test.shape[-1] // 2 :]
        return judged[np.arange(len(self.names)), self.chosen]

    @property
    def scores(self):
        """Means over the networks that judge."""
        return self.by_name(self.fresh.mean(-1), self.rates[self.chosen])

    @property
    def headline(self):
        """What is right with each one's own rate, best first."""
        if not self.t:
            return GUESSING
        right = self.scores["test right"]
        order = sorted(right, key=right.get, reverse=True)
        return told(*(f"{spoken(name)} {percent(right[name])}." for name in order))

    @property
    def summary(self):
        """Every schedule with its rate."""
        rows = zip(self.names, self.fresh, self.rates[self.chosen], strict=True)
        said = "; ".join(
            f"{name} {right.mean():.1%} ({right.min():.1%} to {right.max():.1%}) with {rate:.2g}"
            for name, right, rate in rows
        )
        return f"Update {self.t} of {self.total}, test right at each one's best rate: {said}."


@EXPERIMENTS.add("tuned-schedules")
@dataclass(frozen=True, repr=False)
class TunedSchedules(Experiment):
    """Digits in batches of 16: each schedule has its best of 11 largest rates, from 1/320 to 3.2.

    Rates are chosen by `runs` networks, and judged by as many others. The step comes after two
    thirds of the training; exponential falls to a hundredth; the others see `fitted`.
    """

    schedules: tuple = knob(
        ("constant", "piecewise", "linear", "1cycle"),
        choices=SCHEDULES,
        many=True,
        help="who is tuned",
    )
    epochs: int = knob(2, 1, 10, least=1, help="passes over the digits")
    depth: int = knob(1, 1, 10, least=1, most=30, label="hidden layers", help="depth")
    skip: bool = knob(False, label="skip connections", help="add a layer's input to its output")
    optimizer: str = knob("gradient-descent", choices=OPTIMIZERS, help="the rule")
    runs: int = knob(3, 1, 5, least=1, most=20, label="networks", help="that choose, and judge")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("epochs", "depth", "skip", "optimizer")
    grid: ClassVar[tuple] = ("epochs", "depth")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def nets(self):
        """The stack of all trainings: schedules, rates, seeds."""
        names = "epochs depth skip optimizer seed".split()
        training = usual(**{n: getattr(self, n) for n in names}, runs=2 * self.runs)
        kinds = {
            f"{name} {lr}": fitted(name, self.epochs) | dict(lr=lr)
            for name in self.schedules
            for lr in RATES.tolist()
        }
        return Variants(training, kinds).stack

    def shapes(self, nets):
        """places (n,) and shapes (V, n), see the frame."""
        steps = every(nets.total // 100, nets.total)
        shapes = np.full((len(self.schedules), len(steps)), np.nan)
        for row, training in zip(shapes, nets.trainings[:: len(RATES)], strict=True):
            if training.schedule != "performance":
                schedule = training.rates(nets.total)
                row[:] = [schedule(t) / training.lr for t in steps]
        return np.array(steps) / nets.total, shapes

    def work(self):
        """About 12 frames; None after each update."""
        nets = self.nets()
        looks, shapes = every(nets.total // 12, nets.total), self.shapes(nets)
        data, shape = nets.data, (len(self.schedules), len(RATES), 2 * self.runs)
        for step in nets.steps():
            yield
            if step.t in looks:
                right = accuracy(nets.net, step.theta, data.x_test, data.y_test).reshape(shape)
                yield TunedFrame(step.t, nets.total, self.schedules, RATES, right, *shapes)
