"""A deep sigmoid network that learns layer by layer first, and what that is worth."""

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Heat, Lines, tiles
from ...views.sheet import Sheet


def errors(part):
    """Share wrong on a part, all networks of a name in one line."""
    return lambda frame: bundles(frame.steps, getattr(frame, part))


class PretrainedView(Sheet):
    """What networks with different first weights get right, and what the first layer learned."""

    columns = (
        ("right: training", 1),
        ("right: test", 1),
        ("weights of 25 units of the first layer", 1.1),
    )
    label = "Accuracy from different first weights, and the first layer's weights as images"
    units = 25

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """Curves of both parts, and the weights of the first 25 units as images."""
        shared = dict(x="update of all layers", x_range=lambda frame: [0, frame.total], y="")
        shared |= dict(y_range=[0, 1.01], tick_format=".0%")
        side = int(round(len(frame.images) ** 0.5))

        def images(frame):
            return tiles(frame.images.T[: self.units].reshape(-1, side, side), 5)

        train = Lines(frame.names, errors("train"), legend=True, **shared)
        test = Lines(frame.names, errors("test"), **shared)
        return [(1, train), (2, test), (3, Heat(images, (-1, 1), image=True))]


panel = Recipe("pretrained", PretrainedView)
