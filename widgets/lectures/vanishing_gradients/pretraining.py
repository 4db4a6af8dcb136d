"""A deep sigmoid network that learns layer by layer first, and what that is worth."""

from ...making import Recipe
from ...views.axes import share
from ...views.heat import Heat, squares, tiles
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet

UNITS = 25


class PretrainedView(Sheet):
    """What networks with different first weights get right, and what the first layer learned."""

    columns = (
        ("right: training", 1),
        ("right: test", 1),
        ("weights of 25 units of the first layer", 1.1),
    )
    label = "Accuracy from different first weights, and the first layer's weights as images"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """Curves of both parts, and the weights of the first units as images."""
        updates = dict(x="update of all layers", x_range=lambda frame: [0, frame.updates])
        sides = updates | share()
        return [
            (1, Lines(rows_of("train"), legend=True, **sides)),
            (2, Lines(rows_of("test"), **sides)),
            (3, Heat(images, (-1, 1), image=True)),
        ]


def images(frame):
    """Weights of the first units."""
    return tiles(squares(frame.images.T[:UNITS]), 5)


panel = Recipe("pretrained", PretrainedView)
