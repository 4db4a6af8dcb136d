"""A line is fitted to points, with targets of the right shape or of the wrong one."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet

LINE = {"line": (theme.COLORS[1], "solid", "circle")}
LOSS = {"loss": (theme.COLORS[0], "solid", "circle")}


class WrongShapeView(Sheet):
    """Points and a line, the differences as a picture, the loss; `BroadcastFrame`s."""

    columns = (
        ("points, and the line by now", 1.4),
        ("prediction − target", 1),
        ("loss", 1),
    )
    label = "A line that is fitted to points, all differences it is made of, and its loss"

    def key_of(self, frame):
        """How the differences are arranged."""
        return frame.errors.shape, frame.x.tobytes(), frame.y.tobytes()

    def has_lines_of(self, frame):
        """Any."""
        return True

    def parts(self, frame):
        """A plot, a picture, a curve."""
        n = len(frame.x)
        box = dict(x="x", x_range=[-1.6, 1.6], y="y", y_range=[-6, 8])
        sides = dict(x_range=[-0.5, n - 0.5], y_range=[n - 0.5, -0.5], square=False)
        steps = dict(x="step", x_range=[0, 80], y="mean of the squares", y_range=[0, 16])
        heat = Heat(differences, (-6, 6), image=True, **sides)
        dots = Dots(lambda frame: (frame.x, frame.y), theme.INK, size=7, silent=True, **box)
        return [
            (1, dots),
            (1, Lines(line, LINE, bare=True, width=3)),
            (2, heat),
            (3, Lines(losses, LOSS, **steps)),
        ]


def line(frame):
    """The present one."""
    x = np.array([-2.0, 2.0])
    return {"line": (x, frame.w * x + frame.b)}


def differences(frame):
    """One column, or a square."""
    return frame.errors


def losses(frame):
    """After each step."""
    return {"loss": (np.arange(len(frame.losses)), frame.losses)}


panel = Recipe("broadcast", WrongShapeView)
