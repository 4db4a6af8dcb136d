"""Two maxout layers with the numbers of the lecture: forward, the thin net, and back."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import Part, knob, points
from ...layers import Maxout, asked
from ...network import Net
from ...registry import EXPERIMENTS
from ...statistics import thin_linear
from ..base import Experiment, Frame
from ..phrases import listed, told

NUMBER = Part(-5, 5, least=-99, most=99)
STAGES = ("inputs", "first layer", "its winners", "second layer", "outputs", "gradient")
W1 = ((1.0, 2.0), (3.0, 2.0), (1.0, -1.0), (-1.0, 1.0))
W2 = ((0.0, 1.0), (1.0, -5.0), (1.0, -3.0), (0.0, 3.0))


@dataclass(frozen=True)
class HandFrame(Frame):
    """Stage t of STAGES. columns: inputs, pieces, units, pieces, outputs; those to come are nan.

    weights: W1 and W2, (inputs, pieces) and (units, pieces). k: pieces of a unit; won: True for
    the winning ones of both layers, (2, pieces); gradients: for each column, of the sum of the
    outputs, nan but in the last stage. thin: whether losers are left out of the picture. product
    (inputs, outputs): the one matrix that the net is for these inputs.
    """

    k: int
    columns: tuple
    weights: tuple
    won: np.ndarray
    gradients: tuple
    thin: bool
    product: np.ndarray

    @property
    def stage(self):
        """What is computed by now."""
        return STAGES[self.t]

    @property
    def said(self):
        """The numbers of each stage in words."""
        columns = [listed([f"{n:g}" for n in column], 4) for column in self.columns]
        return [
            f"the inputs are {columns[0]}",
            f"the pieces of the first layer are {columns[1]}",
            f"the largest of each group: {columns[2]}",
            f"the pieces of the second layer are {columns[3]}",
            f"the largest of each group: {columns[4]}",
            "only winners get a gradient",
        ]

    @property
    def headline(self):
        """The numbers of this stage."""
        return told(self.said[self.t] + ".")

    @property
    def summary(self):
        """All stages so far."""
        return told(f"{'; '.join(self.said[: self.t + 1])}.")

    @property
    def table(self):
        """Headings and a row for each unit of a column."""
        rows = zip(STAGES, self.columns, self.gradients, strict=False)
        return ("column", "number", "value", "gradient"), [
            (name, n, *(f"{v:.3g}" if np.isfinite(v) else "" for v in pair))
            for name, column, gradient in rows
            for n, pair in enumerate(zip(column, gradient, strict=True), 1)
        ]


@EXPERIMENTS.add("maxout-by-hand")
@dataclass(frozen=True, repr=False)
class MaxoutByHand(Experiment):
    """Two inputs, four pieces, their groups' largest; the same again. All biases are 0."""

    x1: float = knob(1.0, -5, 5, help="first input")
    x2: float = knob(2.0, -5, 5, help="second input")
    k: int = knob(2, choices=(2, 4), label="pieces in a group", help="of which the largest counts")
    thin: bool = knob(False, label="thin net only", help="leave out who has lost")
    w1: tuple = points(
        W1, {"from x1": NUMBER, "from x2": NUMBER}, label="first weights", help="of four pieces"
    )
    w2: tuple = points(
        W2, {"from unit 1": NUMBER, "from unit 2": NUMBER}, label="second weights", help="the same"
    )

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("x1", "x2", "k", "thin")
    pace: ClassVar[float] = 1

    def net(self):
        """The network, theta (P,), and both matrices (n_in, pieces)."""
        units = 4 // self.k
        net = Net((Maxout(2, units, self.k), Maxout(units, units, self.k)))
        theta, matrices = np.zeros(net.size), []
        for p, rows in zip(net.views(theta), (self.w1, self.w2), strict=True):
            W = np.array(rows, float).T[: p["W"].shape[1]]
            p["W"][...] = W.reshape(-1, units, self.k).transpose(2, 0, 1)
            matrices.append(W)
        return net, theta, tuple(matrices)

    def frames(self):
        """A frame for each stage."""
        net, theta, (first, second) = self.net()
        x = np.array([[self.x1, self.x2]], float)
        (a, y), backward = net.forward(theta, x)
        layers = zip(net.layers, net.views(theta), (x, a), strict=True)
        winners = [layer.winners(p, inputs)[0] for layer, p, inputs in layers]
        won = np.stack([(np.arange(self.k) == w[:, None]).ravel() for w in winners])
        columns = x[0], x[0] @ first, a[0], a[0] @ second, y[0]
        product = thin_linear(net, theta, x)[0][0]
        _, deltas = backward(np.ones_like(y))
        into, back = (asked(delta)[0] for delta in deltas)
        pieces = [np.repeat(g, self.k) * w for g, w in zip((back, 1 + 0 * y[0]), won, strict=True)]
        gradients = tuple(g + 0.0 for g in (into, pieces[0], back, pieces[1], 1 + 0 * y[0]))
        for t in range(len(STAGES)):
            known = tuple(c if n <= t else c * np.nan for n, c in enumerate(columns))
            told_back = gradients if t == 5 else tuple(c * np.nan for c in columns)
            weights = first, second
            yield HandFrame(t, self.k, known, weights, won, told_back, self.thin, product)
