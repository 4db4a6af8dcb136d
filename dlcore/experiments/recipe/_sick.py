"""Trainings with faults that no knob of `Training` can make, and how they are watched."""

from dataclasses import dataclass

import numpy as np

from ...knobs import knob
from ...layers import Softmax
from ...training import Batches, updates_of
from ..stack import Stack
from ..training import Training

ORDERS = ("new each epoch", "sorted by class")


@dataclass(frozen=True, repr=False)
class Sick(Training):
    """A `Training` whose examples may come in a bad order, and whose softmax may come twice."""

    order: str = knob("new each epoch", choices=ORDERS, help="of the training examples")
    softmaxes: int = knob(1, 1, 2, least=1, most=2, help="the loss has one built in")

    @property
    def behind(self):
        """The layers behind the last dense one."""
        return (*super().behind, *(Softmax(),) * (self.softmaxes - 1))


class Sorted(Batches):
    """Endless rows of indices (B,), class after class, always in the same order."""

    def __init__(self, labels, size):
        super().__init__(len(labels), size, None)
        self.order = np.argsort(labels, kind="stable")

    def __next__(self):
        self.at = 0 if self.at >= self.n else self.at
        self.at += self.size
        return self.order[self.at - self.size : self.at]


class SickStack(Stack):
    """A `Stack` of one `Sick` training; spoil: what a bug makes of each gradient (K, P)."""

    def __init__(self, training, data=None, spoil=None):
        self.spoil = spoil
        super().__init__([training], data)
        if getattr(training, "order", ORDERS[0]) != ORDERS[0]:
            self.f.rows = Sorted(self.data.y.argmax(-1), training.batch)

    @property
    def clip(self):
        """What happens to gradients, or None."""
        return self.spoil or super().clip


def watched(stack, epochs=1.0):
    """(step, mean loss of the updates since the look before, theta (K, P)), about once an epoch.

    None after each update. epochs: how many there are between two looks.
    """
    usual = stack.trainings[0]
    each = max(1, round(epochs * updates_of(len(stack.data.x), usual.batch, 1)))
    waiting = []
    for step in stack.steps():
        waiting.append(step.value)
        yield None
        if step.t % each == 0 or step.t == stack.total:
            yield step, np.mean(waiting, 0)
            waiting = []
