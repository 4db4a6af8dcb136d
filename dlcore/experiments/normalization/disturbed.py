"""A family of normalizations against what may go wrong: rates, batches, first weights, contrast."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ...training import accuracy
from ...words import in_words
from ..against import AgainstFrame
from ..base import Experiment, Measure
from ..pace import every
from ..phrases import GUESSING, percent
from ..training import Training
from ..variants import Variants

KINDS = {
    "none": {},
    "batch norm": dict(norm="batch"),
    "batch norm after f": dict(norm="batch", norm_place="after"),
    "renorm": dict(norm="renorm"),
    "layer norm": dict(norm="layer"),
    "weight norm": dict(norm="weight"),
    "cosine": dict(norm="cosine"),
}
AGAINST = {  # name: (knob of Training or none, its values)
    "learning rate": ("lr", (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)),
    "batch size": ("batch", (1, 2, 4, 8, 16, 64)),
    "first weights": ("std", (0.001, 0.01, 0.05, 0.2, 0.5, 1.0, 3.0)),
    "contrast": (None, (0.05, 0.1, 0.3, 1.0, 3.0, 10.0)),
}
TESTED = ("batch size", "contrast")  # where prediction is what fails
LOOKS = 8


@dataclass(frozen=True)
class DisturbedFrame(AgainstFrame):
    """Networks with N normalizations; against: what is varied.

    right is the share of the test digits for batch sizes and contrast, otherwise of the training
    digits.
    """

    against: str

    measures: ClassVar[dict] = {"best": Measure(".1%"), "worst": Measure(".1%")}
    who: ClassVar[str] = "normalization"
    kinds: ClassVar[tuple] = tuple(KINDS)  # all there are

    @property
    def varied(self):
        """Heading of the table."""
        return self.against

    @property
    def part(self):
        """Which digits are judged."""
        return "test" if self.against in TESTED else "training"

    def of(self, name):
        """Means (M,) of one normalization."""
        return self.means[self.names.index(name)]

    @property
    def scores(self):
        """Best and worst of the values."""
        return self.by_name(self.means.max(-1), self.means.min(-1))

    @property
    def headline(self):
        """Who is best in the worst case."""
        if not self.t:
            return GUESSING
        worst = self.means.min(-1)
        name = self.names[worst.argmax()]
        return f"Worst case over the {self.against}: {name} is best, {percent(worst.max())} right."

    @property
    def summary(self):
        """Best and worst of each."""
        said = (
            f"{name}: {row.max():.1%} at {in_words(self.values[row.argmax()])}, "
            f"{row.min():.1%} at {in_words(self.values[row.argmin()])}"
            for name, row in zip(self.names, self.means, strict=True)
        )
        about = f"{self.part} digits right, best and worst {self.against}"
        return f"Update {self.t} of {self.total}, {about}; {'; '.join(said)}."


@EXPERIMENTS.add("disturbed")
@dataclass(frozen=True, repr=False)
class Disturbed(Experiment):
    """Hidden layers learn digits by gradient descent, all kinds from equal seeds.

    against: the learning rate, the batch size, the standard deviation of the first weights, or the
    contrast of the test images, of which only the last leaves the training alone.
    """

    kinds: tuple = knob(("none", "batch norm"), choices=KINDS, many=True, label="normalization")
    against: str = knob("learning rate", choices=AGAINST, help="what is varied")
    activation: str = knob("relu", choices=ACTIVATIONS, label="f", help="of the hidden layers")
    depth: int = knob(5, 1, 10, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 10, 100, least=1, most=512, label="units a layer", help="width")
    lr: float = knob(0.1, 1e-3, 3, log=True, label="learning rate", help="of gradient descent")
    batch: int = knob(32, 1, 256, least=1, label="batch size", help="examples per update")
    examples: int = knob(1000, 100, 1400, least=1, label="training examples", help="how many")
    epochs: int = knob(3, 1, 20, least=1, help="passes over the digits")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("against", "activation", "depth")

    @property
    def idle(self):
        """What is varied has no value of its own."""
        name = AGAINST[self.against][0]
        return {name: f"the {self.against} is varied"} if name in ("lr", "batch") else {}

    @property
    def usual(self):
        """The training without normalization."""
        own = "activation depth width lr batch examples epochs runs seed".split()
        own = {name: getattr(self, name) for name in own}
        return Training(optimizer="gradient-descent", **own)

    def work(self):
        """A frame at each share of the trainings that is measured."""
        name, values = AGAINST[self.against]
        if name is None:
            yield from self.in_other_light(values)
            return
        variants = {
            f"{kind}, {value}": KINDS[kind] | {name: value}
            for kind in self.kinds
            for value in values
        }
        shape = len(self.kinds), len(values), self.runs
        for frame in Variants(self.usual, variants, points=LOOKS).work():
            if frame:
                part = frame.test if self.against in TESTED else frame.train
                right = part[..., -1].reshape(shape)
                told = np.array(values, float), right, self.against
                yield DisturbedFrame(frame.t, self.kinds, frame.total, *told)
            else:
                yield

    def in_other_light(self, contrasts):
        """One training of each kind; the test images times each contrast."""
        stacks = Variants(self.usual, {kind: KINDS[kind] for kind in self.kinds}).stacks
        walks, total = [stack.steps() for stack in stacks], stacks[0].total
        data, looks = stacks[0].data, every(total // LOOKS, total)
        for t in range(total + 1):
            steps = []
            for walk in walks:
                steps.append(next(walk))
                yield
            if t in looks:
                right = []
                for stack, step in zip(stacks, steps, strict=True):
                    judged = (
                        accuracy(stack.net, step.theta, np.float32(c) * data.x_test, data.y_test)
                        for c in contrasts
                    )
                    right.append(np.stack(list(judged)))
                    yield
                told = np.array(contrasts), np.stack(right), self.against
                yield DisturbedFrame(t, self.kinds, total, *told)
