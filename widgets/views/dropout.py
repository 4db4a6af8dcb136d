"""What dropout does to networks: rates side by side, averages, mistakes of scaling, knock-outs."""

import numpy as np

from .network import bundles
from .parts import Dots, Lines
from .sheet import Sheet


class RatesView(Sheet):
    """Shares right against the dropout rate; `RatesFrame`s."""

    columns = (("digits right, a line for each seed", 1),)
    label = "Share of digits right against the dropout rate, in training and in the test"
    lowest = 0.4

    def parts(self, frame):
        """One line for training, one for the test."""
        lines = Lines(
            ("training, as labelled", "test"),
            lambda frame: bundles(frame.rates, (frame.train.T, frame.test.T)),
            x="dropout rate",
            x_range=[-0.02, 1],
            y="",
            y_range=[self.lowest, 1.02],
            tick_format=".0%",
            markers=True,
            legend=True,
        )
        return [(1, lines)]


class SickView(RatesView):
    """The same from 0 on, for networks that cannot even learn their training examples."""

    lowest = 0.0


class AveragesView(Sheet):
    """Gaps between the mean of all networks and the scaled one; `AveragesFrame`s."""

    columns = (
        ("logits, trained with dropout", 1),
        ("logits, trained without", 1),
        ("probabilities, trained with dropout", 1),
    )
    label = "Gap between the mean of all thinned networks and the scaled network"

    def key_of(self, frame):
        """Who is compared."""
        return frame.names

    def has_lines_of(self, frame):
        """Any kind of units in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """One line for the networks of each kind."""

        def curves(measure, way):
            return lambda frame: bundles(frame.steps, getattr(frame, measure)[:, way])

        shared = dict(x="update", x_range=lambda frame: [0, frame.total])
        shared |= dict(y_range=[-0.01, 0.7], whose=lambda frame: frame.names)
        names = dict(y="relative gap", legend=True)
        with_ = Lines(frame.names, curves("logits", 0), **names, **shared)
        without = Lines(frame.names, curves("logits", 1), y="", **shared)
        chances = Lines(frame.names, curves("probabilities", 0), y="total variation", **shared)
        return [(1, with_), (2, without), (3, chances)]


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


class KnockoutView(Sheet):
    """Accuracy with units removed, and how alike units are; `KnockoutFrame`s."""

    columns = (
        ("right, when hidden units fail", 1.3),
        ("how alike two hidden units are", 1),
    )
    label = "Accuracy against the share of hidden units that fail, and correlation of units"

    def parts(self, frame):
        """One line with dropout, one without."""
        right = Lines(
            frame.names,
            lambda frame: bundles(frame.removed, frame.right),
            x="share of hidden units removed",
            x_range=[-0.02, 0.92],
            y="test examples right",
            y_range=[0, 1.01],
            tick_format=".0%",
            markers=True,
            legend=True,
        )
        together = Lines(
            frame.names,
            lambda frame: bundles(frame.steps, frame.together),
            x="update",
            x_range=lambda frame: [0, frame.total],
            y="mean |correlation|",
            y_range=[0, 0.5],
        )
        return [(1, right), (2, together)]
