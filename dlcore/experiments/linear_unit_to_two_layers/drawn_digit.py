"""A digit that the reader draws, and what a network says that learned digits in the middle."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from ...knobs import drawing, knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment
from ..drawing import centred, ink_of, rows_of
from .moved_digit import NETWORKS, slide

SIDE = 28
SEVEN = (0,) * 4 + (2**18 - 2**8,) * 2 + (3 << 8, 3 << 9, 3 << 9, 3 << 10, 3 << 10) + (3 << 11,) * 4
SEVEN = (*SEVEN, *(0,) * (SIDE - len(SEVEN)))


@cache
def example(n):
    """Rows of the n-th test image, somewhere else than in the middle."""
    image = DATASETS["mnist10k"]().x_test[n % 1000].reshape(SIDE, SIDE)
    ink = np.argwhere(image > 0.5)
    (top, left), (bottom, right) = ink.min(0), ink.max(0)
    places = (SIDE - 2 - bottom, 1 - left), (1 - top, SIDE - 2 - right)
    return rows_of(np.roll(image, places[n % 2], (0, 1)))


@EXPERIMENTS.add("drawn-digit")
@dataclass(frozen=True, repr=False)
class DrawnDigit(Experiment):
    """As `MovedDigit`, with a drawing in place of the test image."""

    ink: tuple = drawing(SEVEN, example, label="your digit", help="draw one")
    meant: int = knob(7, 0, 9, least=0, most=9, label="meant as", help="what you draw")
    middle: bool = knob(False, label="put into the middle", help="and made as large as in MNIST")
    network: str = knob("two layers", choices=NETWORKS, help="who reads it")
    right: float = knob(0.0, -8, 8, unit="pixels", help="shift to the right")
    down: float = knob(0.0, -8, 8, unit="pixels", help="shift downwards")
    turn: float = knob(0.0, -90, 90, unit="degrees", help="to the left")
    size: float = knob(1.0, 0.4, 2, log=True, least=0.1, most=10, help="2: twice as large")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("meant", "middle", "network")

    def frames(self):
        """The drawing gets darker, and slides to where the knobs say."""
        image = ink_of(self.ink)
        image = centred(image) if self.middle else image
        yield from slide(self, image.reshape(1, -1).astype("f"), self.meant, "shift", darker=True)
