"""Digits told apart by features that somebody thought of, and by features that are learned."""

from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

import numpy as np

from ...data import Data, one_hot, standardize
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent
from ..stack import Stack
from ..training import Training

FEATURES = {  # numbers of those in use
    "all three": (0, 1, 2),
    "roundness": (0,),
    "ink": (1,),
    "white centre": (2,),
    "roundness and ink": (0, 1),
}
CLASSES = {"0 and 1": (0, 1), "0 to 4": (0, 1, 2, 3, 4), "all ten": tuple(range(10))}
LOSSES = {"logistic regression": "cross-entropy", "support vectors": "hinge"}
LEARNERS = ("features, linear", "pixels, linear", "pixels, a network")
SHOWN = 150  # digits in the picture


@dataclass(frozen=True)
class HandFeaturesFrame(Frame):
    """Three learners with K seeds each, after t of `total` updates of the first.

    values (SHOWN, 3): the features of some test digits, labels (SHOWN,); right (3, K): shares of
    the test digits; chosen: how many features are in use.
    """

    total: int
    values: np.ndarray
    labels: np.ndarray
    right: np.ndarray
    classes: int
    chosen: int

    names: ClassVar[tuple] = LEARNERS
    who: ClassVar[str] = "learner"
    measures: ClassVar[dict] = {"test digits right": Measure(".1%")}

    @property
    def scores(self):
        """Means over the seeds."""
        return {"test digits right": dict(zip(LEARNERS, self.right.mean(-1).tolist(), strict=True))}

    @property
    def headline(self):
        """By hand, and by a network."""
        if not self.t:
            return GUESSING
        hand, _, net = (percent(share) for share in self.right.mean(-1))
        many = f"{self.chosen} feature{'s' * (self.chosen > 1)}"
        return f"{self.classes} classes: {hand} right by {many}, {net} by a network."

    @property
    def summary(self):
        """All three."""
        pairs = self.scores["test digits right"].items()
        said = "; ".join(f"{name} {share:.1%}" for name, share in pairs)
        return (
            f"Update {self.t} of {self.total}, {self.classes} classes, test digits right: {said}."
        )


def features(images):
    """Images (N, 28, 28) -> (N, 3): how round the ink lies, how much it is, is the middle white."""
    ink = images.mean((1, 2))
    place = np.arange(28.0)
    mass = np.maximum(images.sum((1, 2)), 1e-9)
    rows, columns = images.sum(2), images.sum(1)
    down, across = (rows @ place) / mass, (columns @ place) / mass
    y, x = place - down[:, None], place - across[:, None]
    tall, wide = (rows * y**2).sum(1) / mass, (columns * x**2).sum(1) / mass
    both = np.einsum("nij,ni,nj->n", images, y, x) / mass
    middle, half = (tall + wide) / 2, np.sqrt((tall - wide) ** 2 / 4 + both**2)
    roundness = np.sqrt(np.maximum(middle - half, 0) / np.maximum(middle + half, 1e-9))
    white = images[:, 12:16, 12:16].mean((1, 2)) < 0.25
    return np.stack([roundness, ink, white], -1).astype("f")


@cache
def all_features():
    """Of all images of MNIST-10k: to train on (8000, 3), to test on (2000, 3)."""
    data = DATASETS["mnist10k"]()
    parts = tuple(features(x.reshape(-1, 28, 28)) for x in (data.x, data.x_test))
    for part in parts:
        part.flags.writeable = False
    return parts


@EXPERIMENTS.add("hand-features")
@dataclass(frozen=True, repr=False)
class HandFeatures(Experiment):
    """The same classifier on three features and on all pixels, and a network on pixels; Adam."""

    use: str = knob("all three", choices=FEATURES, label="features", help="in use")
    classes: str = knob("0 and 1", choices=CLASSES, label="digits", help="to be told apart")
    classifier: str = knob("logistic regression", choices=LOSSES, help="which linear one")
    l2: float = knob(
        0.0001, 1e-5, 1, log=True, least=0, label="L2 (1/C)", help="penalty, both linear ones"
    )
    examples: int = knob(
        200, 20, 1000, least=10, most=1000, label="digits a class", help="to train on"
    )
    epochs: int = knob(20, 2, 60, least=1, help="passes over them")
    width: int = knob(30, 4, 100, least=1, most=512, label="hidden units", help="of the network")
    runs: int = knob(3, 1, 10, least=1, most=20, label="seeds", help="how many of each")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of the digits")

    front: ClassVar[tuple] = ("classes", "use", "classifier")

    def sets(self):
        """Data of features and of pixels, and the first test digits' features and labels."""
        data, places = DATASETS["mnist10k"](), CLASSES[self.classes]
        labels, tests = data.y.argmax(-1), data.y_test.argmax(-1)
        rows = np.sort(
            np.concatenate([np.flatnonzero(labels == k)[: self.examples] for k in places])
        )
        test = np.flatnonzero(np.isin(tests, places))
        y, y_test = (one_hot(part, 10)[:, list(places)] for part in (labels[rows], tests[test]))
        own, other = all_features()
        some = list(FEATURES[self.use])
        hand = standardize(Data(own[rows][:, some], y, other[test][:, some], y_test))
        pixels = Data(data.x[rows], y, data.x_test[test], y_test)
        return hand, pixels, other[test[:SHOWN]], tests[test[:SHOWN]]

    def work(self):
        """About 20 frames; None after each update of each."""
        hand, pixels, values, labels = self.sets()
        about = dict(optimizer="adam", batch=50, epochs=self.epochs, runs=self.runs, seed=self.seed)
        flat = Training(depth=0, loss=LOSSES[self.classifier], l2=self.l2, lr=0.03, **about)
        pairs = [(flat, hand), (replace(flat, lr=0.003), pixels)]
        pairs += [(Training(depth=1, width=self.width, lr=0.003, **about), pixels)]
        stacks = [Stack([training], data) for training, data in pairs]
        total = stacks[0].total
        looks = set(every(total // 20, total))
        for steps in zip(*(stack.steps() for stack in stacks), strict=True):
            yield None
            if steps[0].t in looks:
                now = {}
                for name, stack, step in zip(LEARNERS, stacks, steps, strict=True):
                    now[name] = stack.score(
                        stack.net, step.theta, stack.data.x_test, stack.data.y_test
                    )
                    yield None
                share = np.array(list(now.values()))
                shown = (
                    total,
                    values,
                    labels,
                    share,
                    len(CLASSES[self.classes]),
                    len(FEATURES[self.use]),
                )
                yield HandFeaturesFrame(steps[0].t, *shown)
