"""What four activations let out of a noisy input, and where their means lie."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, looks


class NegativeView(Sheet):
    """Curves with noisy inputs on them, and two rows of bars; `NegativeFrame`s."""

    columns = (
        ("four activations, noisy inputs", 1.4),
        ("noise that comes out", 0.9),
        ("mean output, z normal", 0.9),
    )
    label = "Four activations below zero, the noise they let out and their mean outputs"

    def parts(self, frame):
        """Curves, dots, bars."""
        names = looks(frame.names)
        box = dict(x="z", x_range=frame.z[[0, -1]].tolist(), y="a", y_range=[-3.2, 2.2])
        dots = [
            (1, Dots(on(v), names[n][0], size=5, silent=True)) for v, n in enumerate(frame.names)
        ]
        ring = dict(size=16, symbols="circle-open", drags=("centre", None), rim=BLACK)
        return [
            (1, Lines(curves, names, bare=True, width=3, legend=True, **box)),
            *dots,
            (1, Dots(lambda frame: (np.array([frame.centre]), np.zeros(1)), BLACK, **ring)),
            (2, Bars(by_name("spread"), names, sideways=True, x_range=[0, 0.5])),
            (3, Bars(by_name("means"), names, sideways=True, x_range=[-0.2, 0.5])),
        ]


def curves(frame):
    """All four."""
    return {name: (frame.z, row) for name, row in zip(frame.names, frame.curves, strict=True)}


def on(v):
    """The get of points: the noisy inputs on curve v."""

    def get(frame):
        missing = np.full(len(frame.shown) - frame.t, np.nan)
        return frame.shown, np.append(frame.outputs[v], missing)

    return get


def by_name(part):
    """The get of bars."""
    return lambda frame: dict(zip(frame.names, getattr(frame, part), strict=True))


panel = Recipe("negative-side", NegativeView)
