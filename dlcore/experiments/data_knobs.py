"""Knobs of the data: which set and how much of it, wrong labels, images changed at random."""

from dataclasses import dataclass, replace

from ..data import Augmentation, with_label_noise
from ..inputs import Augmented
from ..knobs import knob
from ..registry import DATASETS
from .base import Experiment
from .judging import has_classes

MOST = 8000  # more must be there if they are asked for
MOVES = ("shift", "rotate", "zoom", "shear", "elastic", "mirror")


@dataclass(frozen=True, repr=False)
class DataKnobs(Experiment):
    """What is learned. Images are changed anew in each batch (`Augmentation`), never the test."""

    data: str = knob("digits", choices=DATASETS, help="what is learned")
    examples: int = knob(
        1000, 50, MOST, least=1, label="training examples", help="how many, or all there are"
    )
    label_noise: float = knob(0.0, 0, 0.9, least=0, most=1, help="share of labels drawn at random")
    shift: float = knob(0.0, 0, 4, least=0, unit="pixels", help="images moved, at most so far")
    rotate: float = knob(0.0, 0, 45, least=0, unit="degrees", help="images turned, at most so far")
    zoom: float = knob(0.0, 0, 0.5, least=0, most=0.9, help="change of their size, at most")
    shear: float = knob(0.0, 0, 0.5, least=0, help="images slanted, at most so far")
    elastic: float = knob(0.0, 0, 2, least=0, unit="pixels", help="images bent, on average so far")
    mirror: bool = knob(False, help="half of the images show left and right swapped")

    def examples_of(self):
        """The `Data` as the knobs want it."""
        data = DATASETS[self.data]()
        if self.label_noise and not has_classes(data.y):
            raise ValueError(f"label_noise needs classes to take at random; {self.data!r} has none")
        moved, n_in = [name for name in MOVES if getattr(self, name)], data.x.shape[1]
        if moved and (n_in < 4 or int(n_in**0.5) ** 2 != n_in):
            off = f"{moved[0]} must be off for {self.data!r}"
            raise ValueError(f"{off}: it moves square images, not {n_in} inputs")
        n = min(self.examples, len(data.x))
        if self.examples > max(n, MOST):
            raise ValueError(
                f"examples must be at most the {n} of {self.data!r}, not {self.examples}"
            )
        data = replace(data, x=data.x[:n], y=data.y[:n])
        return with_label_noise(data, self.label_noise, self.seed) if self.label_noise else data

    @property
    def augmentation(self):
        """The layers that change images, before all others."""
        moves = {name: getattr(self, name) for name in MOVES}
        return (Augmented(Augmentation(**moves)),) if any(moves.values()) else ()
