"""All knobs of the course on one task: learned from some images, judged on others kept back."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...data import Data, with_label_noise
from ...diagnosis import divergence
from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import accuracy
from ..base import Frame, Measure
from ..curves import Curves
from ..phrases import percent
from ..stack import Stack
from ..training import Training

KEPT_BACK = 200  # images to validate with
SEALED = 5  # one in so many is for the test
SHOWN = 12  # images that are read wrongly
POINTS = 40  # of the curves


@dataclass(frozen=True)
class CapstoneFrame(Frame):
    """A network after t of `total` updates.

    steps (n,); losses, train, right (n,): training loss since the point before, share right of
    training and validation images. images (m, side, side): some of the validation images that are
    read wrongly, surest first; said, are (m,): digits; chances (m,) of those said.
    """

    total: int
    steps: np.ndarray
    losses: np.ndarray
    train: np.ndarray
    right: np.ndarray
    images: np.ndarray
    said: np.ndarray
    are: np.ndarray
    chances: np.ndarray

    measures: ClassVar[dict] = {
        "validation right": Measure(".1%"),
        "training right": Measure(".1%"),
        "training loss": Measure(log=True),
    }

    @property
    def scores(self):
        """At the curves' last points."""
        last = self.right[-1], self.train[-1], self.losses[-1]
        return {n: {"": float(v)} for n, v in zip(self.measures, last, strict=True)}

    @property
    def findings(self):
        """Whether it was lost."""
        return divergence(self.losses, "The training")

    @property
    def headline(self):
        """Training first, then validation."""
        train, right = percent(self.train[-1]), percent(self.right[-1])
        return f"Training {train} right, validation {right}."

    @property
    def summary(self):
        """The same, and the surest mistake."""
        said = f"training {self.train[-1]:.1%} right, validation {self.right[-1]:.1%}"
        if len(self.said):
            worst = f"{self.are[0]} is taken for {self.said[0]} ({percent(self.chances[0])} sure)"
            said += f"; surest mistake: a {worst}"
        return f"Update {self.t} of {self.total}: {said}."


@EXPERIMENTS.add("capstone")
@dataclass(frozen=True, repr=False)
class Capstone(Training):
    """A `Training` that never sees its test images: a fifth of all, drawn by the seed.

    Of the others 200 are kept back to validate with, and `examples` are learned. `test_right`
    opens the test.
    """

    data: str = knob("mnist10k", choices=("mnist10k", "digits"), help="what is learned")
    examples: int = knob(1500, 100, 5000, least=1, label="training images", help="how many")
    depth: int = knob(1, 0, 8, least=0, most=100, label="hidden layers", help="depth")
    optimizer: str = knob("adam", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.003, 1e-4, 3, log=True, label="learning rate", help="size of the steps")

    live: ClassVar[tuple] = ()
    front: ClassVar[tuple] = ("width", "lr", "dropout")

    def parts(self):
        """Numbers of the images to learn, to validate with and for the test."""
        whole = DATASETS[self.data]()
        n = len(whole.x) + len(whole.x_test)
        order, cut = generator(self.seed, stream=61).permutation(n), n // SEALED
        test, back, rest = np.split(order, [cut, cut + KEPT_BACK])
        return rest[: self.examples], back, test

    def examples_of(self):
        """The `Data` to learn, with the validation images in place of the test."""
        whole, (learned, back, _) = DATASETS[self.data](), self.parts()
        data = Data(*picked(whole, learned), *picked(whole, back))
        self.check_loss(data)
        return with_label_noise(data, self.label_noise, self.seed) if self.label_noise else data

    def test_right(self):
        """Train once more, and open the test: share right of its images, mean over the networks."""
        net, theta, _ = self.trained()
        test = picked(DATASETS[self.data](), self.parts()[-1])
        return float(accuracy(net, theta, *test).mean())

    def work(self):
        """A frame before training and then about 40; None after each update."""
        stack = Stack([self])
        stride = max(1, stack.total // POINTS)
        curves, waiting = Curves(1, stack.total // stride + 1, ("losses", "train", "right")), []
        for step in stack.steps():
            waiting.append(step.value)
            yield
            if step.t % stride and step.t < stack.total:
                continue
            data, theta = stack.data, step.theta
            train = accuracy(stack.net, theta, data.x[:1000], data.y[:1000]).mean()
            yield
            chances, labels = chances_of(stack.net, theta, data.x_test), data.y_test.argmax(-1)
            right, loss = (chances.argmax(-1) == labels).mean(), np.mean(waiting)
            curves.add(step.t, losses=loss, train=train, right=right)
            taken, waiting = (curves[name][0] for name in ("losses", "train", "right")), []
            shown = mistakes(chances, data.x_test, labels)
            yield CapstoneFrame(step.t, stack.total, curves.steps, *taken, *shown)


def picked(whole, numbers):
    """x and y of the images with these numbers, where those of the test part are the last."""
    n, pair = len(whole.x), ((whole.x, whole.x_test), (whole.y, whole.y_test))
    early, found = numbers < n, []
    for first, last in pair:
        rows = np.empty((len(numbers), first.shape[1]), first.dtype)
        rows[early], rows[~early] = first[numbers[early]], last[numbers[~early] - n]
        found.append(rows)
    return found


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged
def chances_of(net, theta, x):
    """theta (K, P), x (B, n_in) -> chances of the classes, mean over the networks, (B, C)."""
    return softmax(net.predict(theta, x)).mean(0)


def mistakes(chances, x, labels):
    """chances (B, C), x (B, n_in), labels (B,) -> images, said, are, chances of the surest."""
    said, top = chances.argmax(-1), chances.max(-1)
    wrong = np.flatnonzero(said != labels)
    wrong = wrong[np.argsort(-top[wrong], kind="stable")][:SHOWN]
    side = int(x.shape[1] ** 0.5)
    return x[wrong].reshape(-1, side, side), said[wrong], labels[wrong], top[wrong]
