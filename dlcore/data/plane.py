"""Points in the plane that belong to classes: small tasks whose whole input space can be drawn.

Each set has n points to train on and n to test, one-hot classes of equal size in turn, and lies
within about [-2, 2] x [-2, 2], so that coordinates have a variance near 1. `noise` is the standard
deviation by which every point is moved after its class is settled.
"""

import numpy as np

from ..checks import number
from ..registry import DATASETS
from ..seeding import generator
from .sets import PLANE, Data, one_hot


def points(place, n, noise, seed, classes=2):
    """place(rng, labels (2n,)) -> points (2n, 2); with noise, they are made a Data."""
    classes = number("classes", classes, whole=True, least=2)
    n, noise = number("n", n, whole=True, least=classes), number("noise", noise, least=0)
    rng = generator(seed, stream=10)
    labels = np.tile(np.arange(n) % classes, 2)
    x = place(rng, labels) + noise * rng.standard_normal((2 * n, 2))
    x, y = x.astype(np.float32), one_hot(labels, classes)
    return Data(x[:n], y[:n], x[n:], y[n:])


def at(radius, angle):
    """Polar coordinates (N,) -> points (N, 2)."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1)


@DATASETS.add("circle")
@PLANE.add("circle")
def circle(n=200, noise=0.1, seed=0):
    """A disc of radius 1 inside a ring from 1.4 to 2."""

    def place(rng, labels):
        low, high = np.array([0.0, 1.4])[labels], np.array([1.0, 2.0])[labels]
        radius = np.sqrt(rng.uniform(low**2, high**2))  # equally many points per area
        return at(radius, rng.uniform(0, 2 * np.pi, len(labels)))

    return points(place, n, noise, seed)


@DATASETS.add("xor")
@PLANE.add("xor")
def xor(n=200, noise=0.1, seed=0):
    """Class 1 where the signs of the coordinates differ; a gap of 0.2 on each side of the axes."""

    def place(rng, labels):
        size = rng.uniform(0.2, 2, (len(labels), 2))
        first = rng.choice([-1, 1], len(labels))
        return size * np.stack([first, np.where(labels, -first, first)], -1)

    return points(place, n, noise, seed)


@DATASETS.add("gaussians")
@PLANE.add("gaussians")
def gaussians(n=200, noise=0.5, seed=0, classes=2):
    """Clouds of standard deviation `noise`, their centres on a circle of radius sqrt(2)."""

    def place(rng, labels):
        return at(np.sqrt(2), np.pi / 4 + 2 * np.pi * labels / classes)

    return points(place, n, noise, seed, classes)


@DATASETS.add("spiral")
@PLANE.add("spiral")
def spiral(n=200, noise=0.05, seed=0, classes=2, turns=1.25):
    """Arms that wind around each other: radius 2t at angle 2 pi turns t, t from 0.05 to 1."""
    turns = number("turns", turns)

    def place(rng, labels):
        t = rng.uniform(0.05, 1, len(labels))
        return at(2 * t, 2 * np.pi * (turns * t + labels / classes))

    return points(place, n, noise, seed, classes)


@DATASETS.add("moons")
@PLANE.add("moons")
def moons(n=200, noise=0.1, seed=0):
    """Two half circles, each reaching into the other."""

    def place(rng, labels):
        upper = at(4 / 3, rng.uniform(0, np.pi, len(labels))) - [2 / 3, 1 / 3]
        return np.where(labels[:, None], -upper, upper)

    return points(place, n, noise, seed)
