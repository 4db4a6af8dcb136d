"""The weights of hidden units as images, with and without a penalty, and how rough they are."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import LOST, amount
from ..training import Training
from ..variants import Variants

NAMES = ("no penalty", "L2", "L1")
PICTURED, JUDGED = 3, 1000  # units of each kind, test examples


@dataclass(frozen=True)
class WeightImagesFrame(Frame):
    """K networks of each kind after t of `total` updates.

    steps (n,); rough (3, K, n): roughness of the first weights; test (3, K, n): share of test
    examples right; images (3, PICTURED, n_in): first units of the first network of each kind.
    """

    total: int
    steps: np.ndarray
    rough: np.ndarray
    test: np.ndarray
    images: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "penalty"
    measures: ClassVar[dict] = {"roughness": Measure(".2f"), "test right": Measure(".1%")}

    @property
    def scores(self):
        """Medians over the networks of a kind."""
        return self.by_name(*(np.median(part[..., -1], -1) for part in (self.rough, self.test)))

    @property
    def headline(self):
        """How rough the images are."""
        if not self.t:
            return "The first weights: static, and the same for all three."
        rough = self.scores["roughness"]
        if not np.isfinite(list(rough.values())).all():
            return LOST
        said = ", ".join(f"{amount(value)} ({name})" for name, value in rough.items())
        return f"Roughness: {said}; static has 1."

    @property
    def summary(self):
        """Roughness, and what is right."""
        rows = zip(self.names, *(s.values() for s in self.scores.values()), strict=True)
        said = [f"{name} roughness {rough:.2f}, {right:.1%}" for name, rough, right in rows]
        return f"Update {self.t} of {self.total}, test right: {'; '.join(said)}."

    @property
    def table(self):
        """Headings and one row for each kind."""
        rows = zip(self.names, *(s.values() for s in self.scores.values()), strict=True)
        said = [(name, f"{rough:.3f}", f"{right:.1%}") for name, rough, right in rows]
        return ("penalty", "roughness", "test right"), said


@EXPERIMENTS.add("weight-images")
@dataclass(frozen=True, repr=False)
class WeightImages(Experiment):
    """Three kinds of training by gradient descent from the same first weights.

    The L1 kind has soft thresholds. shuffled: the pixels of all images are put into one random
    order, which a dense network cannot notice.
    """

    l2: float = knob(0.03, 0, 0.1, least=0, label="L2", help="strength of its kind")
    l1: float = knob(0.001, 0, 0.01, least=0, label="L1", help="strength of its kind")
    std: float = knob(0.0, 0, 0.1, least=0, label="std of first weights", help="0: He's")
    shuffled: bool = knob(False, label="shuffled pixels", help="one order for all images")
    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(2000, 200, 8000, least=1, label="training examples", help="how many")
    width: int = knob(100, 10, 200, least=PICTURED, most=1024, label="hidden units", help="width")
    lr: float = knob(0.1, 0.01, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(15, 1, 30, least=1, help="passes over the training examples")
    runs: int = knob(1, 1, 5, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("l2", "l1", "std", "shuffled")

    def work(self):
        """About 40 frames; None after each update."""
        kinds = {}, {"l2": self.l2}, {"shrink": self.l1}
        names = "data examples width lr epochs std runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        usual = Training(depth=1, optimizer="gradient-descent", **knobs)
        data = self.ordered(usual.examples_of())
        nets = Variants(usual, dict(zip(NAMES, kinds, strict=True)), data).stack
        looks = every(nets.total // 40, nets.total)
        curves = Curves(len(NAMES) * self.runs, len(looks), ("rough", "test"))
        for step in nets.steps():
            if step.t not in looks:
                yield
                continue
            images = nets.net.weights(step.theta)[0].swapaxes(-1, -2)
            right = accuracy(nets.net, step.theta, data.x_test[:JUDGED], data.y_test[:JUDGED])
            curves.add(step.t, rough=roughness(images), test=right)
            both = (nets.apart(curves[name]) for name in ("rough", "test"))
            shown = nets.apart(images)[:, 0, :PICTURED].copy()
            yield WeightImagesFrame(step.t, nets.total, curves.steps, *both, shown)

    def ordered(self, data):
        """The data, its pixels in the order that is wanted."""
        if not self.shuffled:
            return data
        order = generator(self.seed, stream=43).permutation(data.x.shape[1])
        return replace(data, x=data.x.take(order, 1), x_test=data.x_test.take(order, 1))


def roughness(images):
    """images (..., n, pixels), n squares -> (...): 0 for an even grey, 1 for unrelated neighbours.

    Root mean square of the difference of neighbours, right and below, over sqrt(2) times that of
    the pixels themselves.
    """
    side = round(images.shape[-1] ** 0.5)
    squares, all_ = images.reshape(*images.shape[:-1], side, side), (-3, -2, -1)
    steps = [np.square(np.diff(squares, axis=axis)).mean(all_, float) for axis in (-2, -1)]
    size = np.square(squares).mean(all_, float)
    return np.sqrt(sum(steps) / np.maximum(4 * size, 1e-30))
