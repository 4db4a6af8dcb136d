"""One network sees images as they are, one scrambled: weights as images, and what both read."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ._looks import weight_gallery


class PermutedPixelsView(Sheet):
    """Three times ten images, and curves; `PermutedFrame`s."""

    columns = (
        ("weights: images as they are", 1),
        ("weights: images scrambled", 1),
        ("those, pixels put back", 1),
        ("test digits right", 1.1),
    )
    label = "Weights of a network on images and of one on scrambled images, and what both read"

    def key_of(self, frame):
        """The size of the images."""
        return frame.weights.shape

    def has_lines_of(self, frame):
        """Any."""
        return True

    def parts(self, frame):
        """Galleries, lines."""
        right = Lines(curves, frame.names, legend=True, **over_updates(), **share())
        sheets = [(n + 1, weight_gallery(sheet(n), words)) for n in range(3)]
        return [*sheets, (4, right)]


def sheet(n):
    """The get of ten images."""
    return lambda frame: frame.weights[n]


def words(frame):
    """Numbers of the units, which are the classes where there is no hidden layer."""
    return [str(n) for n in range(len(frame.weights[0]))]


def curves(frame):
    """Of both networks."""
    return by_name(frame.names, frame.steps, frame.right)


panel = Recipe("permuted", PermutedPixelsView)
