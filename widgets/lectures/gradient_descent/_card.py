"""The picture of this lecture on the start page: a zigzag down a long ellipse."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, descend

from ...figure.sketch import HIGH, WIDE, dot, line, sketch
from ._looks import GREY, STEP

CURVATURES, START, RATE = np.array([1.0, 9.0]), (-1.7, 0.55), 0.19
STEPS, RINGS = 9, (0.5, 1.0, 1.5, 2.0)


def picture():
    """Lines of equal loss, the way down, and the star it leads to."""
    turn = np.linspace(0, 2 * np.pi, 61)
    unit = np.stack([np.cos(turn), np.sin(turn)], -1) / np.sqrt(CURVATURES)
    parts = [line(placed(ring * unit), GREY, 1) for ring in RINGS]
    walk = descend(bowl, np.array(START), OPTIMIZERS["gradient-descent"](), RATE)
    way = placed(np.array([step.theta for step in islice(walk, STEPS)]))
    [goal] = placed(np.zeros((1, 2)))
    parts += [line(way, STEP, 2.5), dot(*way[-1], 5, STEP, stroke="#FFFFFF")]
    parts.append(dot(*goal, 7, "#FFC400", stroke="#3A2B00", stroke_width=1.5))
    return sketch("A way that zigzags down a long ellipse to its middle", *parts)


def bowl(theta):
    """(x^2 + 9 y^2) / 2."""
    return 0.5 * (CURVATURES * theta * theta).sum(-1), CURVATURES * theta


def placed(theta):
    """Weights (n, 2) as places in the sketch."""
    return np.array([WIDE / 2, HIGH / 2]) + theta * np.array([1, -1]) * WIDE / 4.4
