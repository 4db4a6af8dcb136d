"""How many test images are right when a step of the preparation is forgotten."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.sheet import Sheet

WAYS = ("as in training", "pixels × 16", "mean subtracted", "lying on their side")


class ForgottenView(Sheet):
    """A bar for each way of testing; `ForgottenFrame`s."""

    columns = (("a dot for each network", 1),)
    label = "Test accuracy of trained networks whose test images were prepared in four ways"

    def parts(self, frame):
        """Bars from left to right."""
        axes = dict(x="test images right", x_range=[0, 1.01], x_axis=dict(tickformat=".0%"))
        return [(1, Bars(right, WAYS, sideways=True, **axes))]


def right(frame):
    """Of each network."""
    return dict(zip(WAYS, frame.right, strict=True))


panel = Recipe("forgotten-step", ForgottenView)
