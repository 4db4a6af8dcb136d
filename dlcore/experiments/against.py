"""What networks get right against something that is varied: scales, rates, batches, light."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..words import in_words
from .base import Frame


@dataclass(frozen=True)
class AgainstFrame(Frame):
    """N kinds of networks, M values of what is varied and K seeds each, after t of `total` updates.

    names (N,); values (M,); right (N, M, K): share of the digits.
    """

    names: tuple
    total: int
    values: np.ndarray
    right: np.ndarray

    varied: ClassVar[str] = "value"

    @property
    def means(self):
        """Over the seeds, (N, M)."""
        return self.right.mean(-1)

    @property
    def table(self):
        """Headings and a row for each value."""
        rows = zip(self.values, self.means.T, strict=True)
        head = (self.varied, *self.names)
        return head, [(in_words(value), *(f"{v:.1%}" for v in row)) for value, row in rows]
