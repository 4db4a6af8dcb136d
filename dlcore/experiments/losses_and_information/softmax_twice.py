"""Digits learned with softmax once, as it should be, and with softmax taken twice."""

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import Softmax
from ...registry import EXPERIMENTS
from ..base import Experiment
from ..phrases import GUESSING, amount, percent
from ..training import Training
from ..variants import Variants, VariantsFrame


def floor(classes):
    """The lowest loss that softmax taken twice can reach: log(1 + (C - 1) / e)."""
    return float(np.log1p((classes - 1) / np.e))


@dataclass(frozen=True)
class TwiceFrame(VariantsFrame):
    """A `VariantsFrame` of once and twice; floor: the lowest loss that the second can reach."""

    floor: float = 0.0

    @property
    def headline(self):
        """Losses and shares right."""
        if not self.t:
            return GUESSING
        once, twice = (amount(loss) for loss in self.median("losses")[:, -1])
        right = [percent(share) for share in self.median("test")[:, -1]]
        return f"Loss once {once}, twice {twice}; test digits right: {right[0]} and {right[1]}."

    @property
    def summary(self):
        """The same, and the floor."""
        return f"{super().summary[:-1]}; softmax twice cannot get below {self.floor:.4g}."


@dataclass(frozen=True, repr=False)
class TwiceTraining(Training):
    """A `Training` in which a Softmax may stand before a loss that has its own."""

    twice: bool = knob(False, help="softmax before the loss, which takes another one")

    @property
    def behind(self):
        """What stands behind the last layer."""
        return (Softmax(),) if self.twice else ()


@EXPERIMENTS.add("softmax-twice")
@dataclass(frozen=True, repr=False)
class SoftmaxTwice(Experiment):
    """A network 64-width-10 on digits, or 784-width-10; Adam, cross-entropy."""

    lr: float = knob(0.005, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(15, 2, 60, least=1, help="passes over the training digits")
    width: int = knob(32, 4, 100, least=1, most=512, label="hidden units", help="width")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds of each")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("lr", "epochs", "width")

    def work(self):
        """About 40 frames; None after each update."""
        names = "lr epochs width data runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        about = dict(depth=1, optimizer="adam", batch=50, examples=1000)
        usual = TwiceTraining(**about, **knobs)
        pair = {"once": {}, "twice": dict(twice=True)}
        for frame in Variants(usual, pair, points=40).work():
            if frame is None:
                yield
                continue
            parts = {f.name: getattr(frame, f.name) for f in fields(frame)}
            yield TwiceFrame(**parts, floor=floor(10))
