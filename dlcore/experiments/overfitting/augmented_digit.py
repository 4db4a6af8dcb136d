"""One image in many variants, and what a network says that saw images as they are."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from ...data import Augmentation
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..training import Training

COUNT, BATCHES = 24, 4


@dataclass(frozen=True)
class AugmentedDigitFrame(Frame):
    """A test image and COUNT - 1 variants: images (COUNT, side, side), said (COUNT,), its class."""

    images: np.ndarray
    said: np.ndarray
    label: int

    measures: ClassVar[dict] = {"variants read": Measure(".0f")}

    @property
    def read(self):
        """How many variants the network takes for the class, the first image left out."""
        return int((self.said[1:] == self.label).sum())

    @property
    def scores(self):
        """One number."""
        return {"variants read": {"": float(self.read)}}

    @property
    def headline(self):
        """How many are read."""
        return f"The network reads {self.read} of {COUNT - 1} variants of this {self.label}."

    @property
    def summary(self):
        """The same, and what else it says."""
        others = sorted(set(self.said[1:].tolist()) - {self.label})
        more = f"; it also says {', '.join(map(str, others))}." if others else "."
        return self.headline[:-1] + more


@lru_cache(maxsize=2)  # the images change, the network that looks at them stays
def reader(seed):
    """A network that learned 1,000 images as they are: net, theta (1, P)."""
    about = dict(depth=1, width=100, optimizer="adam", lr=0.002, batch=50, epochs=10)
    return Training(data="mnist10k", examples=1000, seed=seed, **about).trained()[:2]


@EXPERIMENTS.add("augmented-digit")
@dataclass(frozen=True, repr=False)
class AugmentedDigit(Experiment):
    """Variants as `Augmentation` draws them; the network never saw any."""

    index: int = knob(0, 0, 99, least=0, most=999, label="digit", help="number of the test image")
    shift: float = knob(2.0, 0, 6, least=0, unit="pixels", help="in each direction, at most")
    rotate: float = knob(0.0, 0, 45, least=0, unit="degrees", help="either way, at most")
    zoom: float = knob(0.0, 0, 0.5, least=0, most=0.9, help="change of size, at most")
    shear: float = knob(0.0, 0, 0.5, least=0, help="sideways per pixel of height, at most")
    elastic: float = knob(0.0, 0, 2, least=0, unit="pixels", help="smooth bending, on average")
    brightness: float = knob(0.0, 0, 1, least=0, help="change of all pixels, at most")
    noise: float = knob(0.0, 0, 0.5, least=0, help="standard deviation at each pixel")
    mirror: bool = knob(False, help="swap left and right of half of the images")
    seed: int = knob(0, 0, 99, least=0, help="of the network and the variants")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("index", "shift", "rotate", "mirror")

    def frames(self):
        """A frame for each of some batches; in each the variants are drawn anew."""
        data = DATASETS["mnist10k"]()
        moves = "shift rotate zoom shear elastic brightness noise mirror".split()
        change = Augmentation(**{name: getattr(self, name) for name in moves})
        image, rng = data.x_test[self.index], generator(self.seed, stream=61)
        net, theta = reader(self.seed)
        side, label = int(len(image) ** 0.5), int(data.y_test[self.index].argmax())
        for batch in range(BATCHES):
            x = np.repeat(image[None], COUNT, 0)
            x[1:] = change(rng, x[1:])
            said = net.predict(theta, x)[0].argmax(-1)
            yield AugmentedDigitFrame(batch, x.reshape(-1, side, side), said, label)
