"""Distributions that are dragged, and the units in which surprise is told."""

from math import e

import numpy as np

from ...information import with_share

BASES = {"bits": 2.0, "nats": e, "digits": 10.0}
OUTCOMES = ("sun", "cloud", "rain")


def distribution(name, bars):
    """bars (n,) that somebody dragged or typed -> a distribution (n,), exactly of sum 1."""
    p = np.array(bars, float)
    if not p.sum():
        raise ValueError(f"{name} must have a share that is not 0, not {bars}")
    return p / p.sum()


class Shares:
    """For experiments whose knobs of many numbers are distributions: their sum stays 1."""

    def settled(self, knob, value, place):
        """The others keep their proportions."""
        return with_share(value, place[0])
