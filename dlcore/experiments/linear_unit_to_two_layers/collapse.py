"""A stack of linear layers is trained, and then multiplied into one."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, LOST, percent
from ..stack import Stack
from ..training import Training

SHOWN = 10  # units
NAMES = ("stack", "one layer")


@dataclass(frozen=True)
class CollapseFrame(Frame):
    """A stack and a single linear layer after t of `total`: updates, then multiplications.

    sizes: (n_in, n_out) of each matrix that is left; images (10, side, side): what the first ten
    units of the first of them have for weights; steps (n,), right (2, n): share of the test
    digits that the stack and the single layer read; tests: how many test digits there are;
    changed: how many are answered otherwise than by the stack as it was trained; gap: the largest
    change of an output; multiplied: how many products were taken.
    """

    total: int
    sizes: tuple
    images: np.ndarray
    steps: np.ndarray
    right: np.ndarray
    tests: int
    changed: int
    gap: float
    multiplied: int

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {"test right": Measure(".1%")}

    @property
    def scores(self):
        """After the last update."""
        return self.by_name(self.right[:, -1])

    @property
    def product(self):
        """The sizes in words: 784 × 50 · 50 × 10."""
        return " · ".join(f"{n_in}×{n_out}" for n_in, n_out in self.sizes)

    @property
    def headline(self):
        """What is right, or how much the product has changed."""
        if not self.t:
            return GUESSING
        if not np.isfinite(self.gap):
            return LOST
        if self.multiplied:
            left = len(self.sizes)
            said = "one is left" if left == 1 else f"{left} are left"
            answers = f"{self.changed or 'none'} of {self.tests:,} answers changed"
            return f"Two matrices multiplied, {said}: {answers}."
        stack, one = (percent(share) for share in self.right[:, -1])
        return f"Test digits right: the stack {stack}, one layer {one}."

    @property
    def summary(self):
        """Both shares, the matrices, and the change."""
        stack, one = self.right[:, -1]
        return (
            f"{self.t} of {self.total}: the stack {self.product} has {stack:.1%} of the test "
            f"digits right, one layer {one:.1%}; after {self.multiplied} multiplications "
            f"{self.changed} of {self.tests} answers have changed, no output by more than "
            f"{self.gap:.1g}."
        )


@EXPERIMENTS.add("collapse")
@dataclass(frozen=True, repr=False)
class Collapse(Experiment):
    """`depth` linear hidden layers; beside them one linear layer with the same start and rule."""

    depth: int = knob(2, 1, 4, least=1, most=20, label="hidden layers", help="all linear")
    width: int = knob(50, 1, 100, log=True, least=1, most=1024, label="units a layer", help="width")
    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    loss: str = knob("cross-entropy", choices=("mse", "cross-entropy"), help="what is made small")
    lr: float = knob(0.1, 1e-3, 0.5, log=True, label="learning rate", help="gradient descent")
    examples: int = knob(
        1400, 100, 8000, least=1, most=8000, label="training digits", help="how many"
    )
    epochs: int = knob(10, 1, 40, least=1, help="passes over the training digits")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of digits")

    front: ClassVar[tuple] = ("depth", "width", "examples")

    def training(self, depth):
        """With so many hidden layers."""
        names = "data loss lr epochs seed width".split()
        knobs = {name: getattr(self, name) for name in names}
        knobs |= dict(activation="linear", init="xavier-normal", optimizer="gradient-descent")
        return Training(depth=depth, examples=self.examples, batch=50, **knobs)

    def work(self):
        """About 40 frames of training, and one for each product; None after each update."""
        data = self.training(0).examples_of()
        stacks = [Stack([self.training(depth)], data) for depth in (self.depth, 0)]
        steps, total = [stack.steps() for stack in stacks], stacks[0].total
        looks, seen, x, y = every(total // 40, total), [], data.x_test, data.y_test.argmax(-1)
        for t in range(total + 1):
            thetas = [next(one).theta[0] for one in steps]
            yield None
            if t not in looks:
                continue
            pairs = zip(stacks, thetas, strict=True)
            outputs = [stack.net.predict(theta, x) for stack, theta in pairs]
            seen.append([t, *((out.argmax(-1) == y).mean() for out in outputs)])
            at, *right = np.array(seen).T
            layers = matrices(stacks[0].net, thetas[0])
            yield frame(t, total + self.depth, layers, at, np.array(right), outputs[0], outputs[0])
        for n in range(1, self.depth + 1):
            layers = [product(*layers[:2]), *layers[2:]]
            new = forward(layers, x)
            about = layers, at, np.array(right), outputs[0], new
            yield frame(total + n, total + self.depth, *about, multiplied=n)


def matrices(net, theta):
    """[(W (n_in, n_out), b (n_out,)), ...] of the dense layers."""
    return [(p["W"], p["b"]) for p in net.views(theta) if "W" in p]


def product(first, second):
    """Two linear layers as one: (x W1 + b1) W2 + b2 = x W1 W2 + (b1 W2 + b2)."""
    (W1, b1), (W2, b2) = first, second
    return W1 @ W2, b1 @ W2 + b2


def forward(layers, x):
    """x (B, n_in) through linear layers."""
    for W, b in layers:
        x = x @ W + b
    return x


def frame(t, total, layers, steps, right, before, after, multiplied=0):
    """The layers that are left, and how much the outputs (B, C) have changed."""
    W = layers[0][0]
    side = int(len(W) ** 0.5)
    images = np.zeros((SHOWN, side, side), W.dtype)
    columns = np.nan_to_num(W.T[:SHOWN]).reshape(-1, side, side)
    images[: len(columns)] = columns
    changed = int((before.argmax(-1) != after.argmax(-1)).sum())
    gap = float(np.abs(before - after).max())
    sizes = tuple(W.shape for W, _ in layers)
    about = sizes, images, steps, right, len(before), changed, gap, multiplied
    return CollapseFrame(t, total, *about)
