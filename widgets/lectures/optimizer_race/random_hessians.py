"""How rare minima are among random points without slope."""

import numpy as np

from ...making import Recipe
from ...views.parts import Lines
from ...views.sheet import Sheet


class HessiansView(Sheet):
    """Share of random matrices that belong to a minimum, against their size; `HessiansFrame`s."""

    columns = (("", 1),)
    label = "Share of random symmetric matrices with positive eigenvalues only, against their size"
    names = "random symmetric matrices", "p to the power N: directions independent"

    def key_of(self, frame):
        """The sizes."""
        return len(frame.sizes)

    def parts(self, frame):
        """Two lines on one axis."""
        lines = Lines(
            self.names,
            self.shares,
            x="number of weights N",
            x_range=[0.7, len(frame.sizes) + 0.3],
            y="share that are minima",
            y_range=[-6.2, 0.2],
            log=True,
            markers=True,
            legend=True,
        )
        return [(1, lines)]

    @staticmethod
    def shares(frame):
        """Sizes (n,); the share found, nan where none was, and p^N, (2, n)."""
        found = np.where(frame.found > 0, frame.share, np.nan)
        return frame.sizes, np.stack([found, frame.independent])


panel = Recipe("random-hessians", HessiansView)
