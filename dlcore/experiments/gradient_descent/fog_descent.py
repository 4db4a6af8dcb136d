"""Gradient descent in the fog, from one place or from many."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import descend
from ..base import Experiment
from .fog import FogFrame, land
from .pits import SIDE, plain_with_pits


@EXPERIMENTS.add("fog-descent")
@dataclass(frozen=True, repr=False)
class FogDescent(Experiment):
    """theta = theta - lr * grad: the first walker from `start`, the others from random places."""

    start: tuple | None = knob(None, point=True, help="where the first begins; drag the ring")
    starts: int = knob(1, 1, 20, least=1, most=200, label="walkers", help="how many begin")
    lr: float = knob(0.15, 0.01, 2, log=True, label="learning rate", help="size of the steps")
    steps: int = knob(60, 10, 200, least=1, most=2000, help="length of the run")
    view: float = knob(0.7, 0.2, 3, least=0.1, help="how far one can see")
    lifted: bool = knob(False, label="no fog", help="show the whole landscape")
    seed: int = knob(4, 0, 99, least=0, label="landscape", help="another one for each number")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("starts", "lr", "lifted", "seed")
    grid: ClassVar[tuple] = ("starts", "lr")

    def __post_init__(self):
        super().__post_init__()
        if not np.max(np.abs(self.first)) <= SIDE:
            raise ValueError(
                f"start must lie in the picture, -{SIDE} to {SIDE} both ways, not at {self.start}"
            )

    @property
    def first(self):
        """Where the first walker begins."""
        return self.start or (0.0, 0.0)

    def reach(self, name):
        """Where the start may lie, and its usual place."""
        return ((-SIDE, SIDE),) * 2, (0.0, 0.0)

    def places(self):
        """Where they begin, (K, 2)."""
        others = generator(self.seed, stream=25).uniform(-SIDE, SIDE, (self.starts - 1, 2))
        return np.concatenate([[self.first], others])

    def frames(self):
        """A frame for each step."""
        f, rule = plain_with_pits(self.seed), OPTIMIZERS["gradient-descent"]()
        steps = islice(descend(f, self.places(), rule, self.lr), self.steps + 1)
        places, heights = (
            np.stack(p) for p in zip(*((s.theta, s.value) for s in steps), strict=True)
        )
        for t in range(self.steps + 1):
            yield FogFrame(t, land(self.seed), places, heights, self.view, self.lifted)
