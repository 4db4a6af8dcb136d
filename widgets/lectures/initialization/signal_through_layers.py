"""Outputs and gradients of each layer of a network that was not trained yet."""

import numpy as np

from ...making import Recipe
from ...views.axes import decades, drawable
from ...views.layers import Histograms
from ...views.lines import Lines
from ...views.sheet import Sheet

UP, DOWN = "outputs, going up", "gradient, coming down"


class SignalView(Sheet):
    """Histograms of both, layer by layer, and their sizes; `SignalFrame`s."""

    columns = (
        ("outputs of each layer", 1),
        ("gradients of each layer", 1),
        ("how large they are", 1),
    )
    label = "Histograms of the outputs and gradients of each layer, and their sizes"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.sizes)

    def parts(self, frame):
        """Two pictures and two lines, all with the first layer at the bottom."""
        L, edges = len(frame.sizes), frame.edges
        up = Histograms(lambda f: f.outputs, edges, L, x="output (ends: or beyond)")
        down = Histograms(lambda f: f.gradients, edges, L, x="over its rms at the top", y="")
        size = dict(x="std, rms", x_range=room, log_x=True, y="", y_range=[0.5, L + 0.5])
        return [(1, up), (2, down), (3, Lines(sizes, markers=True, legend=True, **size))]


def sizes(frame):
    """Standard deviation of the outputs, and rms of the gradient over that at the top."""
    layers = np.arange(1, len(frame.sizes) + 1)
    return {UP: (drawable(frame.spread), layers), DOWN: (drawable(frame.sizes), layers)}


def room(frame):
    """For all sizes so far."""
    return decades(frame.spread, frame.sizes, least=(-4, 1.5))


panel = Recipe("signal", SignalView)
