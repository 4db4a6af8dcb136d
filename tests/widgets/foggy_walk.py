"""A small experiment for the parts of the kit: a walk in the fog, by clicks.

One sees only near the places one has been at; what the slope is like all over is told by how the
heights seen from each place are spread.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore import SURFACES
from dlcore.experiments import Experiment, Frame
from dlcore.experiments.plane import near
from dlcore.knobs import Part, knob, points
from dlcore.statistics import histograms
from widgets.making import Recipe
from widgets.views.dots import Dots
from widgets.views.fog import Fog
from widgets.views.layers import Histograms
from widgets.views.sheet import Sheet

STEPS, EDGES = 8, np.linspace(-2, 3, 41)


@dataclass(frozen=True)
class FoggyFrame(Frame):
    """x, y (60,): sides of the map; z (60, 60): heights, nan in the fog; places (t + 1, 2).

    counts (8, 40): how the heights seen from each place are spread.
    """

    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    places: np.ndarray
    counts: np.ndarray

    @property
    def summary(self):
        """How much of the map was seen."""
        return f"After {self.t} steps {np.isfinite(self.z).mean():.0%} of the map was seen."


@dataclass(frozen=True, repr=False)
class FoggyWalk(Experiment):
    """Heights of the crescent, as powers of ten, near the places of a walk."""

    places: tuple = points(
        ((-1.5, 2.0), (-1.0, 1.0)),
        {"x": Part(-2, 2, least=-2, most=2), "y": Part(-1, 3, least=-1, most=3)},
        count=(1, STEPS),
        label="walk",
        help="click where to go",
    )
    sight: float = knob(0.5, 0.1, 2, least=0.01, help="how far one sees")

    instant: ClassVar[bool] = True

    def frames(self):
        """A frame for each place."""
        surface = SURFACES["rosenbrock"]
        x, y = np.linspace(-2, 2, 60), np.linspace(-1, 3, 60)
        z = np.log10(surface(np.stack(np.meshgrid(x, y), -1))[0] + 0.01)
        places = np.array(self.places, float)
        seen = [z[near(x, y, place, self.sight)][None] for place in places]
        none = [np.full((1, 1), np.nan)] * (STEPS - len(seen))
        counts, _ = histograms([*seen, *none], 40, (EDGES[0], EDGES[-1]))
        for t in range(len(places)):
            known = near(x, y, places[: t + 1], self.sight)
            shown = counts * (np.arange(STEPS) <= t)[:, None]
            yield FoggyFrame(t, x, y, np.where(known, z, np.nan), places[: t + 1], shown)


class FoggyView(Sheet):
    """The map under fog with the walk on it, and the heights seen from each place."""

    columns = (("a walk in the fog", 1), ("heights seen from each place", 1))
    label = "Heights near the places of a walk, the rest in the fog"

    def parts(self, frame):
        """Fog, places to drag, histograms."""
        box = dict(x="x", x_range=[-2, 2], y="y", y_range=[-1, 3])
        sides = dict(columns=frame.x, rows=frame.y)
        fog = Fog(lambda frame: frame.z, (-2, 3), scale="Blues", **sides, **box)
        walk = Dots(lambda frame: frame.places.T, "#000000", size=12, drags="places", joined=True)
        axes = dict(x="log10 of the height", y="place")
        spread = Histograms(lambda frame: frame.counts, EDGES, STEPS, **axes)
        return [(1, fog), (1, walk), (2, spread)]


panel = Recipe("foggy-walk", FoggyView)
