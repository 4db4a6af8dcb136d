"""Gradients of batches around that of all examples, and how their noise falls with their size."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY, SLOPE, STEP, arrow

LOOKS = {"gradient of all examples": (SLOPE, "solid", None)}
MEASURED = {"measured": (STEP, "solid", "circle")}
LAW = {"1 / √batch size": (GREY, "dot", None)}
SIDE = 6.5  # half of the picture, in lengths of the gradient


class NoiseView(Sheet):
    """A cloud of batch gradients, and the noise over the batch size; `NoiseFrame`s."""

    columns = (("gradients of batches; left of 0: uphill", 1), ("noise ÷ gradient", 1.1))
    label = "A cloud of the gradients of batches, and their noise against the batch size"

    def parts(self, frame):
        """Dots, the arrow of the true gradient; lines."""
        box = dict(x="along the gradient", x_range=[-SIDE, SIDE], y="across it")
        box |= dict(y_range=[-SIDE, SIDE], square=True)
        axes = dict(x="batch size", x_range=[-0.1, 3], log_x=True, y="", y_range=[-1, 1.5])
        measured = Lines(noise, MEASURED, legend=True, markers=True, log=True, **axes)
        return [
            (1, Dots(lambda frame: frame.cloud, STEP, size=5, silent=True)),
            (1, Lines(gradient, LOOKS, bare=True, width=4, legend=True, **box)),
            (2, Lines(law, LAW, legend=True, bare=True)),
            (2, measured),
        ]


def gradient(frame):
    """That of all examples: one to the right."""
    return {"gradient of all examples": arrow(0, 0, 1, 0, 0.4)}


def noise(frame):
    """As measured."""
    return {"measured": (frame.sizes, frame.noise)}


def law(frame):
    """As one over the root of the batch size."""
    sizes = np.array([1.0, 1000.0])
    return {"1 / √batch size": (sizes, frame.one / np.sqrt(sizes))}


panel = Recipe("gradient-noise", NoiseView)
