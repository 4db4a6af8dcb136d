"""One image in six batches, and both modes while the network learns."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.bars import Bars
from ...views.heat import Heat, squares
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet


class SameImageView(Sheet):
    """The image, how sure the network is of it in each batch, all digits; `SameImageFrame`s."""

    columns = (
        ("the image", 1.2),
        ("probability of its class", 1),
        ("test digits right", 1),
    )
    label = "A digit, the probability of its class in six batches, and test digits right"

    def parts(self, frame):
        """An image, pairs of bars, two curves."""
        places, sure = range(1, frame.sure.shape[-1] + 1), share()
        bars = Bars(chances, names=frame.modes, places=places, legend=True, x="batch", **sure)
        return [
            (1, Heat(image, (0, 1), image=True, scale="Greys")),
            (2, bars),
            (3, Lines(curves, **over_updates(), **share())),
        ]


def image(frame):
    """Its pixels."""
    return squares(frame.image[None])[0]


def chances(frame):
    """A series for each mode."""
    return dict(zip(frame.modes, frame.sure, strict=True))


def curves(frame):
    """A line for each mode."""
    return by_name(frame.modes, frame.steps, frame.right)


panel = Recipe("same-image", SameImageView)
