"""A step in, a step out: what an activation makes of a change of its input."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, spoken, told

REACH = 8.0  # of the picture, to both sides
PARTS = 20  # of the step
LEAST = 1e-9  # a step that is shorter is none: the slope stands for it


@dataclass(frozen=True)
class GalleryFrame(Frame):
    """One activation with a step from ends[0] to ends[1], and what all others make of that step.

    name; z (n,), value, slope (n,): its curves; ends, heights, slopes (2,): before the step and as
    far as it has come; rings (2, 2): places and heights where it begins and where it leads;
    names (V,), ratios (V,): change out over change in, of everybody.
    """

    name: str
    z: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    ends: np.ndarray
    heights: np.ndarray
    slopes: np.ndarray
    rings: np.ndarray
    names: tuple
    ratios: np.ndarray

    who: ClassVar[str] = "activation"
    measures: ClassVar[dict] = {"change out / change in": Measure(".4f")}

    @property
    def scores(self):
        """Of everybody."""
        return self.by_name(self.ratios)

    @property
    def ratio(self):
        """That of the chosen one."""
        return float(self.ratios[self.names.index(self.name)])

    @property
    def headline(self):
        """In and out."""
        step = self.ends[1] - self.ends[0]
        if abs(step) < LEAST:
            return f"No step: here the slope is {amount(self.slopes[0])}."
        out = self.heights[1] - self.heights[0]
        share = f"{amount(out)} out, which is {amount(self.ratio)} of it."
        return told(f"{spoken(self.name)}: {amount(step)} in, {share}")

    @property
    def summary(self):
        """The same, with the slopes."""
        ends = " to ".join(f"{z:.3g}" for z in self.ends)
        heights = " to ".join(f"{a:.3g}" for a in self.heights)
        return (
            f"{self.name}: from {ends} in, from {heights} out; change out over change in "
            f"{self.ratio:.4f}; slopes {self.slopes[0]:.3g} and {self.slopes[1]:.3g}."
        )


@EXPERIMENTS.add("activation-gallery")
@dataclass(frozen=True, repr=False)
class ActivationGallery(Experiment):
    """Value and slope of a registered activation, and two places on it."""

    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="whose curve is drawn")
    before: float = knob(0.0, -REACH, REACH, label="z before", help="drag the ring")
    after: float = knob(1.0, -REACH, REACH, label="z after the step", help="drag the ring")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("activation", "before", "after")

    def frames(self):
        """The step grows in twenty parts."""
        f, z = ACTIVATIONS[self.activation], np.linspace(-REACH, REACH, 321)
        value, slope = (np.array(part, float) for part in f(z))
        ends = np.array([self.before, self.after])
        rings = np.stack([ends, np.array(f(ends)[0], float)])
        names = tuple(name for name in ACTIVATIONS if name not in ACTIVATIONS.failing)
        names = names if self.activation in names else (*names, self.activation)
        for t in range(PARTS + 1):
            now = self.before + np.array([0, (self.after - self.before) * t / PARTS])
            heights, slopes = (np.array(part, float) for part in f(now))
            ratios = np.array([ratio(ACTIVATIONS[name], now) for name in names])
            about = now, heights, slopes, rings, names, ratios
            yield GalleryFrame(t, self.activation, z, value, slope, *about)


def ratio(f, ends):
    """(f(z') - f(z)) / (z' - z) of ends (2,); the slope where they are one place."""
    value, slope = f(ends)
    step = ends[1] - ends[0]
    return float(slope[0]) if abs(step) < LEAST else float((value[1] - value[0]) / step)
