"""The same network taught digits by six losses, with one rate for all or each with its own."""

from dataclasses import dataclass, fields
from typing import ClassVar

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment
from ..phrases import GUESSING, percent
from ..training import Training
from ..variants import Variants, VariantsFrame
from ._six import SIX

RATES = {"same": "all have one rate", "own": "each has its own"}


class SixFrame(VariantsFrame):
    """A `VariantsFrame` of losses."""

    @property
    def headline(self):
        """The first three, or who is best and who is worst."""
        if not self.t:
            return GUESSING
        right = self.median("test")[:, -1]
        best, worst = (self.names[int(i)] for i in (right.argmax(), right.argmin()))
        said = f"{best.capitalize()} gets {percent(right.max())} of the test digits right"
        return f"{said}, {worst} {percent(right.min())}.".replace("-", " ")


@EXPERIMENTS.add("six-losses")
@dataclass(frozen=True, repr=False)
class SixLosses(Experiment):
    """Digits, 64-32-10, gradient descent; own rates are the best of nine, tried on other seeds."""

    rates: str = knob("same", choices=RATES, label="learning rates", help="one for all, or own")
    lr: float = knob(0.1, 1e-3, 3, log=True, label="rate of all", help="of gradient descent")
    epochs: int = knob(10, 2, 40, least=1, help="passes over the training digits")
    losses: tuple = knob(tuple(SIX), choices=tuple(SIX), many=True, help="which are compared")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("rates", "lr", "epochs")

    @property
    def idle(self):
        """The rate of all, where each has its own."""
        return {"lr": "each loss has its own"} if self.rates == "own" else {}

    def knobs(self, name):
        """What is different with a loss."""
        loss, softmax, own = SIX[name]
        about = dict(loss=loss, output="softmax" if softmax else "linear")
        return about | dict(lr=own if self.rates == "own" else self.lr)

    def work(self):
        """About 30 frames; None after each update."""
        about = dict(data="digits", examples=1000, depth=1, width=32, batch=50)
        about |= dict(optimizer="gradient-descent", epochs=self.epochs)
        usual = Training(**about, runs=self.runs, seed=self.seed)
        pairs = {name: self.knobs(name) for name in self.losses}
        for frame in Variants(usual, pairs, points=30).work():
            yield frame and SixFrame(*(getattr(frame, f.name) for f in fields(frame)))
