"""A digit in two dozen variants, and whether a network that saw none of them reads it."""

from ...making import Recipe
from ...views.gallery import Gallery, Pictures
from ...views.sheet import Sheet


class AugmentationView(Sheet):
    """Pictures of one digit; `AugmentedDigitFrame`s."""

    columns = (("what the network says; the first is as it was", 1),)
    label = "One digit and 23 variants of it, each with the class a network takes it for"

    def parts(self, frame):
        """A gallery."""
        return [(1, Gallery(pictures, (0, 1), columns=8))]


def pictures(frame):
    """Right where the class is that of the first."""
    words = [f"a {digit}" for digit in frame.said]
    return Pictures(frame.images, words, frame.said == frame.label)


panel = Recipe("augmented-digit", AugmentationView)
