"""How rare minima are among random points without slope."""

import numpy as np

from ...making import Recipe
from ...views.lines import Lines
from ...views.sheet import Sheet


class HessiansView(Sheet):
    """Share of random matrices that belong to a minimum, against their size; `HessiansFrame`s."""

    columns = (("", 1),)
    label = "Share of random symmetric matrices with positive eigenvalues only, against their size"

    def key_of(self, frame):
        """The sizes."""
        return len(frame.sizes)

    def parts(self, frame):
        """Two lines on one axis."""
        axes = dict(x="number of weights N", x_range=[0.7, len(frame.sizes) + 0.3])
        axes |= dict(y="share that are minima", y_range=[-6.2, 0.2], log=True)
        return [(1, Lines(shares, markers=True, legend=True, **axes))]


def shares(frame):
    """The share found, a gap where none was, and p^N."""
    found = np.where(frame.found > 0, frame.share, np.nan)
    return {
        "random symmetric matrices": (frame.sizes, found),
        "p to the power N: directions independent": (frame.sizes, frame.independent),
    }


panel = Recipe("random-hessians", HessiansView)
