"""Weight decay and the L2 penalty under one rule."""

import numpy as np

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines
from ...views.sheet import Sheet


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
        ends = dict(x="update", x_range=lambda frame: [0, frame.total])

        def curves(part):
            return lambda frame: bundles(frame.steps, getattr(frame, part))

        def apart(frame):
            gap = np.where(frame.apart > 0, frame.apart, np.nan)
            return bundles(frame.steps, [gap])

        length = Lines(frame.names, curves("length"), y="|w|", legend=True, **ends)
        shares = dict(y="", y_range=[0, 1.01], tick_format=".0%")
        test = Lines(frame.names, curves("test"), **shares, **ends)
        gap = dict(y="|w − w'| / |w| (a gap: 0)", y_range=[-7, 0.5], log=True)
        return [(1, length), (2, test), (3, Lines(("distance",), apart, **gap, **ends))]


panel = Recipe("decay", DecayView)
