"""Three scores to be dragged: their softmax, and what two losses say of them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob, numbers
from ...layers import Softmax
from ...losses import cross_entropy, hinge
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, percent, told

CLASSES = ("cat", "dog", "bird")
LOSSES = ("cross-entropy", "hinge")
STEPS = 40


@dataclass(frozen=True)
class MachineFrame(Frame):
    """raw, start (3,): scores now and as dragged, after t steps down one of the losses.

    p (3,): probabilities; right: number of the right class.

    losses (2,), of LOSSES; pulls (2, 3): their gradients at the scores. shift, times: what was
    added to all scores, how often softmax was taken; by_shift: what the shift did to cross-entropy.
    """

    raw: np.ndarray
    start: np.ndarray
    p: np.ndarray
    right: int
    losses: np.ndarray
    pulls: np.ndarray
    shift: float
    times: int
    by_shift: float

    who: ClassVar[str] = "class"
    measures: ClassVar[dict] = {
        "probability": Measure(".4f"),
        "score": Measure(".4g"),
        "gradient of cross-entropy": Measure(".4f"),
        "gradient of hinge": Measure(".4g"),
    }
    names: ClassVar[tuple] = CLASSES

    @property
    def scores(self):
        """Of each class."""
        return self.by_name(self.p, self.raw + self.shift, *self.pulls)

    @property
    def headline(self):
        """What the machine says, and what it costs."""
        name, p = CLASSES[self.right], percent(self.p[self.right])
        ce, margin = map(amount, self.losses)
        when = f"Step {self.t}: " if self.t else ""
        return told(f"{when}{name} is right and gets {p}. Cross-entropy {ce}, hinge {margin}.")

    @property
    def summary(self):
        """Probabilities and losses."""
        said = ", ".join(f"{n} {p:.4f}" for n, p in zip(CLASSES, self.p, strict=True))
        twice = ", softmax taken twice" if self.times > 1 else ""
        return (
            f"Probabilities{twice}: {said}; right is {CLASSES[self.right]}: cross-entropy "
            f"{self.losses[0]:.5g}, hinge {self.losses[1]:.4g}."
        )


@EXPERIMENTS.add("softmax-machine")
@dataclass(frozen=True, repr=False)
class SoftmaxMachine(Experiment):
    """softmax((z + shift) / T), once or twice; hinge looks at the scores themselves."""

    z: tuple = numbers((2.0, 1.0, -1.5), -5, 5, names=CLASSES, label="scores", help="drag")
    label: str = knob("dog", choices=CLASSES, label="right class", help="what it should say")
    temperature: float = knob(1.0, 0.1, 10, log=True, help="scores are divided by it")
    shift: float = knob(0.0, 0, 100, help="added to every score")
    times: int = knob(1, 1, 2, least=1, most=2, label="softmax, times", help="2 is a mistake")
    margin: float = knob(1.0, 0, 3, least=0, help="lead that hinge asks for")
    down: str = knob("cross-entropy", choices=LOSSES, label="Play walks down", help="which loss")
    lr: float = knob(0.2, 0.01, 2, log=True, label="learning rate", help="of the steps of Play")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("label", "temperature", "times", "down")
    pace: ClassVar[float] = 10

    def frames(self):
        """A frame before each of STEPS steps, and after the last."""
        start = np.array(self.z, float)
        raw, right = start, CLASSES.index(self.label)
        y = np.eye(3)[[right]]
        for t in range(STEPS + 1):
            p, losses, pulls = self.looked_at(raw + self.shift, y)
            about = self.shift, self.times, float(losses[0] - self.looked_at(raw, y)[1][0])
            yield MachineFrame(t, raw, start, p, right, losses, pulls, *about)
            raw = raw - self.lr * pulls[LOSSES.index(self.down)]

    def looked_at(self, scores, y):
        """scores (3,), y (1, 3) -> probabilities (3,), losses (2,), gradients (2, 3)."""
        z = scores[None] / self.temperature
        p, through = Softmax().forward({}, z)
        if self.times == 1:
            value, pull = cross_entropy(z, y)
        else:
            value, pull = cross_entropy(p, y)  # which takes softmax itself: twice
            pull, p = through(pull)[0], Softmax().forward({}, p)[0]
        other, push = hinge(scores[None], y, self.margin)
        pulls = np.concatenate([pull / self.temperature, push])
        return p[0], np.array([value, other]), pulls
