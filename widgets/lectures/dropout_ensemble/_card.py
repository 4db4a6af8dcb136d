"""The picture of this lecture on the start page: a network, half of whose units are gone."""

import numpy as np

from dlcore import PlainDropout

from ...figure import theme
from ...figure.sketch import HIGH, WIDE, dot, line, sketch

WIDTHS = (5, 6, 6, 3)


def picture():
    """A mask of dropout with rate 1/2 on the hidden layers, and the edges that are left."""
    rng, drop = np.random.default_rng(4), PlainDropout(0.5)
    there = [drop.forward({}, np.ones((1, n)), rng)[0][0] > 0 for n in WIDTHS]
    there[0][:] = there[-1][:] = True
    x = np.linspace(20, WIDE - 20, len(WIDTHS))
    y = [np.linspace(14, HIGH - 14, n) for n in WIDTHS]
    parts = [
        line([(x[k], y[k][i]), (x[k + 1], y[k + 1][j])], "#9AA7B2", 1)
        for k in range(len(WIDTHS) - 1)
        for i in np.flatnonzero(there[k])
        for j in np.flatnonzero(there[k + 1])
    ]
    gone = dict(stroke="#9AA7B2", stroke_dasharray="2 2")
    for across, column, alive in zip(x, y, there, strict=True):
        for down, lives in zip(column, alive, strict=True):
            look = {} if lives else gone
            parts.append(dot(across, down, 7, theme.look(0)[0] if lives else "#FFFFFF", **look))
    return sketch("A network in which some hidden units are switched off", *parts)
