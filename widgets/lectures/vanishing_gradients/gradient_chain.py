"""The factors that a gradient is multiplied by on its way down, and their product."""

import numpy as np

from ...making import Recipe
from ...views.axes import decades, drawable, over_layers
from ...views.lines import Lines
from ...views.sheet import Sheet

MEASURED, BOUND = "of each network", "largest slope × scale of the weights"


class ChainView(Sheet):
    """The factor of each layer, and the product of those above; `ChainFrame`s."""

    columns = (("factor of each layer", 1), ("the gradient: product of the factors", 1.2))
    label = "Factor of each layer on a gradient, and the gradient in each layer"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.sizes)

    def parts(self, frame):
        """Factors with the bound; sizes with those that the bound alone would give."""
        shared = dict(markers=[MEASURED], log=True) | over_layers(len(frame.sizes))
        one = Lines(factors, y="", y_range=[-2, 1.6], legend=True, **shared)
        return [(1, one), (2, Lines(sizes, y="times that at the top", y_range=room, **shared))]


def factors(frame):
    """Those of each layer but the last, of all networks."""
    layers = np.arange(1, len(frame.sizes))
    bound = np.full(len(layers), frame.bound)
    return {MEASURED: (layers, frame.factors.T), BOUND: (layers, bound)}


def sizes(frame):
    """Sizes of the gradient in each layer."""
    layers, seen = np.arange(1, len(frame.sizes) + 1), drawable(frame.sizes).T
    return {MEASURED: (layers, seen), BOUND: (layers, drawable(bounds(frame)))}


def bounds(frame):
    """What the bound alone would make of the gradient, by the layers that it has passed."""
    return frame.bound ** np.arange(len(frame.sizes) - 1, -1, -1.0)


def room(frame):
    """For all sizes, and for the bound."""
    return decades(frame.sizes, bounds(frame), least=(-9, 3))


panel = Recipe("chain", ChainView)
