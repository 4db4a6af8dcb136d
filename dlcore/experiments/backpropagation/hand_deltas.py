"""The reader is the backward pass: deltas that are typed in, judged one by one."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import Finding
from ...knobs import knob, numbers
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, listed
from ._small import EDGES, UNITS, drawn

ORDER = tuple(name for names in UNITS[:0:-1] for name in names)  # from the outputs on
NEAR = 0.055  # of the right delta: two digits are enough


@dataclass(frozen=True)
class HandDeltasFrame(Frame):
    """The way forward has come to column t.

    outs, slopes, weights: of the network; target (2,); wiggled: 3 of (2, 2).

    deltas, typed: 3 of (2,), first layer first. edge: the number of the chosen one.
    """

    outs: tuple
    slopes: tuple
    weights: tuple
    target: np.ndarray
    wiggled: tuple
    deltas: tuple
    typed: tuple
    edge: int

    measures: ClassVar[dict] = {"right deltas": Measure(".0f")}
    units: ClassVar[tuple] = UNITS

    @property
    def right(self):
        """3 of (2,): whether a typed delta is right."""
        pairs = zip(self.typed, self.deltas, strict=True)
        return tuple(np.abs(t - d) <= NEAR * np.abs(d) + 1e-12 for t, d in pairs)

    @property
    def count(self):
        """How many are."""
        return int(sum(right.sum() for right in self.right))

    @property
    def scores(self):
        """One number."""
        return {"right deltas": {"": float(self.count)}}

    @property
    def product(self):
        """What goes into the chosen edge, the typed delta at its end, and their product."""
        layer, (i, j) = self.edge // 4, divmod(self.edge % 4, 2)
        into, back = self.outs[layer][i], self.typed[layer][j]
        return into, back, into * back

    @property
    def headline(self):
        """The count, and the chosen edge: with the typed delta, and by finite differences."""
        if self.t < 3:
            return f"Forward: {listed(self.units[self.t])} are known."
        into, back, product = map(amount, self.product)
        wiggle = amount(self.wiggled[self.edge // 4].ravel()[self.edge % 4])
        edge = f"{EDGES[self.edge]}: {into} × {back} = {product}, wiggle {wiggle}"
        return f"{self.count} of 6 deltas are right. {edge}."

    @property
    def summary(self):
        """The same in short, and what the first wrong one may lack."""
        more = "".join(f"; {finding.sentence}" for finding in self.findings)
        return f"{self.count} of 6 deltas are right{more.rstrip('.')}."

    @property
    def findings(self):
        """On the first delta, from the outputs on, that is not right."""
        for layer in (2, 1, 0):
            for j in (0, 1):
                if not self.right[layer][j]:
                    return [self.mistake(layer, j)]
        return []

    def mistake(self, layer, j):
        """What the typed delta of a unit looks like."""
        name, typed = UNITS[layer + 1][j], self.typed[layer][j]
        known = self.mistakes(layer, j)
        near = (why for why, v in known.items() if abs(typed - v) <= NEAR * abs(v) and v)
        why = next(near, "is not typed yet" if typed == 0 else "is not right yet")
        return Finding("delta", f"The delta of {name} {why}.", dict(typed=float(typed)))

    def mistakes(self, layer, j):
        """{what is wrong: the number that comes of it}."""
        slope, true = self.slopes[layer][j], self.deltas[layer][j]
        found = {"has the wrong sign": -true}
        if layer == 2:
            return found | {
                "lacks the slope σ′ = a (1 − a)": self.outs[3][j] - self.target[j],
                "is only the slope": slope,
            }
        W, above, own = self.weights[layer + 1], self.deltas[layer + 1], self.typed[layer + 1]
        one, other = (slope * W[j, k] * above[k] for k in (0, 1))
        found |= {
            "lacks the slope σ′ = a (1 − a)": W[j] @ above,
            "knows one path only; add the other one": one,
            "knows one path only, and lacks the other": other,
            "took weights that come in; those that go out count": slope * (W[:, j] @ above),
            "subtracts one of the two paths": one - other,
        }
        return found | {"follows from a wrong delta behind it": slope * (W[j] @ own)}

    @property
    def table(self):
        """Headings and a row for each unit, from the outputs on; what is right stays unsaid."""
        rows = []
        for layer in (2, 1, 0):
            for j, name in enumerate(UNITS[layer + 1]):
                numbers = self.outs[layer + 1][j], self.slopes[layer][j], self.typed[layer][j]
                said = "right" if self.right[layer][j] else "not yet"
                rows.append((name, *(f"{v:.3g}" for v in numbers), said))
        return ("unit", "output", "slope", "typed delta", "judged"), rows


@EXPERIMENTS.add("hand-deltas")
@dataclass(frozen=True, repr=False)
class HandDeltas(Experiment):
    """Cost: half the squared distance of the outputs from the target."""

    typed: tuple = numbers(
        (0.0,) * 6, -1, 1, names=ORDER, label="your deltas", help="∂C/∂z of each unit, two digits"
    )
    edge: str = knob("h1 → k1", choices=EDGES, help="which product to check; or click one")
    seed: int = knob(0, 0, 99, least=0, label="network", help="0: the numbers of source 4")

    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 1.5
    front: ClassVar[tuple] = ("typed", "edge")

    def frames(self):
        """The way forward, column by column; then it is the reader's turn."""
        net = drawn(self.seed)
        outs, slopes, _ = net.forward()
        typed = tuple(np.reshape(self.typed, (3, 2))[::-1].astype(float))
        given = outs, slopes, net.weights, net.target, net.wiggled()
        deltas, edge = net.backward()[0], EDGES.index(self.edge)
        for t in range(4):
            yield HandDeltasFrame(t, *given, deltas, typed, edge)
