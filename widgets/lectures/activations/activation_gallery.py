"""A curve with two rings to drag: how much of a step comes out."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, GREY, looks

STEPS = {"step in": (GREY, "solid", None), "step out": (BLACK, "solid", None)}


class ActivationView(Sheet):
    """The value with its step, the slope, and what everybody makes of it; `GalleryFrame`s."""

    columns = (("value a = f(z)", 1.3), ("slope f′(z)", 0.9), ("change out / change in", 0.9))
    label = "An activation, its slope, and what activations make of a step of their input"

    def key_of(self, frame):
        """Who is there."""
        return frame.names, frame.name

    def parts(self, frame):
        """Curves, rings, bars."""
        z = dict(x="z", x_range=frame.z[[0, -1]].tolist())
        mine = looks(frame.names)[frame.name]
        own, all_names = {frame.name: mine}, looks(frame.names)
        value = Lines(curve("value"), own, bare=True, width=3, y_range=height(frame), **z)
        slope = Lines(curve("slope"), own, bare=True, width=3, y_range=[-0.2, 1.3], **z)
        ring = dict(size=16, symbols="circle-open", rim=BLACK)
        return [
            (1, value),
            (1, Lines(steps, STEPS, bare=True, width=4, legend=True)),
            (1, Dots(end(0), BLACK, drags=("before", None), **ring)),
            (1, Dots(end(1), BLACK, drags=("after", None), **ring)),
            (2, slope),
            (2, Dots(lambda frame: (frame.ends, frame.slopes), BLACK, size=10, silent=True)),
            (3, Bars(ratios, all_names, sideways=True, x_range=[-0.2, 1.05])),
        ]


def height(frame):
    """Room for the curve, as high as it is for one that ends."""
    low, high = frame.value.min(), frame.value.max()
    return [-1.3, 1.5] if max(-low, high) < 1.3 else [-2, 8]


def curve(part):
    """The get of a line: value or slope."""
    return lambda frame: {frame.name: (frame.z, getattr(frame, part))}


def end(i):
    """The get of a ring: before the step, or after it."""
    return lambda frame: tuple(frame.rings[:, i : i + 1])


def steps(frame):
    """In: along the height of the first ring; out: up at the second."""
    (z, then), (a, after) = frame.ends, frame.heights
    return {
        "step in": (np.array([z, then]), np.array([a, a])),
        "step out": (np.array([then, then]), np.array([a, after])),
    }


def ratios(frame):
    """Of everybody."""
    return dict(zip(frame.names, frame.ratios, strict=True))


panel = Recipe("activation-gallery", ActivationView)
