"""The plane as a network sees it in training: classes as colours, small maps of its units."""

import numpy as np

from ..figure import theme
from .dots import Dots, by_class
from .gallery import Gallery, Pictures
from .heat import Heat
from .lines import Lines

EDGE = {"boundary": ("#000000", "solid", None)}  # on the map, which is the same in the dark
PALEST, STRONGEST = 0.12, 0.8  # of the colour of a class in the map; the rest is white
MOST = 12  # units


def decisions(get, side, classes=2, **axes):
    """Parts that draw a `Map` (dlcore/experiments/plane.py): get(frame) -> Map.

    Each class has its colour, the stronger the more sure the network is; a line where it is not.
    side (n,): that of the maps; classes: how many. The rest is told to `Axes`.
    """
    ends = [float(side[0]), float(side[-1])]
    box = dict(x="x", x_range=ends, y="y", y_range=ends, square=True) | axes
    about = dict(columns=side, rows=side, scale=scale(classes), silent=True)
    heat = Heat(lambda frame: sureness(get(frame).classes), (0, classes), **about, **box)
    edge = Lines(lambda frame: {"boundary": get(frame).boundary}, EDGE, bare=True, **box)
    return [heat, edge]


def sureness(classes):
    """classes (C, n, n) -> the class, plus how sure the network is of it, from 0 to below 1."""
    C = len(classes)
    lead = (classes.max(0) - 1 / C) / (1 - 1 / C)
    return classes.argmax(0) + 0.02 + 0.95 * np.clip(lead, 0, 1)


def scale(classes):
    """From pale to strong for each class, one after the other."""
    stops = []
    for k in range(classes):
        pale, strong = (tint(theme.look(k)[0], share) for share in (PALEST, STRONGEST))
        stops += [(k / classes, pale), ((k + 1) / classes, strong)]
    return tuple(stops)


def tint(color, share):
    """So much of a colour, the rest white."""
    mixed = (round(255 + share * (value - 255)) for value in theme.channels(color))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def of_classes(x, labels, **about):
    """Points x (N, 2), with the colour and the marker of their class; labels (N,)."""
    colors, _, symbols = map(list, zip(*(theme.look(int(label)) for label in labels), strict=True))
    look = by_class(labels) if max(labels) < 2 else dict(colors=colors, symbols=symbols)
    return Dots(lambda frame: tuple(np.transpose(x)), **look | about)


def unit_maps(get, columns=4, words=None, **about):
    """A gallery of what hidden units give over the plane, those of all layers one after another.

    get(frame) -> `Map`; words(frame) -> what stands below each. Orange: above 0, blue:
    below, each by its own largest; white: 0. Only the first 12 are shown.
    """
    names = words or (lambda frame: unit_names(get(frame).units))

    def pictures(frame):
        units = np.concatenate(get(frame).units)[:MOST, ::-1]  # an image has its first row on top
        largest = np.abs(units).max((1, 2), keepdims=True)
        return Pictures(units / np.maximum(largest, 1e-12), list(names(frame))[:MOST])

    return Gallery(pictures, (-1, 1), columns=columns, scale="PuOr_r", **about)


def unit_names(units):
    """ "unit 2", or "2.1" for the first unit of the second layer where there are several."""
    many = len(units) > 1
    return [
        f"{layer}.{unit}" if many else f"unit {unit}"
        for layer, maps in enumerate(units, 1)
        for unit in range(1, len(maps) + 1)
    ]
