"""Two weights of a linear regression: why a diamond has zeros at its corners and a circle none."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...regularizers import soft_threshold
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import amount

NAMES = ("L1", "L2")
EXAMPLES, STRENGTHS, SIDE = 40, 60, 81
FAR = 2.0  # the weights that make the data are nearer to 0 in each direction
REACH = 2.4  # of the picture


@dataclass(frozen=True)
class TwoWeightsFrame(Frame):
    """The penalty is as strong as strengths[t] by now.

    made (2,): the weights that made the data; strengths (S,); weights (2, K, S, 2): the best
    weights (w1, w2) with L1 and with L2, for K data sets; cost (SIDE, SIDE): of the first data set
    without penalty, over side (SIDE,) for both weights.
    """

    made: tuple
    strengths: np.ndarray
    weights: np.ndarray
    cost: np.ndarray
    side: np.ndarray

    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {"w1": Measure(), "w2": Measure()}

    @property
    def now(self):
        """The best weights at the present strength, for the first data set: (2, 2)."""
        return self.weights[:, 0, self.t]

    @property
    def scores(self):
        """Weights of the first data set."""
        return self.by_name(*self.now.T)

    @property
    def zeros(self):
        """In how many of the K data sets some weight is exactly 0: (2,)."""
        return (self.weights[:, :, self.t] == 0).any(-1).sum(-1)

    @property
    def headline(self):
        """In how many data sets a weight is exactly 0."""
        (l1, l2), of = self.zeros, self.weights.shape[1]
        strength = f"λ = {amount(self.strengths[self.t])}"
        if not l1 and not l2:
            return f"{strength}: no weight is 0 in any data set."
        return f"{strength}: L1 has a 0 in {l1} of {of} data sets, L2 in {l2 or 'none'}."

    @property
    def summary(self):
        """The weights, and in how many data sets one of them is 0."""
        said = (f"{name} ({w[0]:.3g}, {w[1]:.3g})" for name, w in zip(NAMES, self.now, strict=True))
        (l1, l2), of = self.zeros, self.weights.shape[1]
        return (
            f"λ = {self.strengths[self.t]:.3g}: best weights with {', with '.join(said)}; a weight "
            f"is exactly 0 in {l1} of {of} data sets with L1, in {l2} with L2."
        )

    @property
    def table(self):
        """Headings and one row for each of about ten strengths up to now; first data set."""
        places = np.unique(np.linspace(0, self.t, 11).astype(int))
        rows = [
            (f"{self.strengths[s]:.3g}", *(f"{w:.3g}" for w in self.weights[:, 0, s].ravel()))
            for s in places
        ]
        return ("λ", "L1: w1", "L1: w2", "L2: w1", "L2: w2"), rows


@EXPERIMENTS.add("two-weights")
@dataclass(frozen=True, repr=False)
class TwoWeights(Experiment):
    """cost = 1/2 mean (y - x1 w1 - x2 w2)^2 + strength times the penalty; w1, w2 made y.

    The frames go from a weak penalty to the strongest one.
    """

    strength: float = knob(1.0, 0.02, 30, log=True, label="strength λ", help="at the end")
    w1: float = knob(1.5, -FAR, FAR, label="w1 of the data", help="drag the ring in the picture")
    w2: float = knob(0.5, -FAR, FAR, label="w2 of the data", help="drag the ring in the picture")
    correlation: float = knob(0.3, -0.95, 0.95, least=-0.99, most=0.99, help="of the two inputs")
    noise: float = knob(0.5, 0, 2, least=0, help="of y: its standard deviation")
    runs: int = knob(5, 1, 10, least=1, most=100, label="data sets", help="the first is pictured")
    seed: int = knob(0, 0, 99, least=0, help="of the first data set")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("strength", "correlation", "noise")

    def examples(self):
        """x (K, 40, 2) and y (K, 40, 1)."""
        rng = generator(self.seeds, stream=40)
        z = rng.standard_normal((self.runs, EXAMPLES, 3))
        r = self.correlation
        x = np.stack([z[..., 0], r * z[..., 0] + np.sqrt(1 - r * r) * z[..., 1]], -1)
        return x, x @ np.array([[self.w1], [self.w2]]) + self.noise * z[..., 2:]

    def frames(self):
        """A frame for each of 60 strengths."""
        x, y = self.examples()
        A, b = x.mT @ x / EXAMPLES, (x.mT @ y)[..., 0] / EXAMPLES
        strengths = np.geomspace(0.01, self.strength, STRENGTHS)
        weights = np.stack([lasso(A, b, strengths), ridge(A, b, strengths)])
        side = np.linspace(-REACH, REACH, SIDE)
        w = np.stack(np.meshgrid(side, side), -1)
        cost = 0.5 * ((w @ A[0] * w).sum(-1) - 2 * w @ b[0] + (y[0] ** 2).mean())
        for t in range(STRENGTHS):
            yield TwoWeightsFrame(t, (self.w1, self.w2), strengths, weights, cost, side)


def ridge(A, b, strengths):
    """A (K, n, n), b (K, n), strengths (S,) -> (A + strength I)^-1 b, (K, S, n)."""
    wider = A[:, None] + strengths[:, None, None] * np.eye(A.shape[-1])
    return np.linalg.solve(wider, b[:, None, :, None])[..., 0]


def lasso(A, b, strengths, sweeps=300):
    """argmin 1/2 w A w - b w + strength |w|_1, (K, S, n), by coordinate descent (Tseng 2001).

    In turn each weight is set to its best value while the others rest, a soft threshold.
    """
    w = np.zeros((len(A), len(strengths), A.shape[-1]))
    for _ in range(sweeps):
        for j in range(A.shape[-1]):
            a = A[:, None, j, j]
            rest = b[:, None, j] - (w * A[:, None, j]).sum(-1) + a * w[..., j]
            w[..., j] = soft_threshold(rest, strengths) / a
    return w + 0.0  # no -0
