"""Stopping early against L2: where gradient descent is after t steps, and where L2 would end."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import Dense
from ...network import Net
from ...optimizers import GradientDescent, Nesterov
from ...registry import DATASETS, EXPERIMENTS, LOSSES
from ...seeding import generator
from ...training import Objective, descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount

NAMES = ("gradient descent, stopped", "L2, to its end")
STRENGTHS = np.geomspace(1, 5e-3, 10)


@dataclass(frozen=True)
class StoppingFrame(Frame):
    """Arrays (K, S) for K data sets and S strengths of L2, nan where not known yet.

    lengths: |w| of the solution with L2; stops: the first step at which gradient descent without
    penalty is as long; cosines: between the weights of the two; stopped, ended: their losses on
    the test examples; products: strength times learning rate times step.
    latest: (data set, strength) that came last.
    """

    lengths: np.ndarray
    stops: np.ndarray
    cosines: np.ndarray
    stopped: np.ndarray
    ended: np.ndarray
    products: np.ndarray
    latest: tuple

    names: ClassVar[tuple] = NAMES
    strengths: ClassVar[np.ndarray] = STRENGTHS
    measures: ClassVar[dict] = {"best test loss": Measure(log=True, never="not known yet")}

    @property
    def scores(self):
        """The best loss of each over all strengths, means over the data sets known."""
        best = (np.fmin.reduce(part, axis=-1) for part in (self.stopped, self.ended))
        best = [part[np.isfinite(part)] for part in best]
        best = [part.mean().item() if len(part) else np.nan for part in best]
        return {"best test loss": dict(zip(NAMES, best, strict=True))}

    @property
    def headline(self):
        """To which step the latest strength is alike."""
        k, s = self.latest
        strength = f"λ = {amount(STRENGTHS[s])}"
        if np.isnan(self.stops[k, s]):
            return f"{strength} ends farther out than these steps lead."
        cosine = amount(self.cosines[k, s])
        return f"{strength} is like stopping after {self.stops[k, s]:,.0f} steps: cosine {cosine}."

    @property
    def summary(self):
        """What the latest strength amounts to."""
        k, s = self.latest
        said = f"Data set {k + 1} of {len(self.stops)}: λ = {STRENGTHS[s]:.2g} ends"
        if np.isnan(self.stops[k, s]):
            return f"{said} farther out than gradient descent is after its last step."
        return (
            f"{said} as far out as gradient descent is after {self.stops[k, s]:.0f} steps: cosine "
            f"{self.cosines[k, s]:.3f}, test loss {self.ended[k, s]:.3f} against "
            f"{self.stopped[k, s]:.3f}, λ η t = {self.products[k, s]:.2g}."
        )

    @property
    def table(self):
        """Headings and one row for each strength, medians over the data sets known."""
        parts = self.stops, self.cosines, self.stopped, self.ended, self.products
        rows = [
            (f"{strength:.2g}", *(f"{np.nanmedian(part[:, s]):.3g}" for part in parts))
            for s, strength in enumerate(STRENGTHS)
            if np.isfinite(self.stops[:, s]).any()
        ]
        return ("λ", "step t as far out", "cosine", "test loss, stopped", "L2", "λ η t"), rows


@EXPERIMENTS.add("stopping")
@dataclass(frozen=True, repr=False)
class Stopping(Experiment):
    """Softmax regression from 0: gradient descent without penalty, and to the end with L2.

    Pixels have mean 0 over the training examples, so that biases and weights do not interfere.
    """

    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(500, 50, 1000, least=20, label="training examples", help="how many")
    lr: float = knob(0.1, 0.02, 0.5, log=True, label="learning rate η", help="size of the steps")
    steps: int = knob(1500, 100, 5000, least=1, most=50000, help="at most, without penalty")
    runs: int = knob(3, 1, 5, least=1, most=20, label="data sets", help="drawn from all examples")
    seed: int = knob(0, 0, 99, least=0, help="of the first data set")

    front: ClassVar[tuple] = ("lr", "examples", "steps")

    def work(self):
        """A frame for each strength and data set; None after each step."""
        known, t = np.full((6, self.runs, len(STRENGTHS)), np.nan), 0
        for k in range(self.runs):
            for pair in self.pairs(self.seed + k):
                if pair is None:
                    yield
                    continue
                s, known[:, k, s] = pair
                yield StoppingFrame(t, *known.copy(), (k, s))
                t += 1

    def drawn(self, seed):
        """One data set: x, y, and x, y of the test."""
        data = DATASETS[self.data]()
        rows = generator(seed, stream=42).permutation(len(data.x))[: self.examples]
        mean = data.x[rows].mean(0)
        return data.x[rows] - mean, data.y[rows], data.x_test[:500] - mean, data.y_test[:500]

    def pairs(self, seed):
        """(place of the strength, what is measured) of one data set, None after each step."""
        x, y, x_test, y_test = self.drawn(seed)
        net = Net((Dense(x.shape[-1], y.shape[-1], "zeros"),))
        f, end = Objective(net, "cross-entropy", x, y), net.init()
        walk = descend(f, end, GradientDescent(), self.lr)
        step = next(walk)
        for s, strength in enumerate(STRENGTHS.tolist()):
            for theta in to_the_end(net, x, y, strength, end):
                end = theta
                yield
            while size(net, step.theta) < size(net, end) and step.t < self.steps:
                step = next(walk)
                yield
            far = size(net, step.theta) >= size(net, end)
            losses = [
                LOSSES["cross-entropy"](net.predict(theta, x_test), y_test)[0]
                for theta in (step.theta, end)
            ]
            both = cosine(net, step.theta, end), *losses, strength * self.lr * step.t
            yield s, [size(net, end), *(v if far else np.nan for v in (step.t, *both))]
            if not far:
                return


def to_the_end(net, x, y, strength, theta):
    """theta at each step of Nesterov's rule on the loss with L2, until it hardly moves.

    The loss bends at least as much as strength |w|^2 / 2, so that a gradient shorter than
    0.005 strength |w| means weights about 0.5 % away from the best, or less.
    """
    f = Objective(net, "cross-entropy", x, y, penalties={"l2": strength})
    bend = 0.5 * (float(np.linalg.norm(x @ x.T)) / len(x) + 1) + strength  # it bends no more
    root = float(np.sqrt(strength / bend))
    for step in descend(f, theta, Nesterov((1 - root) / (1 + root)), 1 / bend):
        yield step.theta
        if step.t and np.linalg.norm(step.grad) < 5e-3 * strength * size(net, step.theta):
            return


def size(net, theta):
    """|w|, biases left out."""
    return np.linalg.norm(theta * net.weight_mask)


def cosine(net, one, other):
    """Of the angle between the weights of two."""
    return one @ (other * net.weight_mask) / size(net, one) / size(net, other)
