"""Max pooling of a digit: of each window the largest pixel goes on, and it alone is answered."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import MaxPool
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import told

WINDOWS = ("2 x 2", "4 x 4", "7 x 7", "14 x 14")


@dataclass(frozen=True)
class PoolFrame(Frame):
    """image (28, 28), pooled (n, n), gradient (28, 28) at the image if that at each output is 1.

    The image alone at t = 0, then pooled, at last the way back. tied: windows in which several
    pixels are the largest.
    """

    window: int
    image: np.ndarray
    pooled: np.ndarray
    gradient: np.ndarray
    tied: int

    measures: ClassVar[dict] = {"pixels with a gradient": Measure(".0f"), "ties": Measure(".0f")}

    @property
    def answered(self):
        """How many pixels get a gradient."""
        return int(np.count_nonzero(self.gradient))

    @property
    def scores(self):
        """Both counts."""
        return {
            "pixels with a gradient": {"": float(self.answered)},
            "ties": {"": float(self.tied)},
        }

    @property
    def headline(self):
        """How many, and how many windows are undecided."""
        return told(
            f"{self.answered} of {self.image.size} pixels get a gradient.",
            f"{self.tied} windows are tied.",
        )

    @property
    def summary(self):
        """The same, with the windows."""
        return (
            f"{self.pooled.size} windows of {self.window} x {self.window} pixels: {self.answered} "
            f"of {self.image.size} pixels get a gradient; in {self.tied} windows several pixels "
            "are the largest."
        )


@EXPERIMENTS.add("pooled-digit")
@dataclass(frozen=True, repr=False)
class PooledDigit(Experiment):
    """A test image of MNIST through `MaxPool`, and a gradient of 1 at every output back."""

    index: int = knob(0, 0, 99, least=0, most=999, label="digit", help="number of the image")
    window: str = knob("2 x 2", choices=WINDOWS, help="pixels of which one goes on")
    noise: float = knob(0.0, 0, 0.1, least=0, help="added to all pixels: there are no ties then")

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 1

    def frames(self):
        """The image, pooled, and back."""
        n = int(self.window.split()[0])
        image = DATASETS["mnist10k"]().x_test[self.index].astype(float)
        image = image + self.noise * np.random.default_rng(0).standard_normal(image.shape)
        layer = MaxPool((28, 28), (n, n))
        y, backward = layer.forward({}, image[None])
        windows = image[layer.members]
        tied = ((windows == windows.max(1, keepdims=True)).sum(1) > 1).sum()
        shown = (part.reshape(28, 28) for part in (image, backward(np.ones_like(y))[0][0]))
        image, gradient = shown
        pooled = y.reshape(28 // n, 28 // n)
        for t in range(3):
            yield PoolFrame(t, n, image, pooled, gradient, int(tied))
