"""One network and three that fail: not trained, too small, overfitted (sources 1, 2, 4)."""

from dataclasses import dataclass
from typing import ClassVar

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment
from ..phrases import percent
from ..training import Training
from ..variants import Variants, VariantsFrame

HEALTHY, EXAMPLES = "healthy", 2000


class CornersFrame(VariantsFrame):
    """A `VariantsFrame` that tells who stands in which corner."""

    @property
    def headline(self):
        """The widest gap between training and test, and the lowest share in training."""
        if not self.t:
            return "All guess: they start in the corner where nothing is right."
        train, test = (self.median(part)[:, -1] for part in ("train", "test"))
        gap, low = int((train - test).argmax()), int(train.argmin())
        said = f"Widest gap: {self.names[gap]}, {100 * (train - test)[gap]:.0f} points."
        return f"{said} Lowest in training: {self.names[low]}, {percent(train[low])}."


@EXPERIMENTS.add("corners")
@dataclass(frozen=True, repr=False)
class Corners(Experiment):
    """Two sigmoid layers that learn digits well, and the same with one thing changed.

    Many layers, or few units, or few digits. The small one has ten times as many passes, by Adam,
    as it must not fail for want of training; the one with few digits has as many updates as usual.
    """

    layers: int = knob(10, 2, 12, least=1, most=50, label="layers (deep)", help="hidden ones")
    units: int = knob(
        2, 2, 50, log=True, least=1, most=512, label="units (small)", help="in each layer"
    )
    examples: int = knob(
        100, 50, 2000, log=True, least=10, label="digits (few)", help="to learn from"
    )
    epochs: int = knob(5, 1, 20, least=1, help="passes over 2,000 digits, of the healthy one")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("layers", "units", "examples")

    @property
    def variants(self):
        """{name: the knobs of `Training` that are different}."""
        passes = -(-self.epochs * EXAMPLES // self.examples)
        patient = dict(optimizer="adam", lr=0.01, epochs=10 * self.epochs)
        of_one = {
            f"{self.layers} layers": dict(depth=self.layers),
            f"{self.units} units": patient | dict(width=self.units),
            f"{self.examples} digits": dict(examples=self.examples, epochs=passes),
        }
        return {HEALTHY: {}} | of_one

    def work(self):
        """A frame at each share of the trainings that is measured."""
        about = dict(data="mnist10k", examples=EXAMPLES, epochs=self.epochs)
        about |= dict(depth=2, width=50, activation="sigmoid", init="xavier-logistic")
        about |= dict(optimizer="momentum", lr=0.2, runs=self.runs, seed=self.seed)
        for frame in Variants(Training(**about), self.variants, points=20).work():
            yield frame and CornersFrame(**vars(frame))
