"""The images that networks take for a class, with and without a penalty on ink."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.heat import Tiles, squares
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet
from ._looks import looks


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
        kinds = looks(frame.names)
        rows, across = range(1, frame.images.shape[1] + 1), (*frame.names, "class mean")
        words = [f"{kind}, network {k}" for k in rows for kind in across]
        climb = dict(x="step of the climb", x_range=lambda frame: [0, frame.last])
        return [
            (1, Tiles(images, (0, 1), len(across), words, scale="Greys")),
            (2, Lines(rows_of("ink"), kinds, legend=True, **climb, **share())),
            (3, Lines(rows_of("likeness"), kinds, y="", y_range=[-0.1, 1], **climb)),
        ]


def images(frame):
    """A row for each network, in it the images of each kind and the mean."""
    means = np.broadcast_to(frame.mean, frame.images.shape[1:])
    kinds = np.stack([*frame.images, means], 1)  # (network, kind, pixel)
    return squares(kinds.reshape(-1, kinds.shape[-1]))


panel = Recipe("class-images", ClassImagesView, in_page=dict(runs=1))
