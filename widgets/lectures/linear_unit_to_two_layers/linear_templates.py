"""Ten linear units learn digits: their weights as images, the loss, and what they read."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet
from ._looks import digits, weight_gallery

TOP = {"mse": 0.7, "cross-entropy": 2.6}


class LinearTemplatesView(Sheet):
    """Ten images, losses, and a share; `TemplatesFrame`s."""

    columns = (("weights: orange for, blue against", 1.3), ("loss", 1), ("test digits right", 1))
    label = "Weights of ten linear units as images, their loss, and the share of digits they read"

    def key_of(self, frame):
        """The loss and the size of the images."""
        return frame.loss, frame.images.shape

    def has_lines_of(self, frame):
        """Of the same loss."""
        return self.key[0] == frame.loss

    def parts(self, frame):
        """A gallery and two plots."""
        axes, names = over_updates(), looks_of(("mini-batch", "all digits"))
        loss = dict(y=frame.loss, y_range=[0, TOP[frame.loss]])
        right = Lines(shares, looks_of(("right",), ("", "", "right")), **axes, **share())
        return [
            (1, weight_gallery(lambda frame: frame.images, digits)),
            (2, Lines(losses, names, legend=True, **axes, **loss)),
            (3, right),
        ]


def losses(frame):
    """Of each mini-batch that was looked at, and of all training digits."""
    return {"mini-batch": (frame.steps, frame.batches), "all digits": (frame.steps, frame.losses)}


def shares(frame):
    """What is right."""
    return {"right": (frame.steps, frame.right)}


panel = Recipe("templates", LinearTemplatesView)
