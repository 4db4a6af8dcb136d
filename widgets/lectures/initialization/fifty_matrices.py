"""Vectors and directions through many matrices."""

import numpy as np

from ...making import Recipe
from ...views.axes import drawable
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet


class MatricesView(Sheet):
    """Lengths of vectors, and what is left of each direction; `MatricesFrame`s."""

    columns = (("length of ten vectors", 1), ("what is left of each direction", 1))
    label = "Lengths of vectors after each matrix, and singular values of the product"

    def key_of(self, frame):
        """Who is compared, over how many matrices, in how many directions."""
        return frame.names, frame.total, frame.gains.shape[-1]

    def has_lines_of(self, frame):
        """Any kind in common will do."""
        return not set(self.key[0]).isdisjoint(frame.names)

    def parts(self, frame):
        """A line for each vector, and the singular values from large to small."""
        looks, n = looks_of(frame.names, frame.kinds), frame.gains.shape[-1]
        over = dict(x="matrices passed", x_range=[0, frame.total])
        length = dict(y="length", y_range=[-1.5, 1.5], log=True)
        across = dict(x="direction, sorted", x_range=[0, n + 1], y="stretched by")
        return [
            (1, Lines(lengths, looks, legend=True, **over, **length)),
            (2, Lines(gains, looks, **across, y_range=[-10, 2], log=True)),
        ]


def lengths(frame):
    """Of all vectors, a row each."""
    return by_name(frame.names, np.arange(frame.t + 1), frame.lengths)


def gains(frame):
    """Singular values, where they are more than rounding."""
    seen = drawable(frame.gains, least=1e-13)
    return by_name(frame.names, np.arange(1, seen.shape[-1] + 1), seen)


panel = Recipe("matrices", MatricesView)
