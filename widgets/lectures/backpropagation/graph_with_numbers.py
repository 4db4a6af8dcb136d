"""An expression as a graph, with the value and the gradient of each node."""

import numpy as np

from ...making import Recipe
from ...views.diagram import BACK, CHOSEN, FILL, RIM
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.network import OUTSIDE
from ...views.sheet import Sheet
from ...views.words import Words

EDGES = {"waits": ("#8A929C", "solid", None), "sends": (BACK, "solid", None)}
ROOM = 0.6  # around the nodes


class GraphView(Sheet):
    """Nodes and edges; `GraphWithNumbersFrame`s."""

    columns = (("below a node: its value, and in purple its gradient", 1),)
    label = "A graph of an expression, from the leaves on the left to its value on the right"

    def key_of(self, frame):
        """The graph."""
        return frame.names, tuple(map(tuple, frame.edges.tolist()))

    def parts(self, frame):
        """Edges, nodes, words."""
        self.at = at = placed(len(frame.names), frame.edges)
        x, y = at.T
        down = 0.085 * (np.ptp(y) + 2 * ROOM)
        axes = dict(x_range=[x.min() - ROOM, x.max() + ROOM])
        axes |= dict(y_range=[y.min() - ROOM - down, y.max() + ROOM])
        look = dict(size=38, rim=RIM, silent=True)
        sender = np.arange(len(x))

        def ring(frame):
            return x, np.where(sender == frame.sender, y, OUTSIDE)

        return [
            (1, Lines(lambda frame: edges(frame, at), EDGES, bare=True, width=3)),
            (1, Dots(ring, CHOSEN, **look | dict(size=48))),
            (1, Dots(lambda frame: (x, y), FILL, **look)),
            (1, Words(lambda frame: (x, y, list(frame.names)), color="#000000", **axes)),
            (1, Words(lambda frame: (x, y - 1.3 * down, list(frame.words[0])))),
            (1, Words(lambda frame: (x, y - 2.0 * down, list(frame.words[1])), color=BACK)),
        ]


def placed(count, edges):
    """Places (n, 2): a node stands right of all its inputs, near the middle of them."""
    column = np.zeros(count)
    for i in range(count):
        before = edges[edges[:, 1] == i, 0]
        column[i] = column[before].max() + 1 if len(before) else 0
    for i in range(count):  # leaves stand just before what needs them first
        if not (edges[:, 1] == i).any():
            after = edges[edges[:, 0] == i, 1]
            column[i] = column[after].min() - 1 if len(after) else 0
    y = np.zeros(count)
    for c in range(int(column.max()), -1, -1):
        mine = np.flatnonzero(column == c)
        wish = [
            y[edges[edges[:, 0] == i, 1]].mean() if (edges[:, 0] == i).any() else 0 for i in mine
        ]
        order = mine[np.argsort(wish, kind="stable")]
        middle = np.mean(wish)
        y[order] = middle + np.arange(len(order)) - (len(order) - 1) / 2
    return np.stack([1.0 * column, -y], -1)


def edges(frame, at):
    """Those that a gradient runs along now, and the others."""
    ends, now = at[frame.edges], frame.edges[:, 1] == frame.sender
    parts = {"waits": ends[~now], "sends": ends[now]}
    return {name: tuple(part.transpose(2, 0, 1)) for name, part in parts.items()}


panel = Recipe("graph-with-numbers", GraphView)
