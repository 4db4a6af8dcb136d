"""The loss of a linear unit, a bowl: every loss is one close to its lowest point."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Quadratic:
    """Mean of (x . w - y)^2 / 2 over examples x (N, n), y (N,), above its lowest value.

    hessian (n, n), and its axes: curvatures (n,), the smallest first, and directions (n, n), a
    column each; best (n,): the lowest point.
    """

    x: np.ndarray
    y: np.ndarray

    @cached_property
    def hessian(self):
        """Second derivatives."""
        return self.x.T @ self.x / len(self.x)

    @cached_property
    def best(self):
        """Where the gradient is 0: n equations, solved."""
        return np.linalg.solve(self.hessian, self.x.T @ self.y / len(self.x))

    @cached_property
    def axes(self):
        """Curvatures and directions."""
        return np.linalg.eigh(self.hessian)

    def __call__(self, w):
        """w (..., n) -> value (...), gradient (..., n)."""
        off = w - self.best
        grad = off @ self.hessian
        return 0.5 * (off * grad).sum(-1), grad
