"""What the diagram of a network says: the numbers of its units and edges, as short texts."""

from dataclasses import dataclass

import numpy as np

from .network import edge_ends


@dataclass(frozen=True)
class Net:
    """What is drawn: numbers, or texts as they are; nan and "" leave a place empty.

    units: (n,) for each column, in the units. weights: (n, m) between each column and the next.
    edges: (n, m) of what is written on them, if not the weights; () for nothing. above, below:
    (n,) for each column, beside the units: names, biases; gradients. silent: (n,) of bool for each
    column, grey squares. unit, edge: the number of the chosen one.
    """

    units: tuple
    weights: tuple
    edges: tuple | None = None
    above: tuple | None = None
    below: tuple | None = None
    silent: tuple | None = None
    unit: int | None = None
    edge: int | None = None

    def weight(self):
        """Of each edge, (edges,)."""
        return np.concatenate([np.ravel(matrix) for matrix in self.weights]).astype(float)

    def on_edges(self):
        """A text for each edge."""
        shown = self.weights if self.edges is None else self.edges
        rows = [row for matrix in shown for row in matrix]
        said = [short(number) for row in rows for number in row]
        return said or [""] * self.weight().size

    def is_silent(self):
        """True or False for each unit."""
        columns = self.silent or [np.zeros(len(column), bool) for column in self.units]
        return np.concatenate([np.asarray(column, bool) for column in columns])


def short(number):
    """A number in about four letters; texts stay as they are.

    >>> [short(number) for number in (0.5, -1, 0.1234, -0.0456, 0.00012, 12.34, 1234, 3e-9, 0, "?")]
    ['0.5', '−1', '0.12', '−0.046', '0.0001', '12.3', '1234', '~0', '0', '?']
    """
    if isinstance(number, str):
        return number
    size = abs(number)
    if not np.isfinite(size):
        return "" if np.isnan(number) else "∞" if number > 0 else "−∞"
    if 0 < size < 5e-5:
        return "~0"
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 or not size else 3
    text = f"{number:.{4 if 0 < size < 1e-3 else digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def texts_of(columns, sizes):
    """A text for each unit, whatever of it is given."""
    return [short(n) for column in columns for n in column] if columns else [""] * sum(sizes)


def told(net, sizes, few):
    """The text of each edge; few: only of the chosen one and of those at the chosen unit."""
    said = net.on_edges()
    if not few:
        return said
    mine = (edge_ends(sizes) == (-1 if net.unit is None else net.unit)).any(1)
    return [
        text if near or i == net.edge else ""
        for i, (text, near) in enumerate(zip(said, mine, strict=True))
    ]
