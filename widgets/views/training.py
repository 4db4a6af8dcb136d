"""Networks in training: what they get right, and what goes on in each of their layers."""

import numpy as np

from .axes import decades, over_layers, over_updates, share
from .lines import Lines
from .sheet import Sheet


class TrainingView(Sheet):
    """Shares right, gradients and movement of the weights by layer; `TrainingFrame`s."""

    columns = (
        ("examples right", 1.15),
        ("gradient of each layer", 1),
        ("how far weights have moved", 1),
    )
    label = "What networks get right, and the gradients and movements of their layers"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.inside.gradients)

    def parts(self, frame):
        """Curves, and two profiles over the layers."""
        right = Lines(curves, legend=True, **over_updates(), **share())
        layers = over_layers(len(frame.inside.gradients))
        gradients = profile("gradients", layers, "rms of dL/dW", -6, 0)
        movement = profile("movement", layers, "|W − W₀| / |W₀|", -3, 1)
        return [(1, right), (2, gradients), (3, movement)]


def curves(frame):
    """What is right, one line for all networks."""
    return {"training": (frame.steps, frame.train), "test": (frame.steps, frame.test)}


def profile(name, layers, y, *least):
    """Lines of a part of `frame.inside`, (L, K), over the number of the layer."""

    def get(frame):
        values = getattr(frame.inside, name)
        return {name: (np.arange(1, len(values) + 1), values.T)}

    return Lines(
        get,
        **layers,
        y=y,
        y_range=lambda frame: decades(getattr(frame.inside, name), least=least),
        log=True,
        markers=True,
    )
