"""The gradient as light that runs back through a network, layer after layer."""

import numpy as np

from dlcore.statistics import rms
from dlcore.words import in_words

from ...making import Recipe
from ...views.heat import Heat, squares
from ...views.network import Light, faded, ground, network, unit_places
from ...views.sheet import Sheet
from ...views.words import Tips, Words

DRAWN = 9  # units of each hidden layer; with all of them the edges would be one grey block
DARK = 1e-2  # of the gradient at the outputs gives no light
PIXELS = 28  # of the image, along a side
BELOW = 3.2  # room for three rows of words


class GlowView(Sheet):
    """An image, the network it goes through, and the light that comes back; `GlowFrame`s."""

    columns = (("bright: a gradient as at the outputs; dark: a hundredth of that or less", 1),)
    label = "A network whose units and weights shine as brightly as their gradient is large"

    def key_of(self, frame):
        """The shape of the network."""
        return tuple(map(len, frame.deltas))

    def parts(self, frame):
        """The network, the image before it, and words below."""
        left, right, bottom, top = ground(drawn(frame))
        axes = dict(x_range=[left, right], y_range=[bottom - BELOW, top])
        image = Heat(picture, (0, 1), scale="Greys_r", silent=True, **beside(bottom, top))
        below = Words(names(bottom - 0.6)), Words(shares(bottom - 1.7))
        parts = [*network(light, drawn(frame), **axes), image, *below, Tips(tips)]
        return [(1, part) for part in parts]


def drawn(frame):
    """Units of each column: the image counts as one, then come the layers."""
    *hidden, outputs = map(len, frame.deltas)
    return (1, *(min(n, DRAWN) for n in hidden), outputs)


def light(frame):
    """What the gradient has reached, over its size at the outputs."""
    sizes = drawn(frame)
    image, *_, outputs = (np.zeros(n, bool) for n in sizes)
    deltas = [own[:n] for own, n in zip(frame.deltas, sizes[1:], strict=True)]
    grads = [own[:m, :n] for own, m, n in zip(frame.grads, sizes, sizes[1:], strict=False)]
    return Light(
        (np.full(1, np.nan), *shining(frame, deltas, rms(frame.deltas[-1]))),
        shining(frame, grads, rms(frame.grads[-1], None)),
        (image, *(own[:DRAWN] for own in frame.silent), outputs),
    )


def shining(frame, parts, full):
    """Light of the layers that the gradient has reached; nan of the others."""
    return tuple(
        faded(part / full, DARK) if layer >= frame.layer else np.full(part.shape, np.nan)
        for layer, part in enumerate(parts, 1)
    )


def picture(frame):
    """The image, its last row first."""
    return squares(frame.image[None])[0][::-1]


def beside(bottom, top):
    """Where the pixels of the image stand: around the first column."""
    places = (np.arange(PIXELS) + 0.5) / PIXELS - 0.5
    return dict(columns=places, rows=places * 0.4 * (top - bottom))


def names(y):
    """The get of words: what each column is."""

    def get(frame):
        layers = [str(layer) for layer in range(1, frame.total + 1)]
        return np.arange(frame.total + 2.0), np.full(frame.total + 2, y), ["", *layers, "out"]

    return get


def shares(y):
    """The get of words: what part of the gradient each layer gets, in two rows for want of room."""

    def get(frame):
        layers = np.arange(1, frame.total + 2)
        left = zip(layers, frame.sizes, strict=True)
        said = [part(size) if layer >= frame.layer else "" for layer, size in left]
        return layers, y - layers % 2, said

    return get


def part(size):
    """A size as a part of what there was, short enough for a column.

    >>> [part(size) for size in (1, 0.45, 1 / 183, 0.25e-6, 3.1, 0)]
    ['1', '1/2', '1/180', '1/4M', '3', '0']
    """
    if not 0 < size < np.inf:
        return "0" if size == 0 else "lost"
    times = max(size, 1 / size)
    unit, letter = next((u for u in UNITS if times >= u[0]), (1, ""))
    said = in_words(times / unit, 2 if times > 10 else 1) + letter
    return said if size > 1 or said == "1" else f"1/{said}"


UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def tips(frame):
    """What is told when one points at a unit: how large its gradient is."""
    sizes, full = drawn(frame), rms(frame.deltas[-1])
    x, y = unit_places(sizes).T
    said = ["the image"]
    for layer, (n, delta) in enumerate(zip(sizes[1:], frame.deltas, strict=True), 1):
        known = [in_words(size) for size in delta[:n] / full]
        said += known if layer >= frame.layer else ["not reached yet"] * n
    return x, y, said


panel = Recipe("glow", GlowView)
