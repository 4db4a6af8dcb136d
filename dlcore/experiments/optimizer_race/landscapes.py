"""Landscapes of one weight, for a ball to roll down."""

import numpy as np

from ...activations import sigmoid
from ...registry import Registry
from ...surfaces import SURFACES, as_surface

LANDSCAPES = Registry("landscape", as_surface)


@LANDSCAPES.add("plateau-and-bump", start=(-4.2,), domain=((-5.5, 5.5),), goal=-1.0)
def plateau_and_bump(theta):
    """A slope, a plateau, a dent before a bump, and behind it a pit, lowest at x = 3.51.

    1.2 sigmoid(-3 (x + 3.5)) - 0.03 x + 0.12 e^(-(x - 1)^2 / 0.18) - e^(-(x - 3.5)^2 / 0.98),
    with walls at both ends: the picture of sources 1, 2 and 4. theta (..., 1).
    """
    x = theta[..., 0]
    step, slope = sigmoid(-3 * (x + 3.5))
    bump = 0.12 * np.exp(-((x - 1) ** 2) / 0.18)
    pit = np.exp(-((x - 3.5) ** 2) / 0.98)
    wall = x - np.clip(x, -5, 4.5)
    dx = -3.6 * slope - 0.03 - bump * (x - 1) / 0.09 + pit * (x - 3.5) / 0.49 + 2 * wall
    return 1.2 * step - 0.03 * x + bump - pit + wall * wall, dx[..., None]


def section(name):
    """The function along the first axis of a surface in two weights."""

    def along_x(theta):
        value, grad = SURFACES[name](np.concatenate([theta, 0 * theta], -1))
        return value, grad[..., :1]

    return along_x


for name in ("local-minimum", "plateau", "bowl"):
    surface = SURFACES[name]
    about = dict(start=surface.start[:1], domain=surface.domain[:1], goal=surface.goal)
    LANDSCAPES.add(name, **about | (dict(domain=((-6, 6),)) if name == "bowl" else {}))(
        section(name)
    )
