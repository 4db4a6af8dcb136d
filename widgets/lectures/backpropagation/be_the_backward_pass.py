"""The small network, and below its units the deltas that the reader has typed in."""

import numpy as np

from ...making import Recipe
from ...views.diagram import KEY, diagram
from ...views.net import Net, short
from ...views.sheet import Sheet
from ._looks import EMPTY, FULL, SIZES, TITLES, named


class HandView(Sheet):
    """The diagram; `HandDeltasFrame`s."""

    columns = ((f"purple: your deltas · {KEY}", 1),)
    label = "A network of two inputs, two hidden layers and two outputs; its deltas are typed in"

    def parts(self, frame):
        """The network."""
        about = dict(full=FULL, titles=TITLES, edge="edge")
        return [(1, part) for part in diagram(net, SIZES, **about)]


def net(frame):
    """Numbers of a frame; a delta that is right has a ✓."""
    pairs = zip(frame.typed, frame.right, strict=True)
    below = [[judged(*one) for one in zip(*pair, strict=True)] for pair in pairs]
    above = list(named(frame))
    above[3] = [f"{words}, target {y:g}" for words, y in zip(above[3], frame.target, strict=True)]
    known = [i <= frame.t for i in range(4)]
    outs = [a if k else EMPTY for a, k in zip(frame.outs, known, strict=True)]
    above = [a if k else n for a, k, n in zip(above, known, frame.units, strict=True)]
    waits = tuple(np.full(2, not k) for k in known)  # the way forward has not come there yet
    about = dict(silent=waits, edge=frame.edge)
    return Net(outs, frame.weights, None, above, (EMPTY, *below), **about)


def judged(delta, right):
    """As it is written below its unit."""
    return f"{short(float(delta))} ✓" if right else f"{short(float(delta))} ?" if delta else "?"


panel = Recipe("hand-deltas", HandView)
