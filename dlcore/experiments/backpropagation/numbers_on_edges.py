"""A small network with all its numbers: forward, then what comes back, and their product."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob, numbers
from ...registry import ACTIVATIONS, EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import amount
from ._small import BIASES, EDGES, TARGET, UNITS, WEIGHTS, Small, X, matrices, pairs

LIMIT = dict(least=-99, most=99)
HIDDEN = [name for names in UNITS[1:] for name in names]


@dataclass(frozen=True)
class NumbersOnEdgesFrame(Frame):
    """t layers of deltas are known, from the outputs on.

    outs: 4 of (2,), inputs first. slopes, deltas: 3 of (2,). weights, gradients, wiggled: 3 of
    (2, 2), the last by finite differences; masks: which weights count. target (2,); cost; edge:
    the number of the chosen one; turned: drawn from the outputs to the inputs; shown: "weights" or
    "gradients".
    """

    outs: tuple
    slopes: tuple
    deltas: tuple
    weights: tuple
    gradients: tuple
    wiggled: tuple
    masks: tuple
    target: np.ndarray
    cost: float
    edge: int
    turned: bool
    shown: str

    units: ClassVar[tuple] = UNITS

    @property
    def layer(self):
        """Of the chosen edge: 0, 1, 2."""
        return self.edge // 4

    @property
    def known(self):
        """Whether the delta at the end of the edge is there yet."""
        return self.t >= 3 - self.layer

    @property
    def factors(self):
        """What goes into the edge, what comes back at its end, their product, and the wiggle."""
        i, j = divmod(self.edge % 4, 2)
        into, back = self.outs[self.layer][i], self.deltas[self.layer][j]
        at = self.layer, (i, j)
        return into, back, self.gradients[at[0]][at[1]], self.wiggled[at[0]][at[1]]

    @property
    def headline(self):
        """Both factors of the chosen edge."""
        if not self.known:
            y = " and ".join(map(amount, self.outs[-1]))
            return f"Forward: the outputs are {y}, the cost is {amount(self.cost)}."
        into, back, product, wiggle = map(amount, self.factors)
        if not self.masks[self.layer].ravel()[self.edge % 4]:
            return f"Edge {EDGES[self.edge]}: not the larger one, so nothing comes back: 0."
        said = f"Edge {EDGES[self.edge]}: goes in {into}, comes back {back}; product {product}"
        return f"{said}, wiggle {wiggle}."

    @property
    def summary(self):
        """The same, and how far the two ways are apart over all weights."""
        gap = max(np.abs(a - b).max() for a, b in zip(self.gradients, self.wiggled, strict=True))
        cost = f"cost {self.cost:.4g}; product and wiggle differ by at most {gap:.1e}"
        return f"{self.headline[:-1]}; {cost}."

    @property
    def table(self):
        """Headings and a row for each edge that is known."""
        head = ("weight", "value", "goes in", "comes back", "product", "by wiggling")
        parts = (self.weights, self.gradients, self.wiggled)
        w, g, n = (np.concatenate([part.ravel() for part in each]) for each in parts)
        rows = []
        for k, name in enumerate(EDGES):
            layer, (i, j) = k // 4, divmod(k % 4, 2)
            if self.t >= 3 - layer:
                pair = self.outs[layer][i], self.deltas[layer][j]
                rows.append((name, *(f"{v:.4g}" for v in (w[k], *pair, g[k], n[k]))))
        return head, rows


@EXPERIMENTS.add("numbers-on-edges")
@dataclass(frozen=True, repr=False)
class NumbersOnEdges(Experiment):
    """The network of source 4, cost half the squared distance."""

    edge: str = knob("x1 → h1", choices=EDGES, label="edge", help="or click one")
    shown: str = knob(
        "weights", choices=["weights", "gradients"], label="on the edges", help="what"
    )
    drawn: str = knob("forward", choices=["forward", "reversed"], help="the direction")
    joint: str = knob("sum", choices=["sum", "max"], label="unit k1 takes", help="of its products")
    activation: str = knob("sigmoid", choices=ACTIVATIONS, help="of all units")
    x: tuple = numbers(X, -3, 3, names=UNITS[0], label="inputs", help="the example", **LIMIT)
    target: tuple = numbers(TARGET, -1, 1, names=UNITS[3], help="of the outputs", **LIMIT)
    weights: tuple = numbers(WEIGHTS, -4, 4, names=EDGES, help="of the edges", **LIMIT)
    biases: tuple = numbers(BIASES, -4, 4, names=HIDDEN, help="of the units", **LIMIT)

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    pace: ClassVar[float] = 1.5
    front: ClassVar[tuple] = ("edge", "shown", "drawn", "joint")

    @property
    def net(self):
        """With these numbers."""
        given = np.array(self.x, float), np.array(self.target, float)
        made = matrices(self.weights), pairs(self.biases)
        return Small(*given, *made, self.activation, self.joint == "max")

    def frames(self):
        """Forward, then a frame for each layer that the deltas reach."""
        net = self.net
        outs, slopes, masks = net.forward()
        deltas, gradients = net.backward()
        parts = outs, slopes, deltas, net.weights, gradients, net.wiggled(), masks
        about = EDGES.index(self.edge), self.drawn == "reversed", self.shown
        for t in range(4):
            yield NumbersOnEdgesFrame(t, *parts, net.target, net.cost(), *about)
