"""Each weight as a dot: its gradient by finite differences, and by a backward pass."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.network import OUTSIDE
from ...views.sheet import Sheet

LAYERS = 3
DIAGONAL = {"equal": ("#8A929C", "dash", None)}
LEAST = 1e-12  # of the bars


class BenchView(Sheet):
    """Dots around a diagonal, and how far each layer is off; `BugBenchFrame`s."""

    columns = (("a dot for each weight, in the colour of its layer", 1), ("how far apart", 0.8))
    label = "Gradients of all weights by a backward pass against those by finite differences"

    def parts(self, frame):
        """The diagonal, dots of each layer, bars."""
        ranges = dict(x_range=reach, y_range=reach, square=True)
        axes = dict(x="by wiggling", y="by the backward pass") | ranges
        diagonal = Lines(corners, DIAGONAL, bare=True, **axes)
        dots = [
            Dots(of(i), theme.look(i)[0], size=8, symbols=theme.look(i)[2]) for i in range(LAYERS)
        ]
        off = dict(y="apart", y_range=[-12, 0.1], log=True)
        bars = Bars(apart, **off)
        return [(1, diagonal), *((1, part) for part in dots), (2, bars)]


def reach(frame):
    """Both ways from 0, far enough for all dots, in steps of a fifth."""
    seen = [
        np.abs(row)[np.isfinite(row)].max(initial=0.01) for row in (*frame.passed, *frame.wiggled)
    ]
    far = float(np.ceil(1.1 * max(seen) * 5) / 5)
    return [-far, far]


def corners(frame):
    """Where both are equal."""
    return {"equal": (reach(frame), reach(frame))}


def of(layer):
    """The get of the dots of a layer."""

    def get(frame):
        y = frame.passed[layer]
        return frame.wiggled[layer], y if frame.checked[layer] else np.full(len(y), OUTSIDE)

    return get


def apart(frame):
    """A bar for each layer."""
    rows = enumerate(zip(frame.apart, frame.checked, strict=True), 1)
    return {f"layer {i}": max(d, LEAST) if checked else np.nan for i, (d, checked) in rows}


panel = Recipe("bug-bench", BenchView)
