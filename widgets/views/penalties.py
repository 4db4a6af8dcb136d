"""Curves of the lecture on L1 and L2: decay, early stopping, sparsity."""

import numpy as np

from .network import bundles
from .parts import Lines
from .sheet import Sheet


def strands(groups):
    """[(x (K, n), y (K, n)) for each of R names] -> x (N,), y (R, N): K lines each, with gaps.

    Unlike `bundles`, every line may have places x of its own.
    """
    lines = [bundle_of(*group) for group in groups]
    x = np.concatenate([x for x, _ in lines])
    y, at = np.full((len(groups), len(x)), np.nan), 0
    for r, (_, line) in enumerate(lines):
        y[r, at : at + len(line)] = line
        at += len(line)
    return x, y


def among(names, first, lines):
    """Lines x (n,), y (R, n) for names[first:] -> y with rows of nan for all the other names.

    Parts with other lines in one figure get other colours in this way.
    """
    x, y = lines
    rows = np.full((len(names), len(x)), np.nan)
    rows[first : first + len(y)] = y
    return x, rows


def bundle_of(x, y):
    """x (K, n), y (K, n) -> both in one row, with a gap after each of the K lines."""
    rows = (np.pad(part.astype(float), ((0, 0), (0, 1)), constant_values=np.nan) for part in (x, y))
    return tuple(row.ravel() for row in rows)


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


class StoppingView(Sheet):
    """Stopped and penalized solutions of equal length against each other; `StoppingFrame`s."""

    columns = (
        ("test loss", 1.1),
        ("cosine of the two", 1),
        ("which λ is worth t steps", 1),
    )
    label = "Early stopping against L2: test loss, cosine at equal length, strength against steps"

    def parts(self, frame):
        """Losses and cosines over |w|, and 1 / (learning rate times step) over λ."""
        names = (*frame.names, "if λ were 1 / (η t)", "λ as measured")

        def losses(frame):
            parts = frame.stopped, frame.ended
            return among(names, 0, strands([(frame.lengths, part) for part in parts]))

        def cosines(frame):
            return strands([(frame.lengths, frame.cosines)])

        def rates(frame):
            wide = np.broadcast_to(frame.strengths, frame.stops.shape)
            line = np.stack([frame.strengths] * 2)
            return among(names, 2, strands([(line[:1], line[1:]), (wide, wide / frame.products)]))

        length = dict(x="length of the weights |w|", x_range=[0, 8])
        loss = dict(y="", y_range=[0, 2.4], legend=True, markers=True)
        near = Lines(("cosine",), cosines, y="", y_range=[0, 1.02], markers=True, **length)
        axis = dict(
            x="strength λ", x_range=[-2.6, 0.2], log_x=True, y="1 / (η t)", y_range=[-2.6, 0.4]
        )
        return [
            (1, Lines(names, losses, **loss, **length)),
            (2, near),
            (3, Lines(names, rates, log=True, **axis)),
        ]


class SparsityView(Sheet):
    """Test accuracy over the share of small weights, and both over the strength."""

    columns = (
        ("test right against sparsity", 1.1),
        ("test right against strength", 1),
        ("weights below 0.001", 1),
    )
    label = "Test accuracy of L1 and L2 against the share of small weights and against the strength"

    def parts(self, frame):
        """Three sets of lines, one for each penalty and seed; `SparsityFrame`s."""
        names = (*frame.names, "no penalty")
        lowest, highest = np.log10([frame.strengths.min(), frame.strengths.max()])
        strength = dict(x="strength λ", x_range=[lowest - 0.1, highest + 0.1], log_x=True)
        share = dict(x="share of weights below 0.001", x_range=[-0.02, 1.02], legend=True)
        right = dict(y="", y_range=[0.48, 1.01], tick_format=".0%", markers=True)
        small = right | dict(y_range=[-0.02, 1.02])
        return [
            (1, Lines(names, self.against_sparsity, **share, **right)),
            (2, Lines(names, self.against_strength, **strength, **right)),
            (3, Lines(frame.names, self.small, **strength, **small)),
        ]

    @staticmethod
    def against_sparsity(frame):
        """A line through all strengths for each seed; without penalty from end to end."""
        level = np.tile(frame.without[:, None], 2)
        groups = zip(by_seed(frame.small), by_seed(frame.test), strict=True)
        return strands([*groups, (np.broadcast_to([0, 1], level.shape), level)])

    @staticmethod
    def against_strength(frame):
        """The same over the strength."""
        level = np.tile(frame.without[:, None], 2)
        ends = np.broadcast_to([frame.strengths.min(), frame.strengths.max()], level.shape)
        return strands([*over_strength(frame, frame.test), (ends, level)])

    @staticmethod
    def small(frame):
        """Share of small weights over the strength."""
        return strands(over_strength(frame, frame.small))


def by_seed(part):
    """(2, S, K) -> (2, K, S): a row for each network."""
    return part.swapaxes(1, 2)


def over_strength(frame, part):
    """part (2, S, K) -> for each penalty its strengths and the part, (K, S) both."""
    strengths = np.broadcast_to(frame.strengths[:, None], by_seed(part).shape)
    return list(zip(strengths, by_seed(part), strict=True))
