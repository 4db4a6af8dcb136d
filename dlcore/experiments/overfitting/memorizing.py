"""Training and validation in one run: the losses part, and what of the accuracies?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence, overfit
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, LOST, percent
from ..training import Training
from ._watched import by_epoch, examples_of, measured

PARTS = ("training", "validation")


@dataclass(frozen=True)
class MemorizingFrame(Frame):
    """K networks after t of `total` passes.

    losses, right (2, K, t + 1): cross-entropy and share right before training and after each
    pass, on the training examples, as labelled, and on validation examples with true labels.
    """

    total: int
    losses: np.ndarray
    right: np.ndarray

    names: ClassVar[tuple] = PARTS
    who: ClassVar[str] = "examples"
    measures: ClassVar[dict] = {"right": Measure(".1%"), "loss": Measure(log=True)}

    @property
    def scores(self):
        """Means over the networks, after the last pass."""
        return self.by_name(self.right[..., -1].mean(-1), self.losses[..., -1].mean(-1))

    @property
    def lowest(self):
        """After how many passes the mean validation loss was lowest."""
        return int(np.argmin(self.losses[1].mean(0)))

    @property
    def rise(self):
        """How many times its lowest the mean validation loss is now."""
        mean = self.losses[1].mean(0)
        return float(mean[-1] / mean[self.lowest])

    @property
    def gain(self):
        """Points of validation accuracy won since the loss was lowest, (K,)."""
        return 100 * (self.right[1, :, -1] - self.right[1, :, self.lowest])

    @property
    def findings(self):
        """Diverged, or overfitting."""
        train, kept_back = self.losses.mean(1)
        return divergence(train, "The training") or overfit(train, kept_back, "The network")

    @property
    def headline(self):
        """Both accuracies, and where the loss was lowest."""
        if not self.t:
            return GUESSING
        if not np.isfinite(self.losses[..., -1]).all():
            return LOST
        own, other = (percent(share) for share in self.right[..., -1].mean(-1))
        return (
            f"Right: training {own}, validation {other}; validation loss lowest at epoch "
            f"{self.lowest}."
        )

    @property
    def summary(self):
        """Losses and shares right."""
        rows = zip(PARTS, self.losses[..., -1].mean(-1), self.right[..., -1].mean(-1), strict=True)
        said = "; ".join(
            f"{name}: loss {loss:.3g}, {right:.1%} right" for name, loss, right in rows
        )
        where = f"the validation loss was lowest after {self.lowest}"
        return f"Epoch {self.t} of {self.total}, {said}; {where}."


class Watched(Experiment):
    """What trains networks and watches them: a subclass says `training()`."""

    def work(self):
        """A frame before training and after each pass; None after each update."""
        training = self.training()
        data, _ = examples_of(training.data, training.examples, training.label_noise, self.seed)
        shape = 2, training.runs, training.epochs + 1
        losses, right = np.zeros(shape), np.zeros(shape)
        for moment in by_epoch(training, data):
            if moment is None:
                yield
                continue
            t, net, theta = moment
            for i, part in enumerate(((data.x, data.y), (data.x_test, data.y_test))):
                losses[i, :, t], right[i, :, t] = measured(net, theta, *part)
                yield
            seen = slice(t + 1)
            yield MemorizingFrame(t, training.epochs, losses[..., seen], right[..., seen])


@EXPERIMENTS.add("memorizing")
@dataclass(frozen=True, repr=False)
class Memorizing(Watched):
    """A network with one hidden layer learns a few digits by heart; Adam."""

    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(500, 50, 1000, least=1, most=1000, label="training examples", help="few")
    label_noise: float = knob(0.0, 0, 1, least=0, most=1, help="share of labels drawn at random")
    width: int = knob(100, 4, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(60, 5, 100, least=1, help="passes over the training examples")
    lr: float = knob(0.002, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    batch: int = knob(50, 8, 256, least=1, label="batch size", help="examples per update")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the random labels")

    front: ClassVar[tuple] = ("label_noise", "examples", "width")

    def training(self):
        """The `Training` with these knobs."""
        names = "data examples label_noise width epochs lr batch runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        return Training(depth=1, optimizer="adam", **knobs)
