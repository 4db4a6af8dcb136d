"""Weights at test time: scaled, forgotten to be scaled, inverted dropout, scaled twice."""

import numpy as np

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Dots, Lines
from ...views.sheet import Sheet


class MismatchView(Sheet):
    """What comes into a unit in training and test, and what that costs; `MismatchFrame`s."""

    columns = (
        ("z of the second layer, weights as they are", 1),
        ("right on the test examples", 1),
        ("loss on the test examples", 1),
    )
    label = "Input of units in training and in the test; accuracy and loss of four ways to test"

    def key_of(self, frame):
        """The rate: the larger it is, the higher z′."""
        return frame.rate

    def has_lines_of(self, frame):
        """Any rate will do."""
        return True

    def parts(self, frame):
        """Dots with two lines; two sets of curves."""
        ends = np.array([-3.0, 3.0])
        highest = ends[1] / (1 - frame.rate)
        box = dict(x="z in training, mean of 20 masks", y="z′ with all units")
        box |= dict(x_range=[*ends], y_range=[-highest, highest])

        def slopes(frame):
            return ends, np.stack([ends, ends / (1 - frame.rate)])

        def curves(measure, **more):
            shared = dict(x="update", x_range=lambda frame: [0, frame.total], y="")
            names = frame.names
            return Lines(names, lambda f: bundles(f.steps, getattr(f, measure)), **shared, **more)

        dots = Dots(lambda frame: (frame.z, frame.z_test), ["grey"] * len(frame.z), size=4)
        lines = Lines(("z′ = z", "z′ = z / (1 − p)"), slopes, **box)
        right = curves("right", y_range=[0, 1.01], tick_format=".0%", legend=True)
        return [
            (1, dots),
            (1, lines),
            (2, right),
            (3, curves("losses", y_range=[-1.3, 1], log=True)),
        ]


panel = Recipe("mismatch", MismatchView)
