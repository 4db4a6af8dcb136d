"""Schedules: step t = 0, 1, 2, ... -> learning rate. Fields may be arrays (K, 1), one per run.

`span` counts steps: one epoch is ceil(N / B) of them. A schedule that also looks at the loss has
a memory, kept outside like that of an optimizer: `init() -> state` and
`update(state, t, value) -> (state, lr)`. All others are plain functions of t.
"""

from dataclasses import dataclass

import numpy as np

from .checks import function, number, numbers, require, settle_knobs
from .knobs import knob
from .registry import SCHEDULES


class Schedule:
    """What all schedules share: by default a function of the step alone.

    whole: its span is the whole training, which `Training` then takes for it.
    """

    whole = False

    def init(self):
        """No memory."""
        return ()

    def update(self, state, t, value):
        """The rate of step t, whatever the loss (value (...))."""
        return state, self(t)


def step(t):
    """t, if it is the number of a step; the loop's own is taken without further ado."""
    return t if type(t) is int and t >= 0 else number("t", t, whole=True, least=0)


@SCHEDULES.add("constant")
@dataclass(frozen=True)
class Constant(Schedule):
    """lr."""

    lr: float = knob(0.1, 1e-4, 2, log=True, least=0, label="learning rate", help="size of steps")

    def __post_init__(self):
        settle_knobs(self)

    def __call__(self, t):
        """Step -> rate."""
        step(t)
        return self.lr


@SCHEDULES.add("inverse-sqrt")
@dataclass(frozen=True)
class InverseSqrt(Constant):
    """lr / sqrt(t / span + 1): the usual decay of sources 1 and 4 (there with span 1)."""

    span: float = knob(1, 1, 1000, log=True, unit="steps", help="steps that count as one")

    def __call__(self, t):
        """Step -> rate."""
        return self.lr / (step(t) / self.span + 1) ** 0.5


@SCHEDULES.add("inverse")
@dataclass(frozen=True)
class Inverse(InverseSqrt):
    """lr / (t / span + 1): sums to infinity, its squares do not (Robbins & Monro 1951)."""

    def __call__(self, t):
        """Step -> rate."""
        return self.lr / (step(t) / self.span + 1)


@SCHEDULES.add("piecewise")
@dataclass(frozen=True)
class Piecewise(Constant):
    """lr, from step `span` on lr factor: 0.1, then 0.001 after 50 epochs in source 3."""

    span: float = knob(500, 1, 5000, log=True, unit="steps", help="when the rate drops")
    factor: float = knob(0.1, 0.01, 1, log=True, help="what it is multiplied by")

    def __call__(self, t):
        """Step -> rate."""
        return self.lr * self.factor ** np.greater_equal(step(t), self.span)


@SCHEDULES.add("exponential")
@dataclass(frozen=True)
class Exponential(Piecewise):
    """lr factor^(t / span): the same factor in every span, evenly spread.

    >>> Exponential(lr=0.01, span=20)(20)
    0.001
    """

    def __call__(self, t):
        """Step -> rate."""
        return self.lr * self.factor ** (step(t) / self.span)


@SCHEDULES.add("power")
@dataclass(frozen=True)
class Power(Constant):
    """lr (1 + t / span)^-power: falls quickly at first, then ever more slowly."""

    span: float = knob(200, 1, 5000, log=True, unit="steps", help="steps until (1/2)^power")
    power: float = knob(1.0, 0.1, 3, least=0, help="how fast")

    def __call__(self, t):
        """Step -> rate."""
        return self.lr * (1 + step(t) / self.span) ** -self.power


@SCHEDULES.add("1cycle")
@dataclass(frozen=True)
class OneCycle(Constant):
    """lr / 10 up to lr, down to lr / 10, and down to lr / 1000 at the end (Smith 2018).

    Straight lines between 0, 45, 90 and 100 % of `span`, the steps of the whole training.
    """

    span: float = knob(1000, 10, 20000, log=True, unit="steps", help="length of the training")
    whole = True

    def __call__(self, t):
        """Step -> rate."""
        return self.lr * np.interp(step(t) / self.span, (0, 0.45, 0.9, 1), (0.1, 1, 0.1, 0.001))


@SCHEDULES.add("linear")
@dataclass(frozen=True)
class Linear(OneCycle):
    """lr (1 - t / span): straight down to 0, where it stays."""

    def __call__(self, t):
        """Step -> rate."""
        return self.lr * np.maximum(0.0, 1 - step(t) / self.span)


@SCHEDULES.add("performance")
@dataclass(frozen=True)
class Performance(Constant):
    """lr, multiplied by factor whenever the loss has stopped falling ("reduce on plateau").

    The loss of single batches is noisy: its mean over `span` steps is compared with the lowest
    such mean so far, and `patience` of them without a new lowest one lower the rate.
    """

    factor: float = knob(0.3, 0.01, 1, log=True, help="what the rate is multiplied by")
    span: int = knob(100, 1, 5000, log=True, unit="steps", help="steps averaged")
    patience: int = knob(2, 1, 20, least=1, help="averages without progress")

    def init(self):
        """Sum of losses in this span, lowest mean so far, means since then, times lowered."""
        return 0.0, np.inf, 0, 0

    def update(self, state, t, value):
        """Values of K runs (K,) give K rates (K, 1); one value () gives one rate (1,)."""
        total, lowest, waited, lowered = state
        total = total + np.asarray(value)[..., None]
        if (step(t) + 1) % self.span == 0:
            mean, total = total / self.span, 0.0
            waited = np.where(mean < lowest, 0, waited + 1)
            lowest = np.fmin(mean, lowest)
            lowered = lowered + (waited >= self.patience)
            waited = np.where(waited >= self.patience, 0, waited)
        return (total, lowest, waited, lowered), self.lr * self.factor**lowered


class OfStep(Schedule):
    """Any function t -> rate as a schedule."""

    def __init__(self, rate):
        self.rate = function("lr", rate, "the step t")

    def __call__(self, t):
        """Step -> rate."""
        return numbers(f"lr at step {t}", self.rate(step(t)), least=0)


def schedule(lr):
    """A number, an array, a function t -> rate or a schedule -> schedule."""
    if isinstance(lr, Schedule):
        return lr
    good = callable(lr) or isinstance(lr, int | float | list | tuple | np.ndarray | np.generic)
    good = good and not isinstance(lr, type)
    wanted = "a number, an array, a function of the step or a schedule such as Constant(0.1)"
    require(good, "lr", lr, wanted)
    return OfStep(lr) if callable(lr) else Constant(lr)
