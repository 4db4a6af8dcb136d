"""Images that optimizers make: like one digit, with rows like another."""

import numpy as np

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.axes import decades
from ...views.dots import Dots
from ...views.heat import Heat, squares, tiles
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet
from ...views.words import Words

COLUMNS, GAP = 4, 3
PLACE = 8 + GAP  # pixels from one image to the next
WANTED = "shape", "rows"


class ImagesView(Sheet):
    """The two images that are wanted and one of each rule; the losses; `ImageFrame`s."""

    columns = (("", 1.5), ("", 1))
    label = "Images made by several optimizers, and their losses"

    def key_of(self, frame):
        """Who makes one, and for how long."""
        return frame.names, frame.total

    def parts(self, frame):
        """Images with the marker of their rule, and lines."""
        looks = looks_of(frame.names, OPTIMIZERS)
        x, y = places(2 + len(frame.names))
        colors, _, symbols = zip(*looks.values(), strict=True)
        rules = slice(2, len(x) - 1)  # who has a check box, whose marker is known from there
        named = [*WANTED, *frame.names[-1:]], np.r_[x[:2], x[-1]], np.r_[y[:2], y[-1]]
        marks = dict(colors=colors[:-1], symbols=symbols[:-1], size=10, silent=True)
        loss = dict(x="looks at the gradient", x_range=[0, frame.total], y="loss", log=True)
        loss["y_range"] = lambda f: decades(f.losses, least=(0, 2))
        return [
            (1, Heat(pictures, (0, 1), scale="Greys", image=True)),
            (1, Words(lambda f: (*named[1:], named[0]), position="middle right")),
            (1, Dots(lambda f: (x[rules], y[rules]), **marks)),
            (2, Lines(losses, looks, legend=True, **loss)),
        ]


def places(n):
    """Where the signs of n images stand: x (n,), y (n,)."""
    k = np.arange(n)
    return PLACE * (k % COLUMNS) + 0.5, PLACE * (k // COLUMNS) + GAP / 2 - 0.5


def pictures(frame):
    """The images that are wanted, then those of the rules."""
    images = np.concatenate([frame.wanted, frame.images])
    sheet = tiles(squares(images), COLUMNS, GAP)
    return np.pad(sheet, ((GAP, 0), (0, 0)), constant_values=np.nan)


def losses(frame):
    """Over the looks."""
    return by_name(frame.names, np.arange(frame.t + 1), frame.losses)


panel = Recipe("image-by-gradient", ImagesView)
