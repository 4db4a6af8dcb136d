"""A table of true and said classes, and the images of the cell that is chosen."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.words import Words

ROOM, MOST = 12, 7.7  # images shown; root of the count that is darkest
SHOWN = {"shown": (theme.COLORS[3], "solid", None)}
CORNERS = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]])
CLASSES = dict(tickvals=list(range(10)), ticktext=list(map(str, range(10))))


class ConfusionView(Sheet):
    """Counts with a ring around the chosen cell, and its images; `ConfusionFrame`s."""

    columns = (("test images: click a cell", 1.2), ("the images of this cell", 1))
    label = "How often each true class was taken for each class, and images of one cell"

    def key_of(self, frame):
        """How large the images are."""
        return frame.images.shape[1:]

    def parts(self, frame):
        """Table, ring, images."""
        axes = dict(x="said", y="true class", x_axis=CLASSES, y_axis=CLASSES)
        axes |= dict(x_range=[-0.5, 9.5], y_range=[9.5, -0.5], scale=theme.CELLS, silent=True)
        ring = dict(size=30, symbols="square-open", rim=theme.INK, drags=("said", "truth"))
        return [
            (1, Heat(shades, (0, MOST), **axes)),
            (1, Words(numbers, over=True)),
            (1, Lines(cell, SHOWN, bare=True, width=4)),
            (1, Dots(chosen, theme.INK, **ring)),
            (2, Gallery(pictures, (0, 1), columns=4)),
        ]


def shades(frame):
    """Roots of the counts, so that rare mistakes show; the diagonal is as dark as it gets."""
    return np.minimum(np.sqrt(frame.counts), MOST)


def numbers(frame):
    """Counts in their cells; where there are none, nothing."""
    row, column = np.divmod(np.arange(100), 10)
    return column, row, [str(n) if n else "" for n in frame.counts.ravel()]


def cell(frame):
    """Whose images are shown."""
    x, y = frame.said + 0.47 * CORNERS[0], frame.truth + 0.47 * CORNERS[1]
    return {"shown": (x, y)}


def chosen(frame):
    """The cell of the knobs."""
    truth, said = frame.chosen
    return np.array([said]), np.array([truth])


def pictures(frame):
    """As many as there are; the other places stay empty."""
    n, size = len(frame.images), frame.images.shape[1:]
    images = np.full((ROOM, *size), np.nan)
    images[:n] = frame.images
    words = [str(frame.said)] * n + [" "] * (ROOM - n)
    return Pictures(images, words, [frame.said == frame.truth] * n + [None] * (ROOM - n))


panel = Recipe("confusion", ConfusionView)
