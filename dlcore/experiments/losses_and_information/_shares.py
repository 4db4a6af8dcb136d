"""Distributions that are dragged, and the units in which surprise is told."""

from math import e

import numpy as np

from ...information import with_share
from ...seeding import generator

BASES = {"bits": 2.0, "nats": e, "digits": 10.0}
OUTCOMES = ("sun", "cloud", "rain")


def distribution(name, bars):
    """bars (n,) that somebody dragged or typed -> a distribution (n,), exactly of sum 1."""
    p = np.array(bars, float)
    if not p.sum():
        raise ValueError(f"{name} must have a share that is not 0, not {bars}")
    return p / p.sum()


def weather(p, days, seed):
    """Numbers of the outcomes of some days (days,), drawn as p says."""
    drawn = generator(seed, stream=70).random(days)
    return np.minimum(np.searchsorted(p.cumsum(), drawn, side="right"), np.flatnonzero(p)[-1])


def looks(days):
    """After how many days one looks: at most about 40 times, often at first."""
    return np.unique(np.geomspace(1, days, 40).round().astype(int))


def running(values):
    """Means of the first 1, 2, 3 ... values, (..., n)."""
    return values.cumsum(-1) / np.arange(1, values.shape[-1] + 1)


class Shares:
    """For experiments whose knobs of many numbers are distributions: their sum stays 1."""

    def settled(self, knob, value, place):
        """The others keep their proportions."""
        return with_share(value, place[0])
