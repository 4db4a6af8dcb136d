"""A linear classifier in training: the weights of each class as an image."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS, LOSSES
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..data_knobs import MOST
from ..pace import every
from ..phrases import GUESSING, LOST, percent
from ..stack import Stack
from ..training import Training

KNOBS = "data loss lr batch epochs seed".split()


@dataclass(frozen=True)
class TemplatesFrame(Frame):
    """A linear unit for each of C classes after t of `total` updates.

    images (C, side, side): the weights of each class; steps (n,): updates at which was looked;
    batches, losses (n,): the loss of the mini-batch of that update, and of all training examples;
    right (n,): share of the test examples.
    """

    total: int
    loss: str
    images: np.ndarray
    steps: np.ndarray
    batches: np.ndarray
    losses: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {"test right": Measure(".1%"), "loss": Measure(log=True)}

    @property
    def scores(self):
        """After the last update."""
        numbers = self.right[-1], self.losses[-1]
        return {name: {"": float(n)} for name, n in zip(self.measures, numbers, strict=True)}

    @property
    def headline(self):
        """What is right."""
        if not self.t:
            return GUESSING
        if not np.isfinite(self.losses[-1]):
            return LOST
        return f"Ten linear units read {percent(self.right[-1])} of the test digits."

    @property
    def summary(self):
        """What is right, and both losses."""
        return (
            f"Update {self.t} of {self.total}: {self.right[-1]:.1%} of the test digits are right; "
            f"loss {self.losses[-1]:.3g} on all training digits, {self.batches[-1]:.3g} on the "
            "last mini-batch."
        )


@EXPERIMENTS.add("templates")
@dataclass(frozen=True, repr=False)
class Templates(Experiment):
    """One linear unit for each class, from weights 0, by gradient descent on mini-batches."""

    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    loss: str = knob("mse", choices=("mse", "cross-entropy"), help="what is made small")
    lr: float = knob(0.02, 1e-3, 0.5, log=True, label="learning rate", help="size of the steps")
    batch: int = knob(100, 5, 1000, log=True, least=1, label="batch size", help="digits a step")
    epochs: int = knob(5, 1, 20, least=1, help="passes over the training digits")
    seed: int = knob(0, 0, 99, least=0, help="order of the digits")

    front: ClassVar[tuple] = ("loss", "lr", "batch", "data")

    def work(self):
        """About 100 frames; None after each update and each measurement."""
        knobs = {name: getattr(self, name) for name in KNOBS}
        usual = dict(depth=0, init="zeros", optimizer="gradient-descent", examples=MOST)
        stack, seen = Stack([Training(**usual, **knobs)]), []
        data, looks = stack.data, every(stack.total // 100, stack.total)
        for step in stack.steps():
            yield None
            if step.t not in looks:
                continue
            with np.errstate(over="ignore", invalid="ignore"):
                outputs = stack.net.predict(step.theta, data.x)
                loss = LOSSES[self.loss](outputs, data.y)[0][0]
            yield None
            right = accuracy(stack.net, step.theta, data.x_test, data.y_test)[0]
            seen.append([step.t, step.value[0], loss, right])
            W = stack.net.weights(step.theta)[0][0]
            side = int(len(W) ** 0.5)
            curves = np.array(seen).T
            images = np.nan_to_num(W.T.reshape(-1, side, side))
            yield TemplatesFrame(step.t, stack.total, self.loss, images, *curves)
