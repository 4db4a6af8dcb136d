"""A linear fit with noise on the inputs, against ridge: the same coefficients (source 2)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure

FEATURES = 6
TRUE = np.array([2.0, -1.5, 1.0, 0.5, 0.0, -0.5])
STRENGTHS = np.geomspace(0.1, 1000, 401)


@dataclass(frozen=True)
class NoiseOrL2Frame(Frame):
    """Coefficients (FEATURES,): plain least squares, fitted with noisy inputs, and with ridge.

    strengths (S,), apart (S,): root mean square difference of ridge and the fit with noise.
    """

    plain: np.ndarray
    noisy: np.ndarray
    ridge: np.ndarray
    strength: float
    strengths: np.ndarray
    apart: np.ndarray

    who: ClassVar[str] = "coefficient"
    measures: ClassVar[dict] = {
        "no remedy": Measure(".3f"),
        "noise on the inputs": Measure(".3f"),
        "ridge": Measure(".3f"),
    }

    @property
    def names(self):
        """Of the coefficients."""
        return tuple(f"w{i}" for i in range(1, FEATURES + 1))

    @property
    def scores(self):
        """The coefficients."""
        return self.by_name(self.plain, self.noisy, self.ridge)

    @property
    def nearest(self):
        """The strength whose coefficients are nearest to those with noise."""
        return float(self.strengths[self.apart.argmin()])

    @property
    def gap(self):
        """Root mean square difference of ridge, as it is set, and the fit with noise."""
        return float(np.sqrt(((self.ridge - self.noisy) ** 2).mean()))

    @property
    def headline(self):
        """The gap."""
        return f"With λ = {self.strength:.3g} the coefficients are {self.gap:.2g} apart."

    @property
    def summary(self):
        """The gap, and where it is smallest."""
        return f"{self.headline} They are nearest at about λ = {self.nearest:.2g}."


@EXPERIMENTS.add("noise-or-l2")
@dataclass(frozen=True, repr=False)
class NoiseOrL2(Experiment):
    """min |X w - y|^2 over `copies` noisy copies of X, against min |X w - y|^2 + lambda |w|^2."""

    sigma: float = knob(0.5, 0, 2, least=0, label="noise σ", help="on each input, anew each time")
    strength: float = knob(1.0, 0.1, 1000, log=True, least=0, label="ridge λ", help="its strength")
    examples: int = knob(100, 10, 300, least=FEATURES, label="examples n", help="how many")
    copies: int = knob(1000, 1, 3000, log=True, least=1, help="how often each is seen, with noise")
    seed: int = knob(0, 0, 99, least=0, help="of the examples and the noise")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("sigma", "strength", "examples")

    def frames(self):
        """A frame each time the number of copies has grown by half."""
        rng = generator(self.seed, stream=62)
        X = rng.standard_normal((self.examples, FEATURES))
        y = X @ TRUE + 0.5 * rng.standard_normal(self.examples)
        A, b = np.zeros((FEATURES, FEATURES)), np.zeros(FEATURES)
        values, vectors = np.linalg.eigh(X.T @ X)
        turned = vectors.T @ (X.T @ y)
        plain, ridge = ((turned / (values + s)) @ vectors.T for s in (0.0, self.strength))
        all_ridge = (turned / (values + STRENGTHS[:, None])) @ vectors.T
        shown = {int(1.5**k) for k in range(40)} | {self.copies}
        for seen in range(1, self.copies + 1):
            noisy = X + self.sigma * rng.standard_normal(X.shape)
            A += noisy.T @ noisy
            b += noisy.T @ y
            if seen in shown:
                fit = np.linalg.lstsq(A, b)[0]
                apart = np.sqrt(((all_ridge - fit) ** 2).mean(-1))
                about = plain, fit, ridge, self.strength, STRENGTHS, apart
                yield NoiseOrL2Frame(seen, *about)
