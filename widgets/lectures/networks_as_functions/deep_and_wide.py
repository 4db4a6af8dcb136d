"""The plane as a network sees it in training, and as each of its units does."""

import numpy as np

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.heat import Tiles
from ...views.lines import Lines
from ...views.plane import decisions, of_classes
from ...views.sheet import Sheet
from ._looks import PARTS, looks

MOST, ROWS = 8, 4  # units in a row, and rows


class DeepAndWideView(Sheet):
    """Map, units, curves; `DeepAndWideFrame`s."""

    columns = (("what the network says", 1.2), ("what each unit says", 1.2), ("points right", 1))
    label = "The plane as a network sees it, the same for each of its units, and shares right"

    def key_of(self, frame):
        """The points and the units."""
        shapes = tuple(len(layer) for layer in frame.seen.units)
        return frame.x.tobytes(), frame.labels.tobytes(), shapes

    def has_lines_of(self, frame):
        """Any network has curves."""
        return True

    def parts(self, frame):
        """A map under points; small maps, a layer below the one before; two lines."""
        maps = [(1, part) for part in decisions(lambda f: f.seen, frame.seen.side)]
        points = (1, of_classes(frame.x, frame.labels, size=6, silent=True))
        right = Lines(curves, looks(PARTS), legend=True, **over_updates(), **share(low=0.4))
        return [*maps, points, *units(frame), (3, right)]


def units(frame):
    """Small maps of those that there is room for; none where there is no hidden layer."""
    layers = frame.seen.units
    if not layers:
        return []
    width = min(MOST, len(layers[0]))
    shown = ROWS * MOST if len(layers) == 1 else width  # of a layer
    few = len(layers) < 3 and len(layers[0]) <= MOST
    across = (width + 1) // 2 if few else width  # no long strips
    words = [
        f"layer {i}, unit {n}"
        for i, layer in enumerate(layers[:ROWS], 1)
        for n in range(1, len(layer[:shown]) + 1)
    ]

    def pictures(frame):
        some = np.concatenate([layer[:shown] for layer in frame.seen.units[:ROWS]])[:, ::-1]
        largest = np.abs(some).max((1, 2), keepdims=True)
        return some / np.maximum(largest, 1e-12)  # the first row of an image is on top

    return [(2, Tiles(pictures, (-1, 1), across, words))]


def curves(frame):
    """Shares right."""
    lines = (frame.steps, frame.train), (frame.steps, frame.test)
    return dict(zip(PARTS, lines, strict=True))


panel = Recipe("deep-and-wide", DeepAndWideView)
