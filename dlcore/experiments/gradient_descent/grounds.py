"""Landscapes of one weight on which the length of a step is tried.

theta (..., 1) -> value (...), gradient (..., 1).
"""

import numpy as np

DOMAIN = (-3.0, 3.0)
NARROW, WIDE = (20.0, -1.6), (1.5, 1.0)  # curvature of each pit, and where its bottom is
SLOPE, ROUND = 3.0, 0.1  # of the walls of the V; how far from its bottom they begin


def parabola(curvature):
    """curvature x^2 / 2: equally bent everywhere."""

    def f(theta):
        return 0.5 * curvature * theta[..., 0] ** 2, curvature * theta

    return f


def narrow_and_wide(theta):
    """-log(e^-p + e^-q) of two parabolas p and q: a narrow pit on the left, a wide one right."""
    pits = [(c, theta[..., 0] - bottom) for c, bottom in (NARROW, WIDE)]
    values = np.stack([-0.5 * c * u * u for c, u in pits])
    slopes = np.stack([c * u for c, u in pits])
    top = values.max(0)
    weights = np.exp(values - top)
    total = weights.sum(0)
    return -top - np.log(total), ((weights * slopes).sum(0) / total)[..., None]


def rounded_v(theta):
    """3 sqrt(x^2 + 0.01): walls of an even slope, and a bottom that is strongly bent."""
    root = np.sqrt(theta * theta + ROUND**2)
    return SLOPE * root[..., 0], SLOPE * theta / root


GROUNDS = {
    "parabola": parabola,
    "narrow and wide": lambda curvature: narrow_and_wide,
    "rounded V": lambda curvature: rounded_v,
}
