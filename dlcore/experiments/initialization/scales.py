"""What networks get right against the scale of their first weights, with layers that normalize."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...words import in_words
from ..against import AgainstFrame
from ..base import Experiment, Measure
from ..network_knobs import LAYER_NORMS
from ..phrases import GUESSING, percent
from ..training import Training
from ..variants import Variants

STDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 1.0, 3.0)
KINDS = {"none": "none", **{f"{name} norm": name for name in LAYER_NORMS}}
GOOD = 0.8  # right: what counts as learned


@dataclass(frozen=True)
class ScalesFrame(AgainstFrame):
    """Networks with N normalizations; values (M,) are standard deviations of their weights."""

    measures: ClassVar[dict] = {"best": Measure(".1%"), "scales that learn": Measure(".0f")}
    who: ClassVar[str] = "normalization"
    kinds: ClassVar[tuple] = tuple(KINDS)  # all there are
    varied: ClassVar[str] = "std of the weights"

    @property
    def stds(self):
        """The standard deviations, (M,)."""
        return self.values

    @property
    def scores(self):
        """The best mean, and how many scales get more than 80 %."""
        return self.by_name(self.means.max(-1), (self.means > GOOD).sum(-1))

    @property
    def headline(self):
        """How many scales do."""
        if not self.t:
            return GUESSING
        counts = (self.means > GOOD).sum(-1)
        said = ", ".join(f"{name} {n}" for name, n in zip(self.names, counts, strict=True))
        return f"Of {len(self.stds)} scales, so many reach {percent(GOOD)} right: {said}."

    @property
    def summary(self):
        """Best scale of each normalization."""
        said = (
            f"{name}: best {row.max():.1%} with a standard deviation of "
            f"{in_words(self.stds[row.argmax()])}"
            for name, row in zip(self.names, self.means, strict=True)
        )
        return f"Update {self.t} of {self.total}; {'; '.join(said)}."


@EXPERIMENTS.add("scales")
@dataclass(frozen=True, repr=False)
class Scales(Experiment):
    """Five hidden layers learn 1,000 digits; all weights are normal with one standard deviation."""

    norms: tuple = knob(("none",), choices=KINDS, many=True, label="normalization", help="compared")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden layers")
    depth: int = knob(5, 1, 10, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 10, 100, least=1, most=512, label="units a layer", help="width")
    lr: float = knob(0.03, 1e-3, 1, log=True, label="learning rate", help="of momentum")
    epochs: int = knob(5, 1, 20, least=1, help="passes over the digits")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("activation", "lr", "epochs")

    @property
    def variants(self):
        """{name: the knobs of `Training` that are different}."""
        return {
            f"{name}, {std}": dict(norm=KINDS[name], std=std) for name in self.norms for std in STDS
        }

    def work(self):
        """A frame at each share of the trainings that is measured."""
        own = ("activation", "depth", "width", "lr", "epochs", "runs", "seed")
        usual = Training(init="normal", **{name: getattr(self, name) for name in own})
        shape = len(self.norms), len(STDS), self.runs
        for frame in Variants(usual, self.variants, points=10).work():
            if not frame:
                yield
                continue
            right = frame.train[..., -1].reshape(shape)
            yield ScalesFrame(frame.t, self.norms, frame.total, np.array(STDS), right)
