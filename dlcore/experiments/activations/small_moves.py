"""How far an image may move before a ReLU network is another linear network."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...statistics import active_units
from ..base import Experiment, Frame
from ..phrases import percent, told

SIZES = np.geomspace(1e-4, 1, 17)


@dataclass(frozen=True)
class MovesFrame(Frame):
    """What share of N images keep their linear piece when they are moved, by size of the move.

    sizes (n,); stays (K, n): of K networks, nan beyond size t; active (K,): share of
    the units that are active; units: how many there are; move: the size that was asked for,
    now (K,): the share at it.
    """

    sizes: np.ndarray
    stays: np.ndarray
    active: np.ndarray
    units: int
    move: float
    now: np.ndarray

    @property
    def headline(self):
        """At the size that was asked for."""
        stay = f"Moved by {self.move:.2g}, {percent(self.now.mean())} keep their piece."
        return told(stay, f"{percent(1 - self.active.mean())} of the units are silent.")

    @property
    def summary(self):
        """The same, with the spread."""
        low, high = self.now.min(), self.now.max()
        return (
            f"{self.now.mean():.1%} of the images keep their linear piece when moved by "
            f"{self.move:.3g} ({low:.1%} to {high:.1%}); {1 - self.active.mean():.1%} of "
            f"{self.units} units are silent for an image."
        )

    @property
    def table(self):
        """Headings and a row for each size."""
        rows = [*zip(self.sizes, self.stays.mean(0), strict=True)][: self.t + 1]
        return ("size of the move", "keep their piece"), [(f"{s:.2g}", f"{v:.1%}") for s, v in rows]


@EXPERIMENTS.add("small-moves")
@dataclass(frozen=True, repr=False)
class SmallMoves(Experiment):
    """Random ReLU networks 64-width-...-10 at 50 digits, each moved in a direction of its own."""

    move: float = knob(0.01, 1e-4, 1, log=True, least=1e-9, label="size of a move", help="distance")
    depth: int = knob(6, 1, 10, least=1, most=30, label="hidden layers", help="depth")
    width: int = knob(64, 4, 100, least=1, most=512, label="units a layer", help="width")
    runs: int = knob(3, 1, 5, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the directions")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("move", "depth", "width")

    def frames(self):
        """Size after size."""
        x = DATASETS["digits"]().x_test[:50].astype(float)
        sizes = np.append(SIZES, self.move)
        net, stays, active = mlp(64, *[self.width] * self.depth, 10), [], []
        for seed in self.seeds:
            theta = net.init(seed, np.float64)
            way = generator(seed, stream=41).standard_normal(x.shape)
            way /= np.linalg.norm(way, axis=-1, keepdims=True)
            before = active_units(net, theta, x)
            after = active_units(net, theta, x + sizes[:, None, None] * way)
            stays.append((after == before).all(-1).mean(-1))
            active.append(before.mean())
        stays, units = np.array(stays), self.depth * self.width
        about = np.array(active), units, self.move, stays[:, -1]
        for t in range(1, len(SIZES) + 1):
            seen = np.where(np.arange(len(SIZES)) < t, stays[:, :-1], np.nan)
            yield MovesFrame(t - 1, SIZES, seen, *about)
