"""Sixteen digits and the gradient of each: who pulls the weights the same way?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...gradients import per_example_gradients
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import Objective
from ..base import Experiment, Frame, Measure
from ..phrases import amount
from ._reader import reader

EACH = 4
FAMILIES = {"0, 1, 3, 8": (0, 1, 3, 8), "3, 5, 8, 9": (3, 5, 8, 9), "2, 4, 6, 7": (2, 4, 6, 7)}


@dataclass(frozen=True)
class WhoseGradientFrame(Frame):
    """The digits of t + 1 classes have been asked, 4 each.

    images (16, 64), labels (16,); cosines (16, 16) of their gradients; the chosen one.

    gap: the largest entry by which the mean of the sixteen gradients differs from the gradient of
    the batch, over the largest of its entries.
    """

    images: np.ndarray
    labels: np.ndarray
    cosines: np.ndarray
    chosen: int
    gap: float

    measures: ClassVar[dict] = {"mean cosine": Measure(".2f")}
    who: ClassVar[str] = "pairs"

    @property
    def alike(self):
        """Mean cosine of two digits of one class, and of two of different ones."""
        n = EACH * (self.t + 1)
        same = self.labels[:n, None] == self.labels[:n]
        known, pairs = self.cosines[:n, :n], ~np.eye(n, dtype=bool)
        other = known[~same].mean() if self.t else np.nan
        return known[same & pairs].mean(), other

    @property
    def known(self):
        """The cosines (16, 16), nan where one of the two has not been asked yet."""
        asked = np.arange(len(self.labels)) < EACH * (self.t + 1)
        return np.where(asked[:, None] & asked, self.cosines, np.nan)

    def between(self, one, other):
        """Mean cosine of digits of two classes."""
        rows = self.cosines[np.ix_(self.labels == one, self.labels == other)]
        n = len(rows)
        return float((rows.sum() - n * (one == other)) / (rows.size - n * (one == other)))

    @property
    def scores(self):
        """Both; one class alone has no other."""
        pairs = zip(("same class", "other class"), self.alike, strict=True)
        return {"mean cosine": {name: v for name, v in pairs if np.isfinite(v)}}

    @property
    def headline(self):
        """Both means."""
        if not self.t:
            return f"Cosine of two gradients of {self.labels[0]}s: {amount(self.alike[0])}."
        same, other = map(amount, self.alike)
        return f"Cosine of two gradients: {same} within a class, {other} between classes."

    @property
    def summary(self):
        """And the mean of all."""
        said = f"the mean of the 16 gradients differs from the batch's by {self.gap:.1e} of it"
        return f"{self.headline[:-1]}; {said}."


@EXPERIMENTS.add("whose-gradient")
@dataclass(frozen=True, repr=False)
class WhoseGradient(Experiment):
    """64-32-10 on digits, cross-entropy; a gradient of all weights and biases for each digit."""

    chosen: int = knob(8, 0, 15, least=0, most=15, label="digit", help="or click one")
    family: str = knob("0, 1, 3, 8", choices=list(FAMILIES), label="classes", help="four of each")
    epochs: int = knob(0, 0, 5, least=0, most=50, label="trained for", unit="passes", help="before")
    seed: int = knob(0, 0, 99, least=0, help="of the network, and which digits")

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 2
    front: ClassVar[tuple] = ("family", "epochs", "chosen")

    def frames(self):
        """A class more in each."""
        net, theta, data = reader(self.epochs, self.seed)
        labels = data.y_test.argmax(-1)
        rng = np.random.default_rng(self.seed)
        places = [
            rng.permutation(np.flatnonzero(labels == k))[:EACH] for k in FAMILIES[self.family]
        ]
        rows = np.concatenate(places)
        x, y = data.x_test[rows].astype(float), data.y_test[rows].astype(float)
        grads = per_example_gradients(net, "cross-entropy", theta, x, y)[1]
        units = grads / np.linalg.norm(grads, axis=-1, keepdims=True)
        batch = Objective(net, "cross-entropy", x, y)(theta)[1]
        gap = float(np.abs(grads.mean(0) - batch).max() / np.abs(batch).max())
        for t in range(len(rows) // EACH):
            yield WhoseGradientFrame(t, x, labels[rows], units @ units.T, self.chosen, gap)
