"""What dropout gains networks of different units, and what they had to gain (source 1)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, spoken, told
from ..training import Training
from ..variants import Variants

KINDS = ("sigmoid", "tanh", "relu", "maxout")


@dataclass(frozen=True)
class GainsFrame(Frame):
    """Four kinds of units after t updates of `total`, K seeds.

    train, test (4, 2, K): share right of the training digits, as labelled, and of the test digits;
    without dropout, then with it.
    """

    total: int
    train: np.ndarray
    test: np.ndarray

    names: ClassVar[tuple] = KINDS
    measures: ClassVar[dict] = {
        "gain, points": Measure(".1f"),
        "test right, without": Measure(".1%"),
        "test right, with dropout": Measure(".1%"),
    }

    @property
    def gain(self):
        """Points of test accuracy that dropout gives, same seed, (4, K)."""
        return 100 * (self.test[:, 1] - self.test[:, 0])

    @property
    def scores(self):
        """Means over the seeds."""
        return self.by_name(self.gain.mean(-1), *self.test.mean(-1).T)

    @property
    def headline(self):
        """Who gains most, and who least."""
        if not self.t:
            return GUESSING
        gains = self.scores["gain, points"]
        most, least = max(gains, key=gains.get), min(gains, key=gains.get)
        said = f"Dropout gains {spoken(most)} {points(gains[most])}"
        if most != least:
            said += f", {spoken(least)} {points(gains[least])}"
        return told(f"{said}.")

    @property
    def summary(self):
        """Every kind, without dropout and with it."""
        said = "; ".join(
            f"{name} {without:.1%} without, {with_:.1%} with dropout"
            for name, (without, with_) in zip(self.names, self.test.mean(-1), strict=True)
        )
        return f"Update {self.t} of {self.total}, test digits right: {said}."

    @property
    def table(self):
        """Headings and a row for each kind: means over the seeds."""
        head = "units", "training, without", "with", "test, without", "with", "gain, points"
        shares = np.concatenate([self.train, self.test], 1).mean(-1)
        rows = zip(self.names, shares, self.gain.mean(-1), strict=True)
        return head, [(n, *(f"{s:.1%}" for s in four), f"{gain:+.1f}") for n, four, gain in rows]


def points(gain):
    """A gain in whole points."""
    whole = round(gain)
    return f"{whole} point{'s' * (abs(whole) != 1)}".replace("-", "−")


@EXPERIMENTS.add("gains")
@dataclass(frozen=True, repr=False)
class Gains(Experiment):
    """One hidden layer of each kind learns digits, some wrongly labelled, with dropout and without.

    Each kind has the first weights that are made for it (He's for ReLU, else Xavier's), and all the
    same rule, rate and number of passes.
    """

    rate: float = knob(0.5, 0.1, 0.9, least=0.01, most=0.99, label="dropout", help="rate")
    label_noise: float = knob(0.2, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    epochs: int = knob(20, 5, 150, least=1, help="passes over the training digits")
    examples: int = knob(400, 50, 1400, least=1, label="training digits", help="how many")
    width: int = knob(100, 4, 300, least=1, most=1024, label="hidden units", help="width")
    lr: float = knob(0.01, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the wrong labels")

    front: ClassVar[tuple] = ("epochs", "rate", "label_noise")

    @property
    def variants(self):
        """{name: the knobs of `Training` that are different}: each kind without, then with it."""
        made = {}
        for kind in KINDS:
            init = "he-normal" if kind == "relu" else "xavier-normal"
            made[kind] = dict(activation=kind, init=init)
            made[f"{kind}, dropout"] = made[kind] | dict(dropout=self.rate)
        return made

    def work(self):
        """A frame at each share of the trainings that is measured; None in between."""
        shared = "label_noise epochs examples width lr runs seed".split()
        about = dict(data="digits", depth=1, optimizer="adam", batch=50)
        usual = Training(**about | {name: getattr(self, name) for name in shared})
        shape = len(KINDS), 2, self.runs
        for frame in Variants(usual, self.variants, points=20).work():
            if frame is None:
                yield
                continue
            parts = (part[..., -1].reshape(shape) for part in (frame.train, frame.test))
            yield GainsFrame(frame.t, frame.total, *parts)
