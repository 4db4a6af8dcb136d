"""What experiments of this lecture share: the training on digits, and the rates it had."""

import numpy as np

from ..training import Training

USUAL = dict(examples=1000, width=32, batch=16)  # 63 updates an epoch
USUAL |= dict(optimizer="gradient-descent")


def usual(**knobs):
    """A small network that learns digits by gradient descent in batches of 16."""
    return Training(**dict(depth=1) | USUAL | knobs)


def fitted(name, epochs):
    """Knobs of a schedule with a pace that suits a training of so many epochs.

    The step comes after two thirds; the exponential falls to a hundredth; a plateau is looked for
    twelve times.
    """
    paces = {
        "piecewise": dict(span=2 * epochs / 3, factor=0.1),
        "exponential": dict(span=epochs, factor=0.01),
        "power": dict(span=epochs / 10),
        "inverse": dict(span=epochs / 10),
        "inverse-sqrt": dict(span=epochs / 100),
        "performance": dict(span=epochs / 12, factor=0.3, patience=1),
    }
    return dict(schedule=name) | paces.get(name, {})


class Followed:
    """The learning rates of the trainings of a stack, as their schedules give them."""

    def __init__(self, stack):
        self.stack = stack
        self.schedules = [training.rates(stack.total) for training in stack.trainings]
        self.memory = [schedule.init() for schedule in self.schedules]

    def rates(self, step):
        """The `Step`s one after the other -> the rate of each training, first seed, (V,)."""
        values, rates = self.stack.apart(step.value), []
        for v, (schedule, losses) in enumerate(zip(self.schedules, values, strict=True)):
            self.memory[v], rate = schedule.update(self.memory[v], step.t, losses)
            rates.append(np.ravel(rate)[0])
        return np.array(rates, float)
