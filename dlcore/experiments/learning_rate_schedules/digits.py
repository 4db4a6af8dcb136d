"""What experiments of this lecture share: the training on digits, and the rates it had."""

import numpy as np

from ...diagnosis import Finding
from ..phrases import amount
from ..training import Training

GONE = 1e-3  # of the first rate: what a thousand such steps do, one did before
LARGE = (
    0.1  # the best constant rate is 0.1 to 0.4, and whoever ends below 0.1 has little noise left
)

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


def rates_found(rates, who):
    """Findings on the rates (n,) of a training up to now."""
    first, now, numbers = rates[0], rates[-1], dict(first=float(rates[0]), now=float(rates[-1]))
    if 0 < now < GONE * first:
        said = f"The rate of {who} is {amount(now)}: it hardly moves any more."
        return [Finding("rate-gone", said, numbers)]
    if now >= LARGE:
        said = f"The rate of {who} is still {amount(now)}: its weights tremble with every batch."
        return [Finding("noise", said, numbers)]
    return []
