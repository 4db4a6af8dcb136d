"""Train with and without penalty, then cut the smallest weights."""

from ...making import Recipe
from ...views.axes import share
from ...views.heat import Tiles, squares
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet
from ._looks import looks


class PruningView(Sheet):
    """Accuracy against the share cut, and what is left of some units; `PruningFrame`s."""

    columns = (
        ("test examples right after the cut", 1.3),
        ("rows: no penalty, L2, L1", 1),
    )
    label = "Test accuracy against the share of weights cut, and images of what is left"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """A line for each network, and images in rows."""
        cut = dict(x="share of the weights cut, the smallest first", x_range=[-0.01, 1.01])
        right = rows_of("test", over="shares")
        right = Lines(right, looks(frame.names), markers=True, legend=True, **cut, **share())
        across = frame.images.shape[1]
        words = [f"{kind}, unit {u + 1}" for kind in frame.names for u in range(across)]
        return [(1, right), (2, Tiles(images, (-0.3, 0.3), across, words))]


def images(frame):
    """Weights of some units, a row for each network."""
    return squares(frame.images.reshape(-1, frame.images.shape[-1]))


panel = Recipe("pruning", PruningView, in_page=dict(runs=1))
