"""The image that a trained network takes for a class, found with and without a penalty on ink."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...inputs import InputObjective
from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import percent
from ..stack import Stack
from ..training import Training

NAMES = ("no penalty", "L2", "L1")
INK = 0.1  # a pixel brighter than this counts as ink
PARTS = ("ink", "likeness", "sure")


@dataclass(frozen=True)
class ClassImagesFrame(Frame):
    """First K networks train; then the images climb.

    images (3, K, n): of each kind for each network; mean (n,): the mean training image of the
    class. steps (m,): of the climb; ink (3, K, m): share of pixels brighter than 0.1; likeness
    (3, K, m): correlation with the mean image; sure (3, K, m): probability of the class, says the
    network. real_ink: ink of real images of the class, mean.
    """

    doing: str
    target: int
    last: int
    images: np.ndarray
    mean: np.ndarray
    steps: np.ndarray
    ink: np.ndarray
    likeness: np.ndarray
    sure: np.ndarray
    real_ink: float

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "penalty on the image"
    measures: ClassVar[dict] = {
        "ink": Measure(".0%", never="not known yet"),
        "likeness": Measure(".2f", never="not known yet"),
        "probability": Measure(".3f", never="not known yet"),
    }

    @property
    def scores(self):
        """Means over the networks, at the last step."""
        parts = self.ink, self.likeness, self.sure
        now = (p[..., -1].mean(-1) if p.shape[-1] else np.full(3, np.nan) for p in parts)
        return self.by_name(*now)

    @property
    def headline(self):
        """How much ink the images have, against real ones."""
        if not len(self.steps):
            return "The networks train; no image is drawn yet."
        said = [f"{percent(ink)} with {n}" for n, ink in self.scores["ink"].items()]
        return f"Ink: {', '.join(said)}; a real {self.target}: {percent(self.real_ink)}."

    @property
    def summary(self):
        """Ink, likeness and what the networks say."""
        if not len(self.steps):
            return f"{self.doing}."
        rows = zip(NAMES, *(s.values() for s in self.scores.values()), strict=True)
        said = [
            f"{name}: ink {ink:.0%}, likeness {like:.2f}, p = {sure:.3f}"
            for name, ink, like, sure in rows
        ]
        return f"{self.doing} ({self.real_ink:.0%} ink in a real {self.target}). {'; '.join(said)}."


@EXPERIMENTS.add("class-images")
@dataclass(frozen=True, repr=False)
class ClassImages(Experiment):
    """x* = argmin of -log p(target | x) + penalty(x), by Adam from a faint noise; pixels in [0, 1].

    l1 times the sum of the pixels, l2 times half the sum of their squares.
    """

    target: int = knob(3, 0, 9, least=0, most=9, label="class", help="which digit is drawn")
    l1: float = knob(0.001, 0, 0.05, least=0, label="L1", help="strength of its kind")
    l2: float = knob(0.01, 0, 0.3, least=0, label="L2", help="strength of its kind")
    steps: int = knob(150, 10, 400, least=1, help="of the climb")
    lr: float = knob(0.05, 0.005, 0.2, log=True, label="learning rate", help="of the climb")
    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what networks know")
    examples: int = knob(2000, 200, 8000, least=1, label="training examples", help="how many")
    width: int = knob(100, 10, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(5, 1, 20, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 5, least=1, most=20, label="networks", help="one image for each")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("target", "l1", "l2")

    def work(self):
        """Frames of the training, then about 50 of the climb; None after each step."""
        names = "data examples width epochs runs seed".split()
        nets = Stack([Training(depth=1, **{name: getattr(self, name) for name in names})])
        net, data, seeds = nets.net, nets.data, self.seeds
        x = 0.1 * generator(seeds, stream=41).random((self.runs, data.x.shape[1]), np.float32)
        x, looks = np.stack([x] * len(NAMES)), every(nets.total // 20, nets.total)
        curves = Curves(x.shape[0] * x.shape[1], self.steps + 1, PARTS)
        mine = data.x[data.y[:, self.target] == 1]
        about = mine.mean(0), (mine > INK).mean().item()
        for step in nets.steps():
            doing = f"The networks train: update {step.t} of {nets.total}"
            yield self.frame(step.t, doing, x, curves, *about) if step.t in looks else None
        for up, parts in self.climb(net, step.theta, x, about[0]):
            if not parts:
                yield
                continue
            curves.add(up.t, **{n: v.ravel() for n, v in zip(PARTS, parts, strict=True)})
            doing = f"Step {up.t} of {self.steps}"
            yield self.frame(nets.total + 1 + up.t, doing, up.theta, curves, *about)

    def climb(self, net, theta, x, mean):
        """Steps of the images x (3, K, n), with ink, likeness and probability now and then."""
        f, looks = self.objective(net, theta), every(self.steps // 50, self.steps)
        climb = descend(f, x, OPTIMIZERS["adam"](), self.lr, constrain=lambda x: x.clip(0, 1))
        for up in islice(climb, self.steps + 1):
            if up.t not in looks:
                yield up, ()
                continue
            p = softmax(net.predict(theta, up.theta[..., None, :]))[..., 0, self.target]
            yield up, ((up.theta > INK).mean(-1), correlation(up.theta, mean), p)

    def objective(self, net, theta):
        """f(x (3, K, n)) -> value (3, K), gradient: each kind has its own penalty."""
        penalties = {}, {"l2": self.l2}, {"l1": self.l1}
        kinds = [InputObjective(net, theta, self.target, penalties=p) for p in penalties]

        def f(x):
            values, grads = zip(
                *(kind(own) for kind, own in zip(kinds, x, strict=True)), strict=True
            )
            return np.stack(values), np.stack(grads)

        return f

    def frame(self, t, doing, x, curves, mean, ink):
        """What is known by now."""
        parts = (curves[name].reshape(len(NAMES), self.runs, -1) for name in PARTS)
        return ClassImagesFrame(
            t, doing, self.target, self.steps, x, mean, curves.steps, *parts, ink
        )


def correlation(x, mean):
    """x (..., n), mean (n,) -> correlation over the pixels, (...)."""
    x, mean = x - x.mean(-1, keepdims=True), mean - mean.mean()
    return (x * mean).sum(-1) / np.maximum(np.linalg.norm(x, axis=-1) * np.linalg.norm(mean), 1e-12)
