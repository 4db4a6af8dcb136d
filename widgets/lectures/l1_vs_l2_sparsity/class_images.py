"""The images that networks take for a class, with and without a penalty on ink."""

import numpy as np

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Heat, Lines, tiles
from ...views.sheet import Sheet
from ...views.weights import squares


class ClassImagesView(Sheet):
    """Images that climb, their ink and their likeness to the class; `ClassImagesFrame`s."""

    columns = (
        ("none, L2, L1, class mean", 2),
        ("ink: pixels above 0.1", 1),
        ("likeness to the mean", 1),
    )
    spacing = 0.1
    label = "Images that a network takes for a class, their ink and their likeness to the class"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """Images, a row for each network and a column for each kind, and two sets of curves."""

        def images(frame):
            means = np.broadcast_to(frame.mean, frame.images.shape[1:])
            kinds = np.stack([*frame.images, means], 1)  # (network, kind, pixel)
            return tiles(np.concatenate([squares(row) for row in kinds]), kinds.shape[1])

        def curves(part):
            return lambda frame: bundles(frame.steps, getattr(frame, part))

        axis = dict(x="step of the climb", x_range=lambda frame: [0, frame.last], y="")
        ink = dict(y_range=[0, 1.01], tick_format=".0%", legend=True)
        return [
            (1, Heat(images, (0, 1), scale="Greys", image=True)),
            (2, Lines(frame.names, curves("ink"), **ink, **axis)),
            (3, Lines(frame.names, curves("likeness"), y_range=[-0.1, 1], **axis)),
        ]


panel = Recipe("class-images", ClassImagesView)
