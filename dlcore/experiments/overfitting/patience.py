"""Early stopping replayed over one recorded run: when it stops, and what is given back."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...validation import EarlyStopping
from ..base import Experiment, Frame, Measure
from ..training import Training
from ._watched import by_epoch, examples_of, measured

PARTS = ("training", "validation", "test")
MONITORS = {"validation loss": "min", "validation accuracy": "max"}
TRAINED = "examples label_noise noise width epochs seed".split()


@dataclass(frozen=True)
class PatienceFrame(Frame):
    """The first t of `total` passes of a recorded run, and what a rule and a hand make of them.

    losses, right (3, t + 1): after each pass, on the training examples as labelled, on validation
    and on test examples. stop: the epoch at which the rule stops, t if it has not; best: the epoch
    whose weights it keeps; fired: whether it has stopped; hand: where the reader stops.
    """

    total: int
    losses: np.ndarray
    right: np.ndarray
    stop: int
    best: int
    fired: bool
    hand: int

    who: ClassVar[str] = "weights"
    measures: ClassVar[dict] = {"test right": Measure(".1%"), "epoch": Measure(".0f")}

    @property
    def lowest(self):
        """The epoch with the lowest validation loss by now."""
        return int(np.argmin(self.losses[1]))

    @property
    def epochs(self):
        """{whose weights: epoch}."""
        return {
            "best so far, given back": self.best,
            "when the rule stops": self.stop,
            "your line": self.hand,
            "end of the run": self.t,
        }

    @property
    def scores(self):
        """Test digits right with the weights of each moment."""
        right = {name: float(self.right[2, min(e, self.t)]) for name, e in self.epochs.items()}
        return {"test right": right, "epoch": {n: float(e) for n, e in self.epochs.items()}}

    @property
    def headline(self):
        """When the rule stops, and the lowest loss there is."""
        said = f"The rule stops at epoch {self.stop}" if self.fired else "The rule has not stopped"
        return f"{said}, keeps {self.best}; the loss is lowest at {self.lowest}."

    @property
    def summary(self):
        """The epochs, and what is right with their weights."""
        said = "; ".join(
            f"{name}: epoch {self.epochs[name]}, {right:.1%} of the test right"
            for name, right in self.scores["test right"].items()
        )
        return f"{self.headline} {said}."


@lru_cache(maxsize=8)  # a rule that is tried again and again looks at one and the same run
def recorded(training):
    """Losses and shares right (3, epochs + 1) of the first network of a `Training`."""
    data, test = examples_of("digits", training.examples, training.label_noise, training.seed)
    parts = (data.x, data.y), (data.x_test, data.y_test), test
    found = np.zeros((2, 3, training.epochs + 1))
    for moment in filter(None, by_epoch(training, data)):
        t, net, theta = moment
        for i, part in enumerate(parts):
            found[:, i, t] = [value[0] for value in measured(net, theta, *part)]
    found.flags.writeable = False
    return found


@EXPERIMENTS.add("patience")
@dataclass(frozen=True, repr=False)
class Patience(Experiment):
    """`EarlyStopping` looks once an epoch at a run that is already over; digits, Adam."""

    patience: int = knob(0, 0, 40, least=0, help="epochs without a better value, then stop")
    monitor: str = knob("validation loss", choices=MONITORS, help="what the rule looks at")
    min_delta: float = knob(0.0, 0, 0.1, least=0, help="better means by more than this")
    hand: int = knob(60, 0, 100, least=0, most=100, label="your line", help="drag it")
    examples: int = knob(300, 50, 1000, least=1, most=1000, label="training digits", help="few")
    label_noise: float = knob(0.2, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    noise: float = knob(0.0, 0, 1, least=0, label="input noise", help="a remedy: its deviation")
    width: int = knob(100, 4, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(100, 10, 100, least=1, most=100, help="length of the recorded run")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("patience", "monitor", "min_delta", "hand")

    def frames(self):
        """A frame after each pass, with what the rule says by then."""
        knobs = {name: getattr(self, name) for name in TRAINED}
        usual = dict(data="digits", depth=1, optimizer="adam", lr=0.002, batch=32)
        losses, right = recorded(Training(**usual, **knobs))
        mode, stop = MONITORS[self.monitor], None
        watched = (losses if mode == "min" else right)[1]
        rule, hand = EarlyStopping(self.patience, self.min_delta, mode), min(self.hand, self.epochs)
        for t in range(self.epochs + 1):
            over = rule.observe(watched[t : t + 1], np.full((1, 1), t))[0]
            stop = t if over and stop is None else stop
            seen = losses[:, : t + 1], right[:, : t + 1]
            about = t if stop is None else stop, int(rule.at[0]), stop is not None, hand
            yield PatienceFrame(t, self.epochs, *seen, *about)
