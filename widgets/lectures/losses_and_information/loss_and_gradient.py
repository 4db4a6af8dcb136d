"""What six losses send back to the scores, and from there to each layer."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_layers
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, six

LOW, HIGH = -6.0, 2.5  # exponents of the gradients that are shown


class GradientView(Sheet):
    """Gradients against how wrong the network is, and layer by layer; `GradientFrame`s."""

    columns = (("gradient at the scores", 1.2), ("gradient of each layer", 1))
    label = "Gradients of six losses at the scores and in each layer of a network that is wrong"

    def key_of(self, frame):
        """The losses and the layers."""
        return frame.names, frame.layers.shape

    def parts(self, frame):
        """Two sets of lines in powers of ten."""
        names, layers = six(frame.names), frame.layers.shape[1]
        sure = dict(x="score of the class believed in", x_range=[0, 20])
        sizes = dict(y="", y_range=[LOW, HIGH], log=True)
        inside = dict(y="rms of dL/dW", y_range=[LOW, HIGH], log=True)
        return [
            (1, Lines(sent, names, bare=True, width=3, legend=True, **sure, **sizes)),
            (1, Lines(here, {"this network": (BLACK, "dot", None)}, bare=True, legend=True)),
            (2, Lines(by_layer, names, markers=True, **over_layers(layers), **inside)),
        ]


def sent(frame):
    """Against the score."""
    rows = zip(frame.names, frame.sent, strict=True)
    return {name: (frame.over, np.maximum(row, 1e-9)) for name, row in rows}


def here(frame):
    """An upright line."""
    return {"this network": (np.full(2, frame.wrong), 10.0 ** np.array([LOW, HIGH]))}


def by_layer(frame):
    """From the input on."""
    layers = np.arange(1, frame.layers.shape[1] + 1)
    rows = zip(frame.names, frame.layers, strict=True)
    return {name: (layers, np.maximum(row, 1e-12)) for name, row in rows}


panel = Recipe("loss-and-gradient", GradientView)
