"""A ball rolls down a landscape of one weight: slope, inertia, and what they add up to."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...diagnosis import descent
from ...knobs import knob
from ...optimizers import Momentum, Nesterov
from ...registry import EXPERIMENTS
from ...training import descend
from ..base import Experiment, Frame, Measure
from .landscapes import LANDSCAPES

BALLS = {"momentum": Momentum, "nesterov": Nesterov}
REST = 1e-4  # of the picture's width: a smaller step is rest
LEVEL = 0.2  # of the run's largest push or inertia: less is nearly level, nearly at rest


@dataclass(frozen=True)
class Roll:
    """A whole run of two balls, the second without inertia. T + 1 moments.

    ground: x and height of the landscape (2, n); ball (T + 1, 2): where they are, height
    (T + 1, 2); felt (T + 1,): where the first one measures the slope; push and inertia (T + 1,):
    the two parts of its next step; goal: the height below which it has arrived.
    """

    ground: np.ndarray
    ball: np.ndarray
    height: np.ndarray
    felt: np.ndarray
    push: np.ndarray
    inertia: np.ndarray
    goal: float


@dataclass(frozen=True)
class HillFrame(Frame):
    """Step t of a run."""

    roll: Roll

    measures: ClassVar[dict] = {"height": Measure()}

    @property
    def arrows(self):
        """The next step, and what it is made of: push of the slope, inertia (3,)."""
        push, inertia = self.roll.push[self.t], self.roll.inertia[self.t]
        return np.array([push + inertia, push, inertia])

    @property
    def scores(self):
        """How high the two balls are."""
        names = ("with inertia", "without")
        return {"height": dict(zip(names, self.roll.height[self.t].tolist(), strict=True))}

    @property
    def findings(self):
        """What is wrong with the first ball's run."""
        path, height = self.roll.ball[: self.t + 1, :1], self.roll.height[: self.t + 1, 0]
        return descent(path, height, self.roll.goal, np.ptp(self.roll.ground[0]), "The ball")

    @property
    def uphill(self):
        """Whether inertia carries the ball against the slope."""
        step, push, inertia = self.arrows
        return push * inertia < 0 and step * inertia > 0

    @property
    def level(self):
        """Whether inertia carries the ball where there is hardly any slope."""
        _, push, inertia = np.abs(self.arrows)
        little = push < LEVEL * np.abs(self.roll.push).max()
        return little and inertia > LEVEL * np.abs(self.roll.inertia).max()

    @property
    def headline(self):
        """Slope and inertia: which of them moves the ball."""
        (step, push, inertia), ground = self.arrows, self.roll.ground[0]
        if not ground[0] <= self.roll.ball[self.t, 0] <= ground[-1]:
            return "The ball has left the picture."
        if abs(step) < REST * np.ptp(ground):
            low = self.roll.height[self.t, 0] < self.roll.goal
            return "The ball is at rest in the pit." if low else "The ball hardly moves."
        if self.uphill:
            return "Uphill: inertia is stronger than the slope."
        if self.level:
            return "Nearly level: inertia carries the ball on."
        if push * inertia < 0:
            return "The slope is stronger than inertia."
        way = "right" if step > 0 else "left"
        if not inertia:
            return f"Only the slope pushes, to the {way}."
        return f"Slope and inertia both push to the {way}."

    @property
    def summary(self):
        """The three arrows in words, and where the other ball is."""
        (step, push, inertia), (x, other) = self.arrows, self.roll.ball[self.t]
        parts = f"the slope pushes {toward(push)}, inertia carries {toward(inertia)}"
        spot = ""
        if self.uphill:
            spot = " It goes uphill: inertia is stronger than the slope."
        elif self.level:
            spot = " Nearly level: it is inertia that moves it."
        said = f"Step {self.t} of {len(self.roll.ball) - 1}: the ball is at {x:.3g}; {parts}, "
        return said + f"together {toward(step)}.{spot} Without inertia it is at {other:.3g}."

    @property
    def table(self):
        """Headings and one row for each arrow."""
        names = ("step", "push of the slope: -lr * grad", "inertia: -lr * beta * velocity")
        return ("arrow", "length"), [
            (n, f"{a:.4g}") for n, a in zip(names, self.arrows, strict=True)
        ]


def toward(way):
    """A signed length in words."""
    if way == 0:
        return "not at all"
    return f"{abs(way):.2g} to the {'right' if way > 0 else 'left'}"


@EXPERIMENTS.add("hill")
@dataclass(frozen=True, repr=False)
class Hill(Experiment):
    """velocity = beta velocity + grad; x = x - lr velocity, from rest.

    So a step is the push of the slope, -lr grad, and the inertia, -lr beta velocity (Polyak 1964).
    Nesterov's ball lets inertia carry it first, in its mind, and measures the slope where it would
    be. beta 0: no inertia; beta 1: no friction.
    """

    landscape: str = knob("plateau-and-bump", choices=LANDSCAPES, help="the ground")
    rule: str = knob("momentum", choices=BALLS, help="where the slope is measured")
    lr: float = knob(0.2, 0.001, 3, log=True, label="learning rate", help="size of the steps")
    beta: float = knob(0.9, 0, 1, least=0, most=1, help="inertia: 0 none, 1 no friction")
    start: float = knob(-4.2, -5, 5, help="where the ball is let go; click the picture")
    steps: int = knob(100, 10, 400, least=1, most=5000, help="length of the run")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    grid: ClassVar[tuple] = ("beta", "lr")
    front: ClassVar[tuple] = ("landscape", "beta", "lr", "rule")

    def __post_init__(self):
        super().__post_init__()
        ((low, high),) = LANDSCAPES[self.landscape].domain
        if not low <= self.start <= high:
            raise ValueError(f"start must lie in the picture, {low} to {high}, not {self.start}")

    @property
    def idle(self):
        """The rule: without inertia there is nothing to look ahead with."""
        return {} if self.beta else {"rule": "without inertia both are the same"}

    def ends(self, knob):
        """A start is dragged at most as far out as the picture."""
        return LANDSCAPES[self.landscape].domain[0] if knob == "start" else super().ends(knob)

    def roll(self):
        """The whole run."""
        f, beta = LANDSCAPES[self.landscape], np.array([[self.beta], [0.0]])
        rule = BALLS[self.rule](beta)
        steps = islice(descend(f, [[self.start]] * 2, rule, self.lr), self.steps + 1)
        parts = [(s.theta[:, 0], s.grad[:, 0], s.state[:, 0]) for s in steps]
        x, grad, velocity = (np.stack(part) for part in zip(*parts, strict=True))
        with np.errstate(over="ignore", invalid="ignore"):
            push, inertia = -self.lr * grad, -self.lr * beta[:, 0] * velocity
            # theta of Nesterov's rule is the place looked ahead to, see its docstring
            ball = x - inertia if self.rule == "nesterov" else x
            height, _ = f(ball[..., None])
        ground = np.linspace(*f.domain[0], 221)
        ground = np.stack([ground, f(ground[:, None])[0]])
        return Roll(ground, ball, height, x[:, 0], push[:, 0], inertia[:, 0], f.goal)

    def frames(self):
        """One frame for each step."""
        roll = self.roll()
        for t in range(self.steps + 1):
            yield HillFrame(t, roll)
