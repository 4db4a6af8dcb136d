"""Pictures of weights and images of the lecture on L1 and L2."""

import numpy as np

from .. import theme
from .few_weights import Plane
from .network import bundles, right
from .parts import Dots, Heat, Lines, tiles
from .penalties import among, strands
from .sheet import Sheet


def squares(rows):
    """rows (n, pixels) -> (n, side, side)."""
    side = int(round(rows.shape[-1] ** 0.5))
    return rows.reshape(-1, side, rows.shape[-1] // side)


class WeightsView(Sheet):
    """Shares right, the share of zeros, the first weights as a histogram and as images."""

    columns = (
        ("examples right", 1),
        ("first weights gone", 1),
        ("how many of which size", 0.9),
        ("16 units as images", 1.4),
    )
    label = "What networks get right, and the weights of their first layer"
    units = 16

    def key_of(self, frame):
        """The shape of the images."""
        return frame.inside.images.shape

    def parts(self, frame):
        """Curves, a histogram and images of the first 16 units; `PenalizedFrame`s."""
        names = ("training", "test", "below 0.001", "exactly 0")
        middles = np.linspace(-0.99, 0.99, 100)
        share = dict(x="update", x_range=lambda frame: [0, frame.total], y="", y_range=[0, 1.01])
        share["tick_format"] = ".0%"

        def zeros(frame):
            parts = frame.small, frame.exact
            lines = strands([(np.broadcast_to(frame.steps, p.shape), p) for p in parts])
            return among(names, 2, lines)

        def histogram(frame):
            counts = frame.inside.histogram[None].astype(float)
            return middles, np.where(counts > 0, counts, np.nan)

        def images(frame):
            return tiles(squares(frame.inside.images.T[: self.units]), 4)

        curves = Lines(names, lambda frame: among(names, 0, right(frame)), legend=True, **share)
        gone = Lines(names, zeros, **share)
        bars = Lines(("weights",), histogram, x="weight", y="", y_range=[-0.2, 4.9], log=True)
        return [(1, curves), (2, gone), (3, bars), (4, Heat(images, (-0.3, 0.3), image=True))]


class PruningView(Sheet):
    """Accuracy against the share cut, and what is left of some units; `PruningFrame`s."""

    columns = (
        ("test examples right after the cut", 1.3),
        ("weights left: no penalty (top), L2, L1 (bottom)", 1),
    )
    label = "Test accuracy against the share of weights cut, and images of what is left"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """A line for each network, and images in rows."""

        def right(frame):
            return bundles(frame.shares, frame.test)

        def images(frame):
            return tiles(
                np.concatenate([squares(rows) for rows in frame.images]), len(frame.images[0])
            )

        axis = dict(x="share of the weights cut, the smallest first", x_range=[-0.01, 1.01], y="")
        axis |= dict(y_range=[0, 1.01], tick_format=".0%", markers=True, legend=True)
        return [(1, Lines(frame.names, right, **axis)), (2, Heat(images, (-0.3, 0.3), image=True))]


class ClassImagesView(Sheet):
    """Images that climb, their ink and their likeness to the class; `ClassImagesFrame`s."""

    columns = (
        ("none, L2, L1, class mean", 2),
        ("ink: pixels above 0.1", 1),
        ("likeness to the mean", 1),
    )
    spacing = 0.1
    label = "Images that a network takes for a class, their ink and their likeness to the class"

    def key_of(self, frame):
        """The shape of the images."""
        return frame.images.shape

    def parts(self, frame):
        """Images, a row for each network and a column for each kind, and two sets of curves."""

        def images(frame):
            means = np.broadcast_to(frame.mean, frame.images.shape[1:])
            kinds = np.stack([*frame.images, means], 1)  # (network, kind, pixel)
            return tiles(np.concatenate([squares(row) for row in kinds]), kinds.shape[1])

        def curves(part):
            return lambda frame: bundles(frame.steps, getattr(frame, part))

        axis = dict(x="step of the climb", x_range=lambda frame: [0, frame.last], y="")
        ink = dict(y_range=[0, 1.01], tick_format=".0%", legend=True)
        return [
            (1, Heat(images, (0, 1), scale="Greys", image=True)),
            (2, Lines(frame.names, curves("ink"), **ink, **axis)),
            (3, Lines(frame.names, curves("likeness"), y_range=[-0.1, 1], **axis)),
        ]


class SmoothingView(Sheet):
    """The plane as networks with four strengths of L2 see it; `SmoothingFrame`s."""

    label = "Probability of class 1 over the plane for four strengths of L2"
    spacing = 0.05

    def __init__(self, frame):
        self.columns = tuple((name, 1) for name in frame.names)
        super().__init__(frame)

    def key_of(self, frame):
        """The points and the strengths."""
        return frame.x.tobytes(), frame.names

    def parts(self, frame):
        """Four pictures under the points."""
        dots = [theme.look(label)[0] for label in frame.labels]
        shapes = ["circle" if label else "diamond" for label in frame.labels]
        made = []
        for s in range(len(frame.names)):
            heat = Plane(lambda f, s=s: f.pictures[s], (0, 1), x=frame.side, y=frame.side)
            points = Dots(lambda frame: tuple(frame.x.T), dots, symbols=shapes, size=5)
            made += [(s + 1, heat), (s + 1, points)]
        return made
