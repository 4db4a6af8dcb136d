"""Three linear layers are trained, and then multiplied: the images of the first matrix."""

from ...figure import theme
from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet
from ...views.words import Words
from ._looks import weight_gallery


class Note(Words):
    """Words on a plot, in the colour of all words of the page."""

    @property
    def look(self):
        """That of `Words`, but for the colour."""
        return super().look | dict(textfont=dict(size=theme.FONT["size"], color=theme.INK))


class StackOfLinearView(Sheet):
    """Ten images, the matrices that are left, curves; `CollapseFrame`s."""

    columns = (("weights into ten units of the first matrix", 1.3), ("test digits right", 1))
    label = "Weights of the first matrix of a linear stack as images, and what the stack reads"

    def key_of(self, frame):
        """The size of the images."""
        return frame.images.shape

    def has_lines_of(self, frame):
        """Any stack."""
        return True

    def parts(self, frame):
        """A gallery, and lines with the sizes of the matrices above them."""
        right = Lines(curves, frame.names, legend=True, **over_updates(), **share())
        place = dict(over=True, position="middle right")
        sizes = Note(lambda frame: ([0.03 * frame.total], [0.08], [frame.product]), **place)
        return [(1, weight_gallery(lambda frame: frame.images, words)), (2, right), (2, sizes)]


def curves(frame):
    """What the stack and the single layer have right."""
    return by_name(frame.names, frame.steps, frame.right)


def words(frame):
    """Units have numbers, until they are classes."""
    last = len(frame.sizes) == 1
    return [str(n) if last else f"unit {n + 1}" for n in range(len(frame.images))]


panel = Recipe("collapse", StackOfLinearView)
