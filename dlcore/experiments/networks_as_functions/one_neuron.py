"""One unit with two inputs: which of the sixteen gates is it?"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from ...activations import sigmoid
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import amount

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
# by what comes out for these inputs, read as a binary number
GATES = (
    *("never", "AND", "a > b", "a", "a < b", "b", "XOR", "OR"),
    *("NOR", "XNOR", "not b", "a ≥ b", "not a", "a ≤ b", "NAND", "always"),
)
REACH, SIDE, LOW, HIGH = 3.0, 81, -0.5, 1.5
STEPS = 25  # values of each weight and of the bias that are tried


@dataclass(frozen=True)
class OneNeuronFrame(Frame):
    """A unit that has seen t inputs before this one: weights (2,), bias and threshold; outputs
    (4,) for the rows of the truth table.

    picture (SIDE, SIDE): its output over the plane of inputs, side (SIDE,) along each axis;
    atlas (SIDE, SIDE): number of the gate for each pair of weights, sides (SIDE,) both, at the bias
    as it is. names: of the gates.
    goal: number of the gate that is wanted; tried (16,): how many of all settings give each gate.
    """

    weights: np.ndarray
    bias: float
    threshold: float
    outputs: np.ndarray
    picture: np.ndarray
    side: np.ndarray
    atlas: np.ndarray
    sides: np.ndarray
    goal: int
    tried: np.ndarray

    names: ClassVar[tuple] = GATES

    @property
    def tables(self):
        """The truth tables of all gates, (16, 4)."""
        return np.array([table_of(number) for number in range(16)])

    @property
    def sums(self):
        """What it has weighed for each of the rows, (4,)."""
        return INPUTS @ self.weights + self.bias

    @property
    def lights(self):
        """Which of the rows it fires for, (4,)."""
        return self.outputs > 0.5

    @property
    def gate(self):
        """The number of the gate that it is."""
        return int(number_of(self.lights))

    @property
    def wanted(self):
        """What the goal has in each row, (4,)."""
        return table_of(self.goal)

    @property
    def right(self):
        """How many rows are as wanted."""
        return int((self.lights == self.wanted).sum())

    @property
    def possible(self):
        """How many of the gates some setting gives."""
        return int((self.tried > 0).sum())

    @property
    def best(self):
        """The most rows of the goal that any setting gets right."""
        tables = np.array([table_of(n) for n in np.flatnonzero(self.tried)])
        return int((tables == self.wanted).sum(-1).max())

    @property
    def share(self):
        """How many of all settings give the goal."""
        return float(self.tried[self.goal] / self.tried.sum())

    @property
    def headline(self):
        """The input whose turn it is; then the gate, and how near it is to what is wanted."""
        if self.t < len(INPUTS):
            (a, b), fires = INPUTS[self.t], self.lights[self.t]
            there = "above the threshold: it fires" if fires else "not above the threshold"
            return f"Input {a}{b}: the sum is {amount(self.sums[self.t])}, {there}."
        now, goal = GATES[self.gate], GATES[self.goal]
        if self.gate == self.goal:
            return f"The unit is {now}: all four rows are right."
        return f"The unit is “{now}”: {self.right} of 4 rows of {goal} are right."

    @property
    def summary(self):
        """All numbers."""
        (w1, w2), rows = self.weights, ", ".join(f"{out:.2f}" for out in self.outputs)
        z = f"z = {w1:.3g} a + {w2:.3g} b + {self.bias:.3g}, threshold {self.threshold:.3g}"
        return (
            f"{z}: for 00, 01, 10, 11 it gives {rows}, which is {GATES[self.gate]}; "
            f"{self.right} of 4 rows of {GATES[self.goal]}."
        )

    @property
    def table(self):
        """The truth table."""
        head = "a", "b", "output", GATES[self.goal]
        rows = zip(INPUTS, self.outputs, self.wanted, strict=True)
        return head, [(a, b, f"{out:.2f}", int(goal)) for (a, b), out, goal in rows]


def number_of(lights):
    """Truth tables (..., 4) -> the numbers of their gates."""
    return np.asarray(lights) @ np.array([8, 4, 2, 1])


def table_of(number):
    """The number of a gate -> its truth table (4,)."""
    return np.array([number >> place & 1 for place in (3, 2, 1, 0)], bool)


def fires(w1, w2, bias):
    """Whether a unit fires for each row of the truth table, (..., 4)."""
    z = [a * w1 + b * w2 + bias for a, b in INPUTS]
    return np.stack(np.broadcast_arrays(*z), -1) > 0


@cache
def all_settings():
    """How many of STEPS^3 settings of (w1, w2, b) give each gate, (16,)."""
    each = np.meshgrid(*[np.linspace(-REACH, REACH, STEPS)] * 3)
    counts = np.bincount(number_of(fires(*each)).ravel(), minlength=16)
    counts.flags.writeable = False
    return counts


@EXPERIMENTS.add("one-neuron")
@dataclass(frozen=True, repr=False)
class OneNeuron(Experiment):
    """A unit fires where w1 a + w2 b + bias is above the threshold (McCulloch and Pitts 1943)."""

    w1: float = knob(1.0, -REACH, REACH, label="w₁", help="weight of input a")
    w2: float = knob(1.0, -REACH, REACH, label="w₂", help="weight of input b")
    bias: float = knob(-0.5, -REACH, REACH, label="bias b", help="weight of a constant 1")
    threshold: float = knob(0.0, -2, 2, help="above which z must be")
    gate: str = knob("NAND", choices=GATES, label="wanted gate", help="what you are after")
    activation: str = knob(
        "step", choices=("step", "sigmoid"), help="sharp, or smooth; it fires above a half"
    )

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("w1", "w2", "bias", "gate")

    def frames(self):
        """One for each input, and one with all."""
        side = np.linspace(LOW, HIGH, SIDE)
        a, b = np.meshgrid(side, side)
        outputs = self.output(INPUTS[:, 0], INPUTS[:, 1])
        sides = np.linspace(-REACH, REACH, SIDE)
        u, v = np.meshgrid(sides, sides)
        atlas = number_of(fires(u, v, self.bias - self.threshold)).astype(float)
        about = np.array([self.w1, self.w2], float), float(self.bias), float(self.threshold)
        maps = outputs, self.output(a, b), side, atlas, sides
        for t in range(len(INPUTS) + 1):
            yield OneNeuronFrame(t, *about, *maps, GATES.index(self.gate), all_settings())

    def output(self, a, b):
        """Of the unit, for any inputs."""
        z = self.w1 * a + self.w2 * b + self.bias - self.threshold
        return sigmoid(z)[0] if self.activation == "sigmoid" else (z > 0).astype(float)
