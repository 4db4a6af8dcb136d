"""Weight decay and the L2 penalty under one rule."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet
from ._looks import looks


class DecayView(Sheet):
    """Lengths of the weights, shares right, and how far penalty and decay lead apart."""

    columns = (
        ("length of the weights", 1),
        ("test examples right", 1),
        ("penalty and decay apart", 1),
    )
    label = "Length of the weights, test accuracy, and distance of L2 penalty and weight decay"

    def parts(self, frame):
        """Three sets of curves; `DecayFrame`s."""
        kinds = looks(frame.names)
        gap = dict(y="|w − w'| / |w| (a gap: 0)", y_range=[-7, 0.5], log=True)
        return [
            (1, Lines(rows_of("length"), kinds, y="|w|", legend=True, **over_updates())),
            (2, Lines(rows_of("test"), kinds, **share(), **over_updates())),
            (3, Lines(distance, **gap, **over_updates())),
        ]


def distance(frame):
    """How far penalty and decay are apart."""
    return {"distance": (frame.steps, np.where(frame.apart > 0, frame.apart, np.nan))}


panel = Recipe("decay", DecayView)
