"""Families of functions that grow: the best member of each, and what it says of new points."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import CURVES
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount

SIDE = np.linspace(-2, 2, 121)
SIZES = {"polynomials": tuple(range(1, 16)), "steps": (1, 2, 4, 8, 16, 32)}


@dataclass(frozen=True)
class FunctionFamilyFrame(Frame):
    """The best members of the t + 1 smallest families, each inside the next.

    sizes (F,): how many numbers choose a member, of all families; curve (S,) over side (S,): the
    best member of the last; losses (2, t + 1): mean squared errors on the points to train on,
    points (2, N), and on new ones, unseen (2, M).
    """

    total: int
    family: str
    sizes: np.ndarray
    side: np.ndarray
    curve: np.ndarray
    losses: np.ndarray
    points: np.ndarray
    unseen: np.ndarray

    measures: ClassVar[dict] = {"new points": Measure(log=True), "training": Measure(log=True)}

    @property
    def scores(self):
        """Of the last family."""
        return {
            name: {"": float(v)}
            for name, v in zip(self.measures, self.losses[::-1, -1], strict=True)
        }

    @property
    def best(self):
        """The size whose best member is best on new points, so far."""
        return int(self.sizes[self.losses[1].argmin()])

    @property
    def headline(self):
        """The size, both errors."""
        size, (own, new) = self.sizes[self.t], self.losses[:, -1]
        numbers = "one number chooses" if size == 1 else f"{size} numbers choose"
        return (
            f"{numbers.capitalize()}: error {amount(own)} in training, {amount(new)} on new points."
        )

    @property
    def summary(self):
        """The same exactly, and the best so far."""
        own, new = self.losses[:, -1]
        return (
            f"{self.family} with {self.sizes[self.t]} numbers: training {own:.3g}, new points "
            f"{new:.3g}; so far {self.best} numbers were best on new points."
        )

    @property
    def table(self):
        """Each family so far."""
        rows = zip(self.sizes, *self.losses, strict=False)
        head = "numbers", "training error", "error on new points"
        return head, [(int(n), f"{a:.3g}", f"{b:.3g}") for n, a, b in rows]


def features(family, size, x):
    """x (N,) -> (N, size): a member is a sum of these, with numbers that one may choose."""
    if family == "polynomials":  # sums of powers of x, written so that large ones are no trouble
        return np.polynomial.legendre.legvander(x / 2, size - 1)
    place = np.clip(((x + 2) / 4 * size).astype(int), 0, size - 1)
    return np.eye(size)[place]


@EXPERIMENTS.add("function-family")
@dataclass(frozen=True, repr=False)
class FunctionFamily(Experiment):
    """f* = argmin over a family of the mean squared error, found exactly, for each size."""

    family: str = knob("polynomials", choices=SIZES, help="of functions")
    data: str = knob("sine", choices=CURVES, help="what the points lie along")
    examples: int = knob(24, 8, 200, least=2, most=2000, label="training points", help="how many")
    noise: float = knob(0.3, 0, 1, least=0, help="standard deviation of the points around it")
    seed: int = knob(0, 0, 99, least=0, help="the points")

    to_play: ClassVar[bool] = True
    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 3
    front: ClassVar[tuple] = ("family", "examples", "noise")

    def frames(self):
        """One for each size."""
        data = CURVES[self.data](n=self.examples, noise=self.noise, seed=self.seed)
        (x, y), (u, v) = (
            (p[:, 0].astype(float) for p in part)
            for part in ((data.x, data.y), (data.x_test, data.y_test))
        )
        sizes, losses = np.array(SIZES[self.family]), []
        for t, size in enumerate(sizes):
            best = np.linalg.lstsq(features(self.family, size, x), y, rcond=None)[0]
            said = [features(self.family, size, at) @ best for at in (x, u, SIDE)]
            losses.append([((said[0] - y) ** 2).mean(), ((said[1] - v) ** 2).mean()])
            about = self.family, sizes, SIDE, said[2], np.array(losses).T
            yield FunctionFamilyFrame(t, len(sizes) - 1, *about, np.stack([x, y]), np.stack([u, v]))
