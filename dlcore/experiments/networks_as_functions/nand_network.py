"""XOR out of NANDs: what one unit cannot do, six can, and each of their numbers is yours."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import numbers
from ...registry import EXPERIMENTS
from ._by_numbers import ByNumbers, ByNumbersFrame, names_of

SIZES = (2, 3, 2, 1)
LETTERS = ["a", "b", "p", "q", "r", "u", "v", "y"]
W_NAMES, B_NAMES = (names[-n:] for names, n in zip(names_of(SIZES, LETTERS), (8, 3), strict=True))
ROWS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
GIVEN, GIVEN_BIASES = (1.0, 0.0, -2.0, -2.0, 0.0, 1.0), (-0.5, 3.0, -0.5)  # a, NAND, b
XOR = np.array([0, 1, 1, 0], bool)


@dataclass(frozen=True)
class NandNetworkFrame(ByNumbersFrame):
    """outputs (4,): the last unit's for the rows of the truth table; row: which is shown."""

    outputs: np.ndarray
    row: int

    names: ClassVar[tuple] = ("y", "XOR")
    rows: ClassVar[tuple] = ("00", "01", "10", "11")
    wanted: ClassVar[np.ndarray] = XOR.astype(float)

    @property
    def spoken(self):
        """How many layers have, in this row."""
        return self.t % len(self.units)

    @property
    def right(self):
        """How many rows are those of XOR."""
        return int(((self.outputs > 0.5) == XOR).sum())

    @property
    def headline(self):
        """Of all rows."""
        return f"{self.right} of 4 rows of XOR are right."

    @property
    def summary(self):
        """All rows, and the layers of the one that is shown."""
        said = ", ".join(f"{v:.3g}" for v in self.outputs)
        return f"{self.headline[:-1]}: for 00, 01, 10, 11 it says {said}; {super().summary}"

    @property
    def table(self):
        """The truth table."""
        pairs = zip(self.rows, self.outputs, XOR, strict=True)
        return ("a b", "y", "XOR"), [(row, f"{y:.3g}", int(goal)) for row, y, goal in pairs]


@EXPERIMENTS.add("nand-network")
@dataclass(frozen=True, repr=False)
class NandNetwork(ByNumbers):
    """XOR(a, b) = NAND(NAND(a, q), NAND(q, b)) with q = NAND(a, b), which is given, as a and b are.

    All units are steps.
    """

    w: tuple = numbers((0.0,) * 8, -5, 5, names=W_NAMES, label="weights", help="from → to")
    b: tuple = numbers((0.0,) * 3, -5, 5, names=B_NAMES, label="biases", help="of each unit")
    instant: ClassVar[bool] = True
    pace: ClassVar[float] = 0.7
    sizes: ClassVar[tuple] = SIZES
    given: ClassVar[tuple] = GIVEN, GIVEN_BIASES
    activation: ClassVar[str] = "step"

    def frames(self):
        """For each row one before the first layer and one after each; what all say is known."""
        layers, outputs = self.layers(), self.forward(ROWS)[-1][:, 0]
        about = tuple(W for W, _ in layers), tuple(b for _, b in layers)
        count = len(layers) + 1
        for t in range(count * len(ROWS)):
            row, spoken = divmod(t, count)
            units = self.forward(ROWS[row])
            known = [u if i <= spoken else np.full(len(u), np.nan) for i, u in enumerate(units)]
            total = count * len(ROWS) - 1
            yield NandNetworkFrame(t, total, tuple(known), *about, outputs, row)
