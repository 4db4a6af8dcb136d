"""An image, the same numbers in one row, and its label as ten numbers."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import Dots
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

INK = {"ink": theme.look(0)}
MARK = dict(symbols="circle-open", rim=theme.COLORS[3])


class ImageView(Sheet):
    """The chosen image with a marked pixel, and its vector; `ImageFrame`s."""

    columns = (
        ("images to choose from", 1),
        ("the image", 1),
        ("the same as a vector", 1.2),
        ("its label as a vector", 1),
    )
    label = "An image with a marked pixel, the vector of its pixels, and its label as ten numbers"

    def key_of(self, frame):
        """How large the images are."""
        return frame.side

    def parts(self, frame):
        """Gallery, image and pixel, vector and entry, label."""
        side, n = frame.side, frame.side**2
        entry = dict(
            x="entry, from 0", x_range=[-0.02 * n, 1.02 * n], y="ink", y_range=[-0.06, 1.1]
        )
        label = dict(x="class", y="entry of y", y_range=[0, 1.1])
        sides = dict(x="column", y="row", x_axis=TICKS, y_axis=TICKS)
        return [
            (1, Gallery(pictures, (0, 1), columns=4, chooses="index")),
            (2, Heat(image, (0, 1), scale="Greys", image=True, **sides)),
            (
                2,
                Dots(
                    pixel,
                    theme.COLORS[3],
                    size=12 if side > 8 else 20,
                    drags=("column", "row"),
                    **MARK,
                ),
            ),
            (3, Lines(vector, INK, bare=True, width=1, **entry)),
            (3, Dots(marked, theme.COLORS[3], size=14, **MARK)),
            (4, Bars(lambda frame: {"y": frame.y}, places=range(10), **label)),
        ]


TICKS = dict(showticklabels=True, ticks="outside")


def pictures(frame):
    """All there are, with their classes."""
    return Pictures(frame.images, list(frame.labels), None, frame.chosen)


def image(frame):
    """The chosen one."""
    return frame.images[frame.chosen]


def pixel(frame):
    """Where it is in the image."""
    return np.array([frame.column]), np.array([frame.row])


def vector(frame):
    """All numbers in a row, as far as they are laid out."""
    return {"ink": (np.arange(frame.x.size), frame.laid)}


def marked(frame):
    """The entry of the marked pixel."""
    return np.array([frame.entry]), frame.laid[[frame.entry]]


panel = Recipe("image-as-vector", ImageView)
