"""The reader walks through the fog, click by click."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import Part, knob, points
from ...registry import EXPERIMENTS
from ..base import Experiment
from .fog import FogFrame, land
from .pits import SIDE, plain_with_pits

CLICKS = 12
WEIGHT = Part(-SIDE, SIDE, least=-SIDE, most=SIDE)


@EXPERIMENTS.add("fog-walk")
@dataclass(frozen=True, repr=False)
class FogWalk(Experiment):
    """A way of up to twelve steps, each as far as one can see at most; the first is downhill."""

    way: tuple = points(
        ((0.0, 0.0), (0.6, 0.0)),
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

    def __post_init__(self):
        super().__post_init__()
        steps = np.linalg.norm(np.diff(np.array(self.way, float), axis=0), axis=-1)
        if (far := steps > self.view + 0.01).any():
            number = int(far.argmax()) + 2
            raise ValueError(
                f"way, point {number}: it must be in sight of the point before, at most "
                f"{self.view:.3g} away, not {steps[number - 2]:.3g}"
            )

    def frames(self):
        """A frame for each step."""
        places = np.array(self.way, float)[:, None]
        heights = plain_with_pits(self.seed)(places)[0]
        for t in range(len(places)):
            yield FogFrame(t, land(self.seed), places, heights, self.view, self.lifted)
