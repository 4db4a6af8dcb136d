"""Six runs to be sorted: which of them overfits, and what ails the others?"""

from dataclasses import dataclass
from typing import ClassVar

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..training import Training
from .memorizing import Watched

USUAL = dict(data="digits", examples=300, depth=1, width=100, batch=50, optimizer="adam", lr=0.005)
FINE, UNTRAINED, SMALL, OVERFIT, USELESS = (
    "fine",
    "not trained",
    "too small",
    "overfits",
    "labels mean nothing",
)
CASES = (  # (what it is, knobs)
    (FINE, dict()),
    (OVERFIT, dict(label_noise=0.3, lr=0.01)),
    (UNTRAINED, dict(lr=1e-4)),
    (SMALL, dict(width=2)),
    (USELESS, dict(label_noise=1.0, lr=0.01)),
    (FINE, dict(examples=1000, dropout=0.5)),
)


@EXPERIMENTS.add("cases")
@dataclass(frozen=True, repr=False)
class Cases(Watched):
    """Trainings on digits; what was done to each is not told."""

    case: int = knob(1, 1, len(CASES), least=1, most=len(CASES), help="which run")
    epochs: int = knob(60, 5, 100, least=1, help="passes over the training examples")
    runs: int = knob(2, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("case", "epochs", "runs")

    @property
    def truth(self):
        """What it is."""
        return CASES[self.case - 1][0]

    def training(self):
        """The `Training` of the case."""
        knobs = USUAL | CASES[self.case - 1][1]
        return Training(epochs=self.epochs, runs=self.runs, seed=self.seed, **knobs)
