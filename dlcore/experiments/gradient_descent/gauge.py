"""Where a step lands in the parabola along it: one number, from two gradients."""

import numpy as np

from ..phrases import percent

ENDS = 0.05  # so close to -1, 0 or 1 it is called one of them


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # of a run that diverged or rests
def gauge(before, after, step):
    """-(after . step) / (before . step): -1 it stays, 0 the bottom, +1 as high on the other wall.

    before, after, step (..., P): gradients at both ends of a step, and the step -> (...). Along the
    step a parabola has the slope before . step at its beginning and after . step at its end; where
    that is 0 lies the bottom. Below -1 the slope grows: no bottom ahead. (Cockpit, Schneider,
    Dangel & Hennig 2021, fits losses as well.)
    """
    return -(after * step).sum(-1) / (before * step).sum(-1)


def landing(alpha):
    """The gauge in words.

    >>> landing(-0.6), landing(0.02), landing(1.4)
    ('short of the bottom, 40% of the way', 'right at the bottom', 'on the other wall, higher')
    """
    if not np.isfinite(alpha):
        return "nowhere: there is no step"
    if alpha < -1 - ENDS:
        return "where the slope is steeper: no bottom ahead"
    if alpha < -ENDS:
        return f"short of the bottom, {percent(max(1 + alpha, 0))} of the way"
    if alpha <= ENDS:
        return "right at the bottom"
    if abs(alpha - 1) <= ENDS:
        return "on the other wall, just as high"
    return f"on the other wall, {'lower' if alpha < 1 else 'higher'}"


def to_the_bottom(slope, first=0.5, most=1e3, halvings=12):
    """The rate at which slope(rate) is 0, which is negative at first: the gauge will say 0.

    slope: rate -> slope at the end of a step so long, along the step. Rates are doubled until the
    slope rises, and the last interval is halved: a line search.
    """
    low, high = 0.0, first
    while slope(high) < 0 and high < most:
        low, high = high, 2 * high
    for _ in range(halvings):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return (low + high) / 2
