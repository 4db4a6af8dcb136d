"""A digit to slide, turn, shrink; what a network says; and what becomes of all the others."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.dots import GREY
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

WAYS = {"shift": "shift, pixels", "turn": "turn to the left, degrees", "size": "size"}
RIGHT, OTHER = theme.COLORS[5], GREY
EDGE = dict(showline=True, mirror=True, linecolor=GREY, linewidth=1)
LOOKS = {
    "all test digits": (theme.COLORS[0], "solid", "circle"),
    "this one": (theme.COLORS[1], "dot", "diamond"),
}


class MovedDigitsView(Sheet):
    """The image, ten bars, a curve; `MovedDigitFrame`s."""

    columns = (("the digit", 1.2), ("what the network says", 1), ("all test digits", 1))
    label = "A digit that is moved, the ten outputs of a network, and accuracy against the move"

    def key_of(self, frame):
        """Which class is the right one, and the way."""
        return frame.label, frame.way

    def has_lines_of(self, frame):
        """Of the same way."""
        return self.key[1] == frame.way

    def parts(self, frame):
        """A picture, bars of which that of the right class is green, a curve with a mark."""
        ends = float(frame.ways[0]), float(frame.ways[-1])
        axes = dict(x=WAYS[frame.way], x_range=ends) | share("right")
        curve = Lines(curves, LOOKS, markers=("all test digits",), **axes)
        return [(1, digit()), (2, ten_bars(frame.label)), (3, curve)]


def digit():
    """The image, with its edges."""
    edges = dict(x_axis=EDGE, y_axis=EDGE, image=True, silent=True)
    return Heat(lambda frame: frame.image, (0, 1), scale="Greys", **edges)


def ten_bars(label):
    """A bar for each class, in green that of the right one."""
    looks = {str(n): (RIGHT if n == label else OTHER, "solid", None) for n in range(10)}
    return Bars(outputs, looks, x="class; green: the right one", **share("probability"))


def outputs(frame):
    """A bar for each class."""
    return {str(n): p for n, p in enumerate(frame.outputs)}


def curves(frame):
    """Accuracy against the way, and how far this digit went."""
    mark = np.full(2, frame.at), np.array([0.0, 1.0])
    return {"all test digits": (frame.ways, frame.right), "this one": mark}


panel = Recipe("moved-digit", MovedDigitsView)
