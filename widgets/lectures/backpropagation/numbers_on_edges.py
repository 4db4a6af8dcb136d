"""The small network with all its numbers, drawn either way."""

from ...making import Recipe
from ...views.diagram import KEY, diagram
from ...views.net import Net
from ...views.sheet import Sheet
from ._looks import EMPTY, FULL, SIZES, TITLES, counted, named

HEADS = {False: f"purple: what comes back · {KEY}"}
HEADS[True] = f"in the units: their gains · {KEY}"


class NumbersView(Sheet):
    """The diagram; `NumbersOnEdgesFrame`s."""

    label = "A network of two inputs, two hidden layers and two outputs with all its numbers"

    @property
    def columns(self):
        """One, and what its numbers are."""
        return ((HEADS[bool(self.key)], 1),)

    def key_of(self, frame):
        """Which way it is drawn."""
        return frame.turned

    def parts(self, frame):
        """The network."""
        about = dict(turned=frame.turned, full=FULL, titles=TITLES, edge="edge")
        return [(1, part) for part in diagram(net, SIZES, **about)]


def net(frame):
    """Numbers of a frame; what has not come back yet is not shown."""
    known = [layer >= 3 - frame.t for layer in range(3)]
    deltas = [d if k else EMPTY for d, k in zip(frame.deltas, known, strict=True)]
    weights, edges = counted(frame.weights, frame.masks), None
    if frame.shown == "gradients":
        edges = [g if k else (EMPTY, EMPTY) for g, k in zip(frame.gradients, known, strict=True)]
    units, above = frame.outs, named(frame)
    if frame.turned:
        units = (EMPTY, *(s for s in frame.slopes))
        above = named(frame, slopes=False)
    return Net(units, weights, edges, above, (EMPTY, *deltas), edge=frame.edge)


panel = Recipe("numbers-on-edges", NumbersView)
