"""Instruments of the clinic: what each costs, and what it reads of a sick training."""

from dataclasses import dataclass, replace

import numpy as np

from ...data import Data
from ...layers import Activation
from ...statistics import gradient_sizes, matrices
from ...training import accuracy
from ..phrases import amount, percent
from ._sick import SickStack, watched

FREE = "training loss: free"
TEN = 10  # examples to be learned by heart, and batches that are looked at
HEART = 200  # updates
SAME = 1e-6  # a standard deviation that is only rounding


@dataclass(frozen=True)
class Reading:
    """What is drawn: bars (words below them), or lines (numbers of x); and in words.

    series {name: (n,)}, all between low and high; log: in powers of ten, which low and high are.
    """

    title: str
    x_title: str
    x: tuple
    series: dict
    low: float
    high: float
    sentence: str
    bars: bool = True
    log: bool = False
    share: bool = False


def reading(instrument, sick, path):
    """What the instrument says after the steps of a path; yields None while it computes."""
    _, measure = INSTRUMENTS[instrument]
    found = None
    for found in measure(sick, path) if measure else ():
        if found is None:
            yield
    return found


def shares(sick, path):
    """Training and test digits right, over the epochs."""
    stack = SickStack(sick)
    chosen = path[:: max(1, len(path) // TEN)]
    rows = {}
    for part, about in (
        ("training", (stack.data.x, stack.data.y)),
        ("test", (stack.data.x_test, stack.data.y_test)),
    ):
        rows[part] = np.array([accuracy(stack.net, s.theta, *about)[0] for s in chosen])
        yield
    own, other = (percent(row[-1]) for row in rows.values())
    said = f"In the end {own} of the training digits and {other} of the test digits are right."
    epochs = tuple(s.t / stack.total * sick.epochs for s in chosen)
    yield Reading("digits right", "epoch", epochs, rows, 0, 1.01, said, bars=False, share=True)


def classes(sick, path):
    """How many different classes the first batches have."""
    stack = SickStack(sick)
    counts = []
    for _ in range(TEN):
        _, y, _ = stack.f.draw()
        counts.append(len(np.unique(y.argmax(-1))))
    found = " to ".join(map(str, sorted({min(counts), max(counts)})))
    said = f"Different classes in each of the first {TEN} batches: {found}."
    names = tuple(range(1, TEN + 1))
    about = {"different classes": np.array(counts, float)}
    yield Reading("different classes in a batch", "batch", names, about, 0, 10, said)


def rate(sick, path):
    """The learning rate over the epochs."""
    total = SickStack(sick).total
    steps = np.unique(np.linspace(0, total, 40).astype(int))
    schedule = sick.rates(total)
    rates = np.array([schedule(int(t)) for t in steps], float)
    said = f"The learning rate is {amount(rates[0])} at first and {amount(rates[-1])} in the end."
    epochs = tuple(steps / total * sick.epochs)
    rows = {"learning rate": np.maximum(rates, 1e-12)}
    yield Reading("learning rate", "epoch", epochs, rows, -12, 0, said, bars=False, log=True)


def first_weights(sick, path):
    """Root mean square of the first weights of each layer."""
    stack = SickStack(sick)
    sizes = np.array([np.sqrt((W[0] ** 2).mean()) for W in matrices(stack.net, stack.start)])
    said = f"Typical first weights, layer by layer: {', '.join(map(amount, sizes))}."
    yield Reading("typical first weight", "layer", layers(sizes), {"size": sizes}, 0, 1, said)


def silent(sick, path):
    """Share of units of each hidden layer that say the same on every example, after an epoch."""
    stack = SickStack(sick)
    outputs, _ = stack.net.forward(path[len(path) // sick.epochs].theta, stack.data.x)
    pairs = zip(stack.net.layers, outputs, strict=True)
    said_by = [h[0] for layer, h in pairs if isinstance(layer, Activation)]
    same = np.array([(h.std(0) < SAME).mean() for h in said_by])
    said = "Units that say the same on every example, layer by layer: "
    said += f"{', '.join(map(percent, same))}."
    about = dict(share=True)
    names = "units that say the same on all", "hidden layer", layers(same)
    yield Reading(*names, {"share": same}, 0, 1.01, said, **about)


def gradients(sick, path):
    """Size of the gradient of each layer at the start."""
    sizes = gradient_sizes(SickStack(sick).net, path[0].grad)[:, 0]
    said = f"Gradients at the start, layer by layer: {', '.join(map(amount, sizes))}."
    rows = {"gradient": np.maximum(sizes, 1e-8)}
    about = dict(bars=False, log=True)
    yield Reading("gradient at the start", "layer", layers(sizes), rows, -8, 1, said, **about)


def outputs(sick, path):
    """The ten numbers that the loss is given for one training example."""
    stack = SickStack(sick)
    given = stack.net.predict(path[-1].theta, stack.data.x[:1])[0, 0]
    ends = f"from {amount(given.min())} to {amount(given.max())}"
    said = f"For one example the loss is given numbers {ends}."
    most = max(1.0, float(np.abs(given).max()))
    low = -most if given.min() < 0 else 0.0
    yield Reading(
        "what the loss is given", "class", tuple(range(10)), {"number": given}, low, most, said
    )


def by_heart(sick, path):
    """The loss on ten examples, when only they are learned."""
    whole = SickStack(sick).data
    ten = Data(whole.x[:TEN], whole.y[:TEN], whole.x_test, whole.y_test)
    stack, losses = SickStack(replace(sick, examples=TEN, epochs=HEART), ten), []
    for moment in watched(stack, HEART / 40):
        if moment is None:
            yield
        else:
            losses.append(float(moment[1].mean()))
    said = f"On ten examples alone the loss goes from {losses[0]:.2f} to {amount(losses[-1])}."
    updates = tuple(np.linspace(0, HEART, len(losses)))
    rows = {"loss": np.array(losses).clip(0, 5)}
    yield Reading("loss on ten examples alone", "update", updates, rows, 0, 3, said, bars=False)


def layers(sizes):
    """Numbers of layers."""
    return tuple(range(1, len(sizes) + 1))


READERS = {  # points, and what reads
    "training and test": (1, shares),
    "classes in a batch": (1, classes),
    "learning rate": (1, rate),
    "first weights": (1, first_weights),
    "silent units": (2, silent),
    "gradients": (2, gradients),
    "outputs": (2, outputs),
    "ten examples": (3, by_heart),
}
INSTRUMENTS = {FREE: (0, None)} | {  # as they are offered
    f"{name}: {points} point{'s' * (points > 1)}": (points, measure)
    for name, (points, measure) in READERS.items()
}
