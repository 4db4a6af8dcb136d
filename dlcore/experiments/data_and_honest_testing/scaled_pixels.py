"""Pixels as they are, standardized, and whitened: images, values, covariances."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import first, standardize, zca
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount

METHODS = ("standardized", "whitened (ZCA)")
STEPS = 20
SHOWN = 8  # images
PIXELS = (0, 2, 10, 20, 28, 36, 60)  # of which the values are drawn: from the edge to the middle
EDGES = np.linspace(-3, 5, 49)


@dataclass(frozen=True)
class ScaledFrame(Frame):
    """Pixels on their way, t of STEPS: x + (t / STEPS) (x prepared - x).

    images (8, 8, 8); counts (7, 48) of the values of seven pixels, in bins EDGES.

    covariance (64, 64) of the pixels over the training part; means, variances (64,) there.
    """

    method: str
    images: np.ndarray
    counts: np.ndarray
    covariance: np.ndarray
    means: np.ndarray

    measures: ClassVar[dict] = {"variance": Measure(".2f"), "correlation": Measure(".3f")}

    @property
    def variances(self):
        """Of each pixel, (64,)."""
        return self.covariance.diagonal()

    @property
    def together(self):
        """Mean size of the correlation of two pixels that vary."""
        std = np.sqrt(np.maximum(self.variances, 0))
        alive = std > 1e-6
        c = np.abs(self.covariance[alive][:, alive] / np.outer(std[alive], std[alive]))
        n = len(c)
        return float((c.sum() - n) / (n * (n - 1)))

    @property
    def scores(self):
        """Mean variance of the pixels, and how much they go together."""
        return {"variance": {"": self.variances.mean()}, "correlation": {"": self.together}}

    @property
    def headline(self):
        """Variances and correlations."""
        what = self.method if self.t == STEPS else "on their way" if self.t else "as they are"
        high, together = amount(self.variances.max()), amount(self.together)
        return f"Pixels {what}: variances up to {high}, mean correlation {together}."

    @property
    def summary(self):
        """The same in full."""
        return (
            f"Step {self.t} of {STEPS} to {self.method} pixels: means up to "
            f"{np.abs(self.means).max():.2f} from 0, variances {self.variances.min():.2f} to "
            f"{self.variances.max():.2f}; the mean size of the correlation of two pixels is "
            f"{self.together:.3f}."
        )


@EXPERIMENTS.add("scaled-pixels")
@dataclass(frozen=True, repr=False)
class ScaledPixels(Experiment):
    """Digits, whose pixels are given mean 0 and variance 1, or made uncorrelated as well."""

    method: str = knob("standardized", choices=METHODS, label="pixels", help="what is done to them")
    epsilon: float = knob(
        0.01, 1e-5, 1, log=True, least=1e-9, help="keeps still directions small (ZCA)"
    )
    examples: int = knob(
        1000, 50, 1400, least=2, label="training examples", help="of which all is measured"
    )

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 10
    front: ClassVar[tuple] = ("method", "epsilon", "examples")
    grid: ClassVar[tuple] = ("method", "examples")

    @property
    def idle(self):
        """Epsilon, where nothing is whitened."""
        return {} if self.method == METHODS[1] else {"epsilon": "only whitening has one"}

    def frames(self):
        """From the pixels as they are to those prepared, in equal steps."""
        data = DATASETS["digits"]()
        data = first(data, min(self.examples, len(data.x)))
        ready = zca(data, self.epsilon) if self.method == METHODS[1] else standardize(data)
        raw, ready = data.x.astype(float), ready.x.astype(float)
        for t in range(STEPS + 1):
            x = raw + t / STEPS * (ready - raw)
            counts = np.stack([np.histogram(x[:, p], EDGES)[0] for p in PIXELS])
            images, covariance = x[:SHOWN].reshape(-1, 8, 8), np.cov(x.T, bias=True)
            yield ScaledFrame(t, self.method, images, counts, covariance, x.mean(0))
