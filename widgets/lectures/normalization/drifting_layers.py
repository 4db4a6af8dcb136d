"""What comes into each layer's units, before training and while it goes on."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_layers, over_updates, share
from ...views.layers import Histograms
from ...views.lines import Lines
from ...views.sheet import Sheet

BEFORE, NOW = "before training", "now"


class DriftView(Sheet):
    """Histograms of the layers, their spreads, and what is right; `DriftFrame`s."""

    columns = (
        ("what comes into f, layer by layer", 1.2),
        ("its standard deviation", 1),
        ("training digits right", 1),
    )
    label = "Histograms of what comes into each layer's units, their spread, and digits right"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.now)

    def parts(self, frame):
        """A picture and two plots."""
        L = len(frame.now)
        picture = Histograms(lambda f: f.counts, frame.edges, L, x="into f (ends: or beyond)")
        spread = over_layers(L, "layer") | dict(y="", y_range=room)
        return [
            (1, picture),
            (2, Lines(spreads, markers=True, legend=True, **spread)),
            (3, Lines(right, **over_updates(), **share())),
        ]


def spreads(frame):
    """Before and now."""
    layers = np.arange(1, len(frame.now) + 1)
    return {BEFORE: (layers, frame.first[:, 1]), NOW: (layers, frame.now[:, 1])}


def room(frame):
    """For all, in whole numbers, so that it seldom moves."""
    most = np.nanmax([frame.first[:, 1], frame.now[:, 1]])
    return [0, float(min(max(4, np.ceil(most * 1.1)), 1e6))]


def right(frame):
    """One curve."""
    return {"network": (frame.steps, frame.right)}


panel = Recipe("drift", DriftView)
