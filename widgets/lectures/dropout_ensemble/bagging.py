"""Averages of polynomials: variance falls, bias stays."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Dots, Lines, heat_axis
from ...views.sheet import Sheet

SEEN = 6  # polynomials that are drawn


CURVES = ("single polynomials", "average, own data each", "average, bootstrap", "the truth")


ANGLE = np.linspace(0, 2 * np.pi, 61)


RINGS = (0.1, 0.3, 0.6)


def curves(frame):
    """Some polynomials, both averages, and the truth."""
    fits = frame.fits[:SEEN]
    three = (np.tile(y, (len(fits), 1)) for y in (*frame.mean, frame.truth))
    return bundles(frame.x, (fits, *three))


def target(frame):
    """Rings around the truth."""
    turn = np.stack([np.cos(ANGLE), np.sin(ANGLE)], -1)
    gap = np.full((1, 2), np.nan)
    circles = [part for radius in RINGS for part in (radius * turn, gap)]
    x, y = np.concatenate(circles).T
    return x, y[None]


def numbers(frame):
    """Against the size of the ensemble: variance / M, both variances, bias²."""
    sizes = np.arange(1, frame.t + 1)
    return sizes, np.stack([frame.variance[0, 0] / sizes, *frame.variance, frame.bias[0]])


class Singles(Lines):
    """Curves of which the first, many in one, stay in the background."""

    def add(self, figure, where, frame):
        """Put the traces into the subplot."""
        super().add(figure, where, frame)
        figure.data[self.first].update(opacity=0.4)


class Rings(Lines):
    """Circles that are drawn round."""

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        super().add(figure, where, frame)
        axis = dict(constrain="domain", dtick=1)
        figure.update_xaxes(**axis, **where)
        figure.update_yaxes(scaleanchor=heat_axis(figure), **axis, **where)


class BaggedView(Sheet):
    """Three pictures of one thing; `BaggedFrame`s."""

    columns = (
        ("polynomials and averages", 1),
        ("errors of the averages at two places", 1.1),
        ("variances, σ²/M (solid), bias² (red)", 1),
    )
    label = "Polynomials and averages, errors at two places as a target, variance and bias squared"

    def parts(self, frame):
        """Curves; dots on rings; numbers against the size of the ensemble."""
        box = dict(x="x", y="y", x_range=[-1, 1], y_range=[-2.2, 2.2], legend=True)
        at = [f"error at x = {x:.1f}" for x in frame.aims]
        limits = dict(x_range=[-1.2, 1.2], y_range=[-1.2, 1.2])
        shots = [
            Dots(
                lambda frame, s=s: tuple(frame.shots[s].T),
                [color] * len(frame.shots[s]),
                symbols=shape,
            )
            for s, (color, _, shape) in enumerate(map(theme.look, (1, 2)))
        ]
        sizes = Lines(
            ("σ² / M", *frame.names, "bias²"),
            numbers,
            x="polynomials averaged",
            x_range=lambda frame: [0, frame.total + 1],
            y="",
            y_range=[-4, 0],
            log=True,
        )
        limits["looks"] = [("grey", "solid", "circle")]
        rings = Rings(("target",), target, x=at[0], y=at[1], **limits)
        dots = [(2, part) for part in shots]
        return [(1, Singles(CURVES, curves, **box)), (2, rings), *dots, (3, sizes)]


panel = Recipe("bagged", BaggedView)
