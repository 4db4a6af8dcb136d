"""The reader walks through the fog, click by click."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...registry import EXPERIMENTS, Part, knob, points
from ..base import Experiment
from .fog import FogFrame, land
from .pits import SIDE, plain_with_pits

CLICKS = 12
WEIGHT = Part(-SIDE, SIDE, least=-SIDE, most=SIDE)


@EXPERIMENTS.add("fog-walk")
@dataclass(frozen=True, repr=False)
class FogWalk(Experiment):
    """A way of up to twelve steps, each as far as one can see at most."""

    way: tuple = points(
        ((0.0, 0.0),),
        {"weight 1": WEIGHT, "weight 2": WEIGHT},
        count=(1, CLICKS + 1),
        label="your way",
        help="click into the picture to go there",
    )
    view: float = knob(1.2, 0.5, 3, least=0.1, help="how far one can see")
    lifted: bool = knob(False, label="no fog", help="show the whole landscape")
    seed: int = knob(4, 0, 99, least=0, label="landscape", help="another one for each number")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("view", "lifted", "seed")

    def picked(self, x, y):
        """A click adds a step towards it, as far as the view reaches; nothing after the last."""
        if len(self.way) > CLICKS:
            return {}
        here = np.array(self.way[-1])
        step = np.clip([x, y], -SIDE, SIDE) - here
        step *= min(1, self.view / max(np.linalg.norm(step), 1e-9))
        there = np.round(here + step, 2).tolist()
        return dict(way=(*self.way, tuple(there)))

    def frames(self):
        """A frame for each step."""
        path = np.array(self.way, float)[:, None]
        height, total = plain_with_pits(self.seed)(path)[0], len(path) - 1
        about = self.view, self.lifted
        for t in range(total + 1):
            yield FogFrame(t, total, land(self.seed), path[: t + 1], height[: t + 1], *about)
