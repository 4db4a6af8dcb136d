"""A landscape in the fog: what is seen from the places that somebody was at."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar

import numpy as np

from ..base import Frame, Measure
from ..phrases import amount
from ..plane import near, points
from .pits import SIDE, pits_of, plain_with_pits

GRID, COARSE = 81, 0.2  # points along each side of the picture; nearer places see the same
NEAR = 0.1  # above the lowest point of a pit: that is its bottom


@dataclass(frozen=True)
class Land:
    """side (n,), height (n, n): the landscape, row by row of the second weight; deepest: its height
    at the lowest point, which is `lowest` (2,).
    """

    seed: int
    side: np.ndarray
    height: np.ndarray
    lowest: np.ndarray
    deepest: float

    def pit(self, place):
        """Number of the pit next to a place (..., 2)."""
        places, _, _ = pits_of(self.seed)
        return np.square(place[..., None, :] - places).sum(-1).argmin(-1)


@cache
def land(seed):
    """The landscape with this number."""
    side = np.linspace(-SIDE, SIDE, GRID)
    f, grid = plain_with_pits(seed), points(side)
    height = f(grid)[0]
    low = height.argmin()
    return Land(seed, side, height.reshape(GRID, GRID), grid[low], float(height[low]))


@dataclass(frozen=True)
class FogFrame(Frame):
    """K walkers in the `land`, after t steps of the whole run.

    places (T + 1, K, 2), heights (T + 1, K): where they are at each moment; path and height: up to
    now; view: how far they see; lifted: there is no fog.
    """

    land: Land
    places: np.ndarray
    heights: np.ndarray
    view: float
    lifted: bool

    measures: ClassVar[dict] = {"height": Measure(), "steps": Measure(".0f")}
    who: ClassVar[str] = "walker"

    @property
    def total(self):
        """Steps of the whole run."""
        return len(self.places) - 1

    @property
    def path(self):
        """Where they were up to now, (t + 1, K, 2)."""
        return self.places[: self.t + 1]

    @property
    def height(self):
        """How high they were up to now, (t + 1, K)."""
        return self.heights[: self.t + 1]

    @property
    def names(self):
        """Numbers of the walkers."""
        return tuple(str(k + 1) for k in range(self.places.shape[1]))

    @property
    def scores(self):
        """How high they stand, and how many steps that took."""
        return self.by_name(self.height[-1], np.full(len(self.names), self.t))

    @cached_property
    def seen(self):
        """The heights that somebody has seen (n, n), nan where the fog is."""
        if self.lifted:
            return self.land.height
        places = np.unique((self.path.reshape(-1, 2) / COARSE).round(), axis=0) * COARSE
        seen = near(self.land.side, self.land.side, places, self.view)
        return np.where(seen, self.land.height, np.nan)

    @property
    def there(self):
        """Whether each stands at the bottom of the deepest pit, (K,)."""
        return self.height[-1] < self.land.deepest + NEAR

    @property
    def pits(self):
        """In how many different pits the walkers are."""
        return len(np.unique(self.land.pit(self.path[-1])))

    @property
    def headline(self):
        """Where the only one is, or how many there are where."""
        count = len(self.names)
        if count > 1:
            there = self.there.sum()
            return f"{count} walkers are by {self.pits} pits, {there} of them by the deepest."
        if self.there[0]:
            return f"The bottom of the deepest pit, after {self.t} steps."
        return f"Step {self.t}: the height is {amount(self.height[-1, 0])}."

    @property
    def summary(self):
        """The same, and how much was seen."""
        said = f"{np.isfinite(self.seen).mean():.0%} of the land have been seen"
        heights = ", ".join(f"{h:.2f}" for h in self.height[-1])
        return f"Step {self.t} of {self.total}: {said}; heights {heights}. {self.headline}"
