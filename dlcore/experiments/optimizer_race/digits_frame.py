"""A moment of networks that optimizers train on digits."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence, underfit
from ..base import Frame, Measure
from ..phrases import listed, percent, spoken, told


@dataclass(frozen=True)
class Guesses:
    """What R networks say to some test images: images (n, 64), labels (n,), said (R, n)."""

    images: np.ndarray
    labels: np.ndarray
    said: np.ndarray

    @property
    def right(self):
        """Whose guess is right, (R, n)."""
        return self.said == self.labels


@dataclass(frozen=True)
class DigitsFrame(Frame):
    """R networks after t updates of `total`.

    steps (n,): updates at which the curves were taken; losses (R, n): training loss, mean of the
    mini-batches since the point before; accuracies (R, n): share of test images recognised.
    """

    names: tuple
    lr: np.ndarray
    total: int
    steps: np.ndarray
    losses: np.ndarray
    accuracies: np.ndarray
    moments: tuple
    guesses: Guesses | None = None

    measures: ClassVar[dict] = {
        "training loss": Measure(log=True),
        "test digits right": Measure(".1%"),
    }

    @property
    def scores(self):
        """Those of the curves' last points."""
        last = (curve[:, -1:].ravel() for curve in (self.losses, self.accuracies))
        everybody = (dict(zip(self.names, numbers.tolist(), strict=False)) for numbers in last)
        return dict(zip(self.measures, everybody, strict=True))

    def moment(self, r, weight):
        """What the next step of rule r does to a bias: that of the output for digit `weight`."""
        return self.moments[r][weight]

    @property
    def diverged(self):
        """{rule: update} where the loss was no longer finite."""
        lost = ~np.isfinite(self.losses)
        at = self.steps[lost.argmax(1)]
        triples = zip(self.names, lost.any(1), at, strict=True)
        return {name: int(t) for name, gone, t in triples if gone}

    @property
    def findings(self):
        """What is wrong with each network; guessing among ten digits costs ln 10."""
        pairs = zip(self.losses, self.names, strict=True)
        found = (divergence(loss, n) or underfit(loss, np.log(10), n) for loss, n in pairs)
        return [finding for one in found for finding in one]

    @property
    def headline(self):
        """Who recognises most digits, and who fewest."""
        if not len(self.steps):
            return "All start with the same weights and guess."
        lost = self.diverged
        everybody = zip(self.names, self.accuracies[:, -1], strict=True)
        right = {name: share for name, share in everybody if name not in lost}
        gone = f"Lost: {listed(lost, 2)}." if lost else ""
        if not right:
            return told(gone)
        best, worst = max(right, key=right.get), min(right, key=right.get)
        said = f"{spoken(best)} gets {percent(right[best])} of the test digits right"
        behind = f", {spoken(worst)} {percent(right[worst])}" if best != worst else ""
        return told(f"{said}{behind}.", gone)

    @property
    def summary(self):
        """Who has the lowest loss and who recognises most."""
        if not len(self.steps):
            return f"{len(self.names)} networks with the same first weights, not trained yet."
        parts = [f"Update {self.t} of {self.total}"]
        loss, right = self.losses[:, -1], self.accuracies[:, -1]
        if np.isfinite(loss).any():
            low, best = int(np.nanargmin(loss)), int(right.argmax())
            parts.append(f"lowest training loss {loss[low]:.3g} ({self.names[low]})")
            parts.append(f"most test digits right {right[best]:.1%} ({self.names[best]})")
        parts += [f"{name} diverged at update {t}" for name, t in self.diverged.items()]
        return "; ".join(parts) + "."

    @property
    def table(self):
        """Headings and one row for each rule."""
        rows = []
        for r, name in enumerate(self.names):
            now = ("", "")
            if len(self.steps):
                now = (f"{self.losses[r, -1]:.3g}", f"{self.accuracies[r, -1]:.1%}")
            said = " ".join(map(str, self.guesses.said[r])) if self.guesses else ""
            rows.append((name, f"{self.lr[r]:.3g}", *now, said))
        heads = ("optimizer", "learning rate", "training loss", "test digits right", "guesses")
        return heads, rows
