"""Averages of polynomials: variance falls, bias stays."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet

SEEN = 6  # polynomials that are drawn
ANGLE = np.linspace(0, 2 * np.pi, 61)
RINGS = np.array([0.1, 0.3, 0.6])


class BaggedView(Sheet):
    """Three pictures of one thing; `BaggedFrame`s."""

    columns = (
        ("polynomials and averages", 1),
        ("errors at two places", 1.1),
        ("variances (σ²/M: solid), bias²", 1),
    )
    label = "Polynomials and averages, errors at two places as a target, variance and bias squared"

    def parts(self, frame):
        """Curves; dots on rings; numbers against the size of the ensemble."""
        box = dict(x="x", x_range=[-1, 1], y="y", y_range=[-2.2, 2.2])
        at = [f"error at x = {x:.1f}" for x in frame.aims]
        sizes = Lines(
            numbers,
            x="polynomials averaged",
            x_range=lambda frame: [0, frame.total + 1],
            y="",
            y_range=[-4, 0],
            log=True,
        )
        shots = [(2, shots_of(s)) for s in range(len(frame.shots))]
        return [(1, Curves(curves, legend=True, **box)), (2, rings(*at)), *shots, (3, sizes)]


class Curves(Lines):
    """Lines of which the first, many in one, stay in the background."""

    def add(self, figure, where, frame):
        """Put the traces into the subplot."""
        super().add(figure, where, frame)
        figure.data[self.first].update(opacity=0.4)


def curves(frame):
    """Some polynomials, both averages, and the truth."""
    own, bootstrap = frame.mean
    return {
        "single polynomials": (frame.x, frame.fits[:SEEN]),
        "average, own data each": (frame.x, own),
        "average, bootstrap": (frame.x, bootstrap),
        "the truth": (frame.x, frame.truth),
    }


def rings(x, y):
    """Rings around the truth, drawn round."""
    circles = RINGS[:, None] * np.cos(ANGLE), RINGS[:, None] * np.sin(ANGLE)
    sides = dict(x=x, y=y, x_range=[-1.2, 1.2], y_range=[-1.2, 1.2], square=True)
    ticks = dict(x_axis=dict(dtick=1), y_axis=dict(dtick=1))
    grey = {"target": ("grey", "solid", "circle")}
    return Lines(lambda frame: {"target": circles}, grey, **sides, **ticks)


def shots_of(s):
    """Errors of the averages of one source, in its look among the curves."""
    color, _, shape = theme.look(1 + s)
    return Dots(lambda frame: tuple(frame.shots[s].T), color, symbols=shape)


def numbers(frame):
    """Against the size of the ensemble: variance / M, both variances, bias²."""
    sizes = np.arange(1, frame.t + 1)
    lines = frame.variance[0, 0] / sizes, *frame.variance, frame.bias[0]
    names = "σ² / M", *frame.names, "bias²"
    return {name: (sizes, line) for name, line in zip(names, lines, strict=True)}


panel = Recipe("bagged", BaggedView)
