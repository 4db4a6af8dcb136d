"""The nearest neighbours: a new example is what those are that are most like it."""

from dataclasses import dataclass

import numpy as np

from .checks import array, number, require

CHUNK = 256  # rows of distances in memory at once
STEPS = 2**40  # in which the distances of a row are told apart; what is left is rounding


@dataclass(frozen=True)
class Neighbours:
    """x (N, n), y (N, C) of 0 and 1: examples learned by heart, of which the k nearest vote.

    As Fix and Hodges (1951), every vote the same. Equally near ones: the earlier in x votes.
    Equally many votes: `predict(...).argmax(-1)` takes the lowest class, as scikit-learn does.

    >>> two = Neighbours([[0.0], [1.0], [3.0]], [[1, 0], [0, 1], [0, 1]], k=2)
    >>> two.predict([[0.4], [2.5]]).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """

    x: np.ndarray
    y: np.ndarray
    k: int = 1

    def __post_init__(self):
        x = array("x", self.x, "(N, n)")
        y = array("y", self.y, "(N, C)", N=len(x))
        k = number("k", self.k, whole=True, least=1, most=len(x))
        for name, value in dict(x=finite("x", x), y=y, k=k).items():
            object.__setattr__(self, name, value)

    def predict(self, x):
        """x (B, n) -> shares of the classes among the k nearest of each, (B, C)."""
        return self.y[nearest(x, self.x, self.k)].mean(-2)


def nearest(x, among, k=1):
    """x (B, n), among (N, n) -> rows of the k nearest among those, nearest first, (B, k).

    |x - a|^2 = |x|^2 - 2 x a + |a|^2 is one product of matrices for all pairs. Equally near, up to
    2^-40 of the largest in a row: the earlier comes first.
    """
    among = finite("among", array("among", among, "(N, n)"))
    x = finite("x", array("x", x, "(B, n)", n=among.shape[1]))
    k = number("k", k, whole=True, least=1, most=len(among))
    mean = among.mean(0, dtype=float)
    among = among - mean  # what is far from 0 would lose digits
    squares, found = (among**2).sum(-1), np.empty((len(x), k), int)
    for at in range(0, len(x), CHUNK):
        own = x[at : at + CHUNK] - mean
        far = (own**2).sum(-1, keepdims=True) - 2 * own @ among.T + squares
        far /= np.maximum(far.max(-1, keepdims=True), np.finfo(float).tiny)
        # int64: in a page NumPy's int has 32 bits
        order = np.rint(far * STEPS).astype(np.int64) * len(among) + np.arange(len(among))
        found[at : at + CHUNK] = np.sort(np.partition(order, k - 1)[:, :k]) % len(among)
    return found


def finite(name, x):
    """x, if all of it is."""
    require(np.isfinite(x), name, x, "finite numbers")
    return x
