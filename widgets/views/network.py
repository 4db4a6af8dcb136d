"""Networks in training: what they get right, and what goes on in each of their layers."""

import numpy as np

from .parts import Lines, decades
from .sheet import Sheet


def bundle(x, rows):
    """x (n,), rows (K, n) -> one line that shows them all, with gaps between."""
    gap = np.full((len(rows), 1), np.nan)
    return np.tile([*x, np.nan], len(rows)), np.concatenate([rows, gap], 1).ravel()


def bundles(x, groups):
    """x (n,), G groups of rows (K, n) -> x, y of one line for each group."""
    lines = [bundle(x, rows) for rows in groups]
    return lines[0][0], np.stack([y for _, y in lines])


def right(frame):
    """Curves of what is right: one line for each network, training and test."""
    return bundles(frame.steps, (frame.train, frame.test))


def by_layer(name):
    """A part of `frame.inside`, (L, K), against the number of the layer."""

    def get(frame):
        values = getattr(frame.inside, name)
        return bundles(np.arange(1, len(values) + 1), [values.T])

    return get


class NetworkView(Sheet):
    """Shares right, gradients and movement of the weights by layer; `NetFrame`s."""

    columns = (
        ("examples right", 1.15),
        ("gradient of each layer", 1),
        ("how far weights have moved", 1),
    )
    label = "What networks get right, and the gradients and movements of their layers"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.inside.gradients)

    def parts(self, frame):
        """Curves, and two profiles over the layers."""
        curves = Lines(
            ("training", "test"),
            right,
            x="update",
            x_range=lambda frame: [0, frame.total],
            y="",
            y_range=[0, 1.01],
            tick_format=".0%",
            legend=True,
        )
        L = len(frame.inside.gradients)
        layer = dict(x="layer, from the input", x_range=[0.7, L + 0.3], log=True, markers=True)

        def profile(name, y, *least):
            def room(frame):
                return decades(getattr(frame.inside, name), least=least)

            return Lines((name,), by_layer(name), y=y, y_range=room, **layer)

        gradients = profile("gradients", "rms of dL/dW", -6, 0)
        return [(1, curves), (2, gradients), (3, profile("movement", "|W − W₀| / |W₀|", -3, 1))]


class DepthView(Sheet):
    """Shares right against depth, for each activation; `DepthFrame`s."""

    columns = (("on the training examples", 1), ("on the test examples", 1))
    label = "Share of examples right against the number of hidden layers"

    def key_of(self, frame):
        """Who is compared, and how deep."""
        return frame.names, len(frame.depths)

    def parts(self, frame):
        """One line for each activation and seed."""
        shared = dict(
            x="hidden layers",
            x_range=[0.7, len(frame.depths) + 0.3],
            y_range=[0, 1.01],
            tick_format=".0%",
            markers=True,
        )

        def curves(part):
            def get(frame):
                return bundles(frame.depths, getattr(frame, part).swapaxes(1, 2))

            return get

        train = Lines(frame.names, curves("train"), y="right", legend=True, **shared)
        return [(1, train), (2, Lines(frame.names, curves("test"), y="", **shared))]
