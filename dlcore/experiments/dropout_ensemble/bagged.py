"""Averages of 1, 2, 3, ... polynomials: variance falls, bias stays."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...ensembles import bias_variance, bootstrap, mean_of_first
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import compared

SOURCES = ("own data each", "bootstrap of one data set")
WORLDS = 40  # ensembles of each kind, to see how much they differ
RIDGE = 0.1  # a little L2: else a gap that a sample leaves at an end makes some fits explode
AIMS = (15, 45)  # places on the x axis at which the target is hit
X = np.linspace(-1, 1, 61)


@dataclass(frozen=True)
class BaggedFrame(Frame):
    """Ensembles of t polynomials from two sources of data, WORLDS of each.

    x, truth (61,): the curve to be found. fits (t, 61): polynomials of one ensemble whose members
    have their own data; mean (2, 61): its average, and that of one bootstrap ensemble. shots
    (2, WORLDS, 2): averages minus truth at the two places `aims`. bias, variance (2, t): bias^2 and
    variance of averages of 1, ... t; alike (2,): correlation of the errors of two members.
    """

    total: int
    x: np.ndarray
    truth: np.ndarray
    fits: np.ndarray
    mean: np.ndarray
    aims: np.ndarray
    shots: np.ndarray
    bias: np.ndarray
    variance: np.ndarray
    alike: np.ndarray

    names: ClassVar[tuple] = SOURCES
    measures: ClassVar[dict] = {
        "variance": Measure(log=True),
        "bias²": Measure(log=True),
        "correlation of members": Measure(".2f"),
    }

    @property
    def scores(self):
        """Of the averages of t."""
        return self.by_name(self.variance[:, -1], self.bias[:, -1], self.alike)

    @property
    def headline(self):
        """What averaging has done to the variance."""
        if self.t == 1:
            return "One polynomial alone: nothing is averaged yet."
        own, copied = (compared(row[-1] / row[0]) for row in self.variance)
        return f"Mean of {self.t}: variance {own}; with bootstrap {copied}."

    @property
    def summary(self):
        """What has become of variance and bias."""
        (own, copied), (first, _) = self.variance[:, -1], self.variance[:, 0]
        return (
            f"Averages of {self.t}: variance {own:.2g} with own data each, {first / own:.1f} times "
            f"less than that of one; {copied:.2g} from bootstrap samples, whose members have "
            f"correlation {self.alike[1]:.2f}; bias² {self.bias[0, -1]:.2g}."
        )

    @property
    def table(self):
        """Headings and a row for each size of the ensemble."""
        head = (
            "averaged",
            *(f"{what}, {name}" for what in ("variance", "bias²") for name in SOURCES),
        )
        columns = np.concatenate([self.variance, self.bias]).T
        rows = enumerate(columns, 1)
        return head, [(m, *(f"{number:.3g}" for number in row)) for m, row in rows]


@EXPERIMENTS.add("bagged")
@dataclass(frozen=True, repr=False)
class Bagged(Experiment):
    """Polynomials fitted to noisy points of sin(pi x), -1 <= x <= 1, alone and averaged.

    Own data each: every member gets new points. Bootstrap: one data set, of which every member
    gets as many points, drawn with replacement; that is bagging (Breiman 1996).
    """

    degree: int = knob(9, 0, 12, least=0, most=15, help="of the polynomials")
    points: int = knob(30, 15, 100, least=2, most=1000, help="in a data set")
    noise: float = knob(0.4, 0, 1, least=0, help="standard deviation of y")
    members: int = knob(40, 2, 60, least=1, most=200, label="polynomials", help="averaged at most")
    seed: int = knob(0, 0, 99, least=0, help="which points")

    front: ClassVar[tuple] = ("degree", "members", "noise", "points")

    def work(self):
        """A frame for each size of the ensemble; before them None after each world."""
        own, copied = [], []
        for world in range(WORLDS):
            rng = generator(1000 * self.seed + world, stream=44)
            x, y = self.draw(rng, self.members)
            own.append(self.fit(x, y))
            yield
            rows = bootstrap(self.points, self.members, 1000 * self.seed + world)
            x, y = self.draw(rng, 1)
            copied.append(self.fit(x[0, rows], y[0, rows]))
            yield
        fits, truth = np.array([own, copied]), np.sin(np.pi * X)
        means = np.stack([mean_of_first(f.swapaxes(0, 1)) for f in fits])
        both = [[bias_variance(m[..., None], truth[:, None]) for m in source] for source in means]
        bias, variance = np.moveaxis(both, -1, 0)
        alike = np.array([correlation(f) for f in fits])
        for m in range(1, self.members + 1):
            now, aims = means[:, m - 1], list(AIMS)
            shots, seen = (now - truth)[..., aims], (bias[:, :m], variance[:, :m])
            lines = X, truth, fits[0, 0, :m], now[:, 0], X[aims]
            yield BaggedFrame(m, self.members, *lines, shots, *seen, alike)

    def draw(self, rng, K):
        """K data sets, x and y (K, points)."""
        x = rng.uniform(-1, 1, (K, self.points))
        return x, np.sin(np.pi * x) + self.noise * rng.standard_normal(x.shape)

    def fit(self, x, y):
        """x, y (K, n) -> values at X of the fitted polynomials, (K, 61)."""
        powers = np.polynomial.legendre.legvander(x, self.degree)
        squares = powers.mT @ powers + RIDGE * np.eye(self.degree + 1)
        weights = np.linalg.solve(squares, powers.mT @ y[..., None])[..., 0]
        return weights @ np.polynomial.legendre.legvander(X, self.degree).T


def correlation(fits):
    """fits (WORLDS, M, 61) -> mean correlation of two members of a world, across the worlds."""
    off = fits - fits.mean((0, 1))
    M = fits.shape[1]
    if M == 1:
        return np.nan
    each = (off**2).mean()
    of_mean = (off.mean(1) ** 2).mean()  # = (rho + (1 - rho) / M) each
    return (of_mean / each * M - 1) / (M - 1)
