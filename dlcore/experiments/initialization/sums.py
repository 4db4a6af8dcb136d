"""A thousand random sums of growing length: how widely they spread, and what f lets through."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import amount

SUMS, BINS, LOOKS = 1000, 40, 30
WEIGHTS = {
    "normal": lambda rng, shape: rng.standard_normal(shape),
    "uniform": lambda rng, shape: np.sqrt(3) * (2 * rng.random(shape) - 1),
    "plus or minus": lambda rng, shape: 2.0 * rng.integers(2, size=shape) - 1,
}
INPUTS = ("mean 0", "behind ReLU")


@dataclass(frozen=True)
class SumsFrame(Frame):
    """1,000 sums z of `terms[-1]` products w x.

    terms (k,); spread (k,): standard deviation of z for each number of terms so far, law (k,): what
    is calculated. middles (BINS,), density (BINS,): the histogram of z now. squares (3,): mean
    squares of x, of z and of f(z). most: the largest |z| that the picture has room for.
    """

    terms: np.ndarray
    spread: np.ndarray
    law: np.ndarray
    middles: np.ndarray
    density: np.ndarray
    squares: np.ndarray
    most: float

    measures: ClassVar[dict] = {
        "spread of the sums": Measure(),
        "mean square behind f": Measure(),
    }

    @property
    def scores(self):
        """Those now."""
        now = float(self.spread[-1]), float(self.squares[-1])
        return {name: {"": value} for name, value in zip(self.measures, now, strict=True)}

    @property
    def headline(self):
        """How wide they are."""
        n = int(self.terms[-1])
        words = f"Sums of {n:,} products" if n > 1 else "Single products"
        through = self.squares[2] / self.squares[1]
        passed = f"{through:.0%}" if np.isfinite(through) else "nothing"
        said = f"{words}: standard deviation {amount(self.spread[-1])}"
        return f"{said}; f passes {passed} of their mean square."

    @property
    def summary(self):
        """The same, and what is calculated."""
        return (
            f"{int(self.terms[-1]):,} terms: standard deviation {self.spread[-1]:.3g}, calculated "
            f"{self.law[-1]:.3g}; mean squares of x, z, f(z): "
            f"{', '.join(f'{s:.3g}' for s in self.squares)}."
        )

    @property
    def table(self):
        """Headings and a row for each number of terms."""
        rows = zip(self.terms, self.spread, self.law, strict=True)
        head = ("terms", "standard deviation", "calculated")
        return head, [(int(n), f"{s:.3g}", f"{law:.3g}") for n, s, law in rows]


@EXPERIMENTS.add("sums")
@dataclass(frozen=True, repr=False)
class Sums(Experiment):
    """z = w_1 x_1 + ... + w_n x_n with mean weight 0, std(w) = sigma, and mean square of x 1.

    Var(z) = n sigma^2 mean(x^2): where inputs have a mean, their mean square counts.
    """

    n: int = knob(100, 1, 1000, log=True, least=1, most=5000, help="terms of each sum")
    sigma: float = knob(0.1, 1e-3, 3, log=True, label="σ", help="standard deviation of weights")
    weights: str = knob("normal", choices=WEIGHTS, help="how they are drawn")
    inputs: str = knob("mean 0", choices=INPUTS, help="normal numbers, as they are or bent")
    activation: str = knob("relu", choices=ACTIVATIONS, label="f", help="what follows the sum")
    seed: int = knob(0, 0, 99, least=0, help="of all random numbers")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("n", "sigma", "activation", "weights")
    pace: ClassVar[float] = 10

    def products(self):
        """w x, (SUMS, n) each, and the inputs x."""
        rng, shape = generator(self.seed, stream=20), (SUMS, self.n)
        x = rng.standard_normal(shape, np.float32)
        if self.inputs == INPUTS[1]:
            x = np.sqrt(np.float32(2)) * np.maximum(x, 0)
        w = WEIGHTS[self.weights](rng, shape).astype(np.float32)
        return np.float32(self.sigma) * w * x, x

    def frames(self):
        """A frame for each of about 30 numbers of terms, up to n."""
        products, x = self.products()
        z, square = products.cumsum(-1, dtype=float), float((x * x).mean(dtype=float))
        terms = np.unique(np.geomspace(1, self.n, LOOKS).round().astype(int))
        spread = z[:, terms - 1].std(0)
        law = self.sigma * np.sqrt(terms * 1.0)
        most = float(4 * law[-1])
        edges = np.linspace(-most, most, BINS + 1)
        for t, n in enumerate(terms):
            now = z[:, n - 1]
            counts = np.histogram(now, edges)[0] / (SUMS * (edges[1] - edges[0]))
            passed = ACTIVATIONS[self.activation](now)[0]
            squares = np.array([square, (now * now).mean(), (passed * passed).mean()])
            so_far = slice(t + 1)
            curves = terms[so_far], spread[so_far], law[so_far]
            yield SumsFrame(t, *curves, edges[:-1] + np.diff(edges) / 2, counts, squares, most)
