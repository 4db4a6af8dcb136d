"""The perceptron's rule of 1958, mistake after mistake."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import ClassVar

import numpy as np

from ...knobs import Part, knob, points
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame

REACH, SIDE, MOST = 2.0, 41, 400
PLACE = {axis: Part(-REACH, REACH, least=-REACH, most=REACH) for axis in "xy"}
CIRCLES = ((-0.9, 1.4), (0.8, 0.2), (1.5, -0.4), (0.4, 0.7), (1.7, 0.8))
DIAMONDS = ((-1.4, 0.9), (-0.6, 0.4), (0.3, 0.1), (0.9, -0.6), (-1.0, -1.2))


@dataclass(frozen=True)
class PerceptronFrame(Frame):
    """A perceptron after t mistakes.

    x (N, 2), labels (N,): points of class 1, then 0; w (3,): two weights and the bias;
    wrong: number of the point of the last mistake, -1 at first; passes (n,): mistakes in each pass
    over the points so far, the last one under way; ahead, highest: passes and most mistakes in one
    of the whole run. ends: "", "rest", "cycle", "tired".
    """

    x: np.ndarray
    labels: np.ndarray
    w: np.ndarray
    wrong: int
    passes: np.ndarray
    ahead: int
    highest: int
    ends: str

    @property
    def z(self):
        """Of each point, (N,)."""
        return self.x @ self.w[:2] + self.w[2]

    @property
    def right(self):
        """How many points are on their side."""
        return int(((self.z > 0) == self.labels).sum())

    @property
    def side(self):
        """Coordinates along both axes, (SIDE,)."""
        return np.linspace(-REACH, REACH, SIDE)

    @property
    def picture(self):
        """-1, 0 or 1 over the plane: what it says, (SIDE, SIDE)."""
        side = self.side
        return np.sign(self.w[0] * side + self.w[1] * side[:, None] + self.w[2])

    @property
    def headline(self):
        """What happened last, or how it ended."""
        if self.ends == "rest":
            return f"At rest after {self.t} mistakes: every point is on its side."
        if self.ends == "cycle":
            return f"{self.t} mistakes, and the same weights again: round and round, for ever."
        if self.ends == "tired":
            return f"{self.t} mistakes, and no rest."
        if not self.t:
            return "No mistakes yet."
        shape = "circle" if self.labels[self.wrong] else "diamond"
        return f"Mistake {self.t}: a {shape} was on the wrong side; the line has moved towards it."

    @property
    def summary(self):
        """Weights and counts."""
        w1, w2, b = self.w
        said = {"rest": "at rest", "cycle": "in a cycle", "tired": "given up", "": "under way"}
        return (
            f"{self.t} mistakes in {len(self.passes)} passes, {said[self.ends]}; w = ({w1:.3g}, "
            f"{w2:.3g}), b = {b:.3g}; {self.right} of {len(self.x)} points right."
        )

    @property
    def table(self):
        """Mistakes of each pass."""
        return ("pass", "mistakes"), list(enumerate(self.passes.tolist(), 1))


@EXPERIMENTS.add("perceptron-steps")
@dataclass(frozen=True, repr=False)
class PerceptronSteps(Experiment):
    """w <- w + lr y x at every mistake, y = +1 or -1 (Rosenblatt 1958); a 1 stands for the bias.

    All is computed in whole numbers, so that no rounding decides on which side a point is.
    """

    circles: tuple = points(
        CIRCLES, PLACE, count=(1, 12), label="circles", help="class 1; drag, or click near one"
    )
    diamonds: tuple = points(
        DIAMONDS, PLACE, count=(1, 12), label="diamonds", help="class 0; drag, or click near one"
    )
    lr: float = knob(1.0, 0.01, 10, log=True, label="learning rate", help="size of a correction")
    first: float = knob(0.0, 0, 5, least=0, label="first weights", help="size; 0: all are 0")
    seed: int = knob(0, 0, 99, least=0, help="order of the points, first weights")

    to_play: ClassVar[bool] = True
    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("lr", "first", "seed")
    pace: ClassVar[float] = 3

    @property
    def places(self):
        """All points (N, 2) in their order here, circles first, and their classes (N,)."""
        x = np.array([*self.circles, *self.diamonds], float)
        return x, np.arange(len(x)) < len(self.circles)

    def exact(self):
        """Whole numbers: rows of signed inputs (x, y, 1), the first weights, and their units."""
        lr = Fraction(str(self.lr))
        rng = generator(self.seed, stream=62)
        start = [Fraction(round(100 * self.first * v), 100) for v in rng.uniform(-1, 1, 3)]
        rows = [[Fraction(str(v)) for v in (*p, 1)] for p in (*self.circles, *self.diamonds)]
        unit = lcm(*(v.denominator for row in rows for v in row))
        fine = lcm(lr.denominator * unit, 100)
        signs = [1] * len(self.circles) + [-1] * len(self.diamonds)
        signed = [[int(s * v * unit) for v in row] for s, row in zip(signs, rows, strict=True)]
        step = int(lr * fine / unit)
        return signed, [int(w * fine) for w in start], step, fine, rng.permutation(len(rows))

    def run(self):
        """(weights, point, pass) of each mistake, and how it ends."""
        rows, w, step, fine, order = self.exact()
        moments, seen, turn = [([v / fine for v in w], -1, 0)], set(), 0
        while len(moments) <= MOST:
            calm = True
            for i in order:
                if sum(a * b for a, b in zip(w, rows[i], strict=True)) > 0:
                    continue
                calm, state = False, (i, *w)
                if state in seen:
                    return moments, "cycle"
                seen.add(state)
                w = [a + step * b for a, b in zip(w, rows[i], strict=True)]
                moments.append(([v / fine for v in w], int(i), turn))
                if len(moments) > MOST:
                    break
            if calm:
                return moments, "rest"
            turn += 1
        return moments, "tired"

    def frames(self):
        """One at the start, and one after each mistake."""
        x, labels = self.places
        moments, ends = self.run()
        turns = np.array([turn for _, _, turn in moments[1:]], int)
        counts = np.bincount(turns, minlength=1)
        ahead, highest = len(counts) + (ends == "rest"), int(counts.max(initial=1))
        for t, (w, wrong, _) in enumerate(moments):
            last = t == len(moments) - 1
            passes = np.bincount(turns[:t], minlength=1)
            if last and ends == "rest":
                passes = np.append(passes if t else passes[:0], 0)
            about = np.array(w), wrong, passes, ahead, highest, ends if last else ""
            yield PerceptronFrame(t, x, labels, *about)
