"""Test error against the number of training examples, for three widths."""

import numpy as np

from ...making import Recipe
from ...views.lines import Lines
from ...views.sheet import Sheet


class MoreDataView(Sheet):
    """A line for each width; `MoreDataFrame`s."""

    columns = (("test digits wrong, a line for each seed", 1),)
    label = "Share of test digits wrong against the number of training examples, for three widths"

    def parts(self, frame):
        """Lines in powers of ten."""
        ticks = dict(tickvals=frame.sizes.tolist(), ticktext=[str(n) for n in frame.sizes])
        sizes = dict(x="training examples", x_range=[1.6, 3], log_x=True, x_axis=ticks)
        shares = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
        ticks = dict(tickvals=shares, ticktext=[f"{share:.0%}" for share in shares])
        wrong = dict(y="", y_range=[-2, 0], log=True, y_axis=ticks)
        return [(1, Lines(errors, frame.names, markers=True, legend=True, **sizes, **wrong))]


def errors(frame):
    """A line for each seed; what is not known yet is a gap."""
    rows = np.maximum(frame.errors, 1e-3).swapaxes(1, 2)
    return {name: (frame.sizes, row) for name, row in zip(frame.names, rows, strict=True)}


panel = Recipe("more-data", MoreDataView)
