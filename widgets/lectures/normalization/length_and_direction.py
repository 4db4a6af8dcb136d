"""Two ways down a valley: with the weights, and with their direction and length apart."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

SIDE, V, G = [-2.2, 2.2], "length of v", "g"
MARK = "#B3475F"


class DirectionView(Sheet):
    """Both paths in the plane, with v; lengths over the steps; `DirectionFrame`s."""

    columns = (("two weights, from the origin", 1.2), ("lengths", 1))
    label = "Paths of two weights with and without weight normalization, and the length of v"

    def key_of(self, frame):
        """How long it goes on."""
        return frame.total

    def parts(self, frame):
        """Paths, v as a line from the origin, the goal; two curves."""
        looks = looks_of((*frame.names, "v"))
        same = {V: looks["v"], G: looks[frame.names[1]]}
        plane = dict(x="w₁", x_range=SIDE, y="w₂", y_range=SIDE, square=True)
        over = dict(x="step", x_range=[0, frame.total], y="", y_range=tall)
        goal = Dots(lambda f: (f.target[:1], f.target[1:]), MARK, size=14, symbols="star")
        return [
            (1, Lines(paths, looks, legend=True, **plane)),
            (1, goal),
            (2, Lines(lengths, same, **over)),
        ]


def paths(frame):
    """Both, and v."""
    ways = {name: tuple(path.T) for name, path in zip(frame.names, frame.paths, strict=True)}
    return ways | {"v": (np.array([0, frame.v[-1, 0]]), np.array([0, frame.v[-1, 1]]))}


def lengths(frame):
    """Of v, and g, which is that of w."""
    steps = np.arange(frame.t + 1)
    return {V: (steps, frame.lengths), G: (steps, frame.g)}


def tall(frame):
    """For the longest."""
    return [0, float(min(1e6, max(2, np.ceil(1.1 * np.nanmax([frame.lengths, frame.g])))))]


panel = Recipe("direction", DirectionView)
