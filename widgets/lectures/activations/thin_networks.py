"""The plane in linear pieces; a click chooses an input, and what its network consists of."""

import numpy as np

from dlcore.words import in_words

from ...making import Recipe
from ...views.diagram import box, diagram
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.net import Net
from ...views.network import Light, ground, network
from ...views.sheet import Sheet
from ...views.words import Words
from ._looks import BLACK

FEW, MANY, HERE = "#FFFAE8", "#3F7CB0", "#F08A24"
SCALE = [[0, FEW], [0.9, MANY], [0.9001, HERE], [1, HERE]]
STEP = 0.22  # more between neighbours, which differ in one unit
STAY, LEAVE = "#13745D", "#CF1308"
FEW_UNITS = 3  # in a column, and columns: with so few there is room for numbers
BELOW = 2.6  # room for two rows of words, in units of a small network


class ThinView(Sheet):
    """The pieces, and the network of the input; `ThinFrame`s."""

    columns = (("linear pieces: drag the ring", 1), ("what is left at this input", 1.25))
    label = "The plane cut into linear pieces, and the active part of the network at one input"

    def key_of(self, frame):
        """The shape of the network."""
        return tuple(map(len, frame.units))

    def parts(self, frame):
        """A map under the ring, a network over words."""
        ends = [float(frame.side[0]), float(frame.side[-1])]
        box = dict(x="x₁", x_range=ends, y="x₂", y_range=ends, square=True)
        sides = dict(columns=frame.side, rows=frame.side, silent=True)
        sizes = self.key_of(frame)
        ring = dict(size=17, symbols="circle-open", drags=("x1", "x2"), rim=BLACK)
        return [
            (1, Heat(colors, (0, 1), scale=SCALE, **sides, **box)),
            (1, Dots(moves(True), STAY, size=6, silent=True)),
            (1, Dots(moves(False), LEAVE, size=7, symbols="x", silent=True)),
            (1, Dots(lambda frame: (frame.x[:1], frame.x[1:]), BLACK, **ring)),
            *((2, part) for part in drawing(sizes)),
        ]


def drawing(sizes):
    """Parts: a network with its numbers if it is small, else one of lights; words below."""
    few = max(*sizes, len(sizes)) <= FEW_UNITS
    left, right, bottom, top = box(sizes) if few else ground(sizes)
    room = BELOW * (top - bottom) / 8
    axes = dict(x_range=[left, right], y_range=[bottom - room, top])
    parts = diagram(net, sizes, **axes) if few else network(light, sizes, **axes)
    return [*parts, Words(said(bottom, room))]


def net(frame):
    """What is active, with weights and, below the units, biases, as far as the input has come."""
    live = [~own & (i <= frame.t) for i, own in enumerate(frame.silent)]
    units, biases = (
        [np.where(on, own, np.nan) for on, own in zip(live, columns, strict=True)]
        for columns in (frame.units, frame.biases)
    )
    weights = [
        np.where(np.outer(a, b), W, np.nan)
        for W, a, b in zip(frame.weights, live[:-1], live[1:], strict=True)
    ]
    silent = [own & (i <= frame.t) for i, own in enumerate(frame.silent)]
    return Net(tuple(units), tuple(weights), below=tuple(biases), silent=tuple(silent))


def colors(frame):
    """Darker with more active units, neighbours never equal; the piece of the input stands out."""
    low, high = int(frame.active.min()), int(frame.active.max())
    step = STEP if high - low > 6 else 0  # a few shades differ enough
    shade = (1 - step) * (frame.active - low) / max(high - low, 1) + step * (frame.active % 2)
    return np.where(frame.here, 1.0, 0.88 * shade)


def moves(stay):
    """The get of points: places around that lie in the same piece, or in another."""

    def get(frame):
        x, y = frame.around.T
        return x, np.where(frame.stays == stay, y, np.nan)

    return get


def light(frame):
    """Active units and the weights between them, as far as the input has come."""
    live = [~own for own in frame.silent]
    dark = [np.zeros(len(own), bool) if i > frame.t else own for i, own in enumerate(frame.silent)]
    sizes = [np.abs(own) / max(np.abs(own).max(), 1e-12) for own in frame.units]
    units, edges = [], []
    for i, (on, size) in enumerate(zip(live, sizes, strict=True)):
        units.append(np.where(on, 0.35 + 0.65 * size, 0) if i <= frame.t else np.nan * size)
    for i, (W, a, b) in enumerate(zip(frame.weights, live[:-1], live[1:], strict=True), 1):
        known = np.outer(a, b) & (i <= frame.t)
        edges.append(np.where(known, 0.25 + 0.75 * np.abs(W) / np.abs(W).max(), np.nan))
    return Light(tuple(units), tuple(edges), tuple(dark))


def said(bottom, room):
    """The get of words: the product of what is left, and both results."""

    def get(frame):
        middle = (len(frame.units) - 1) / 2
        first, second = (in_words(s) for s in frame.slopes)
        product = f"{first} x₁ {signed(second)} x₂ {signed(in_words(frame.shift))}"
        both = f"product of the rest {number(frame.product)} · network {number(frame.output)}"
        lines = [product.replace("-", "−"), both.replace("-", "−")]
        lines = lines if frame.t == len(frame.units) - 1 else ["", ""]
        return [middle] * 2, [bottom - 0.3 * room, bottom - 0.72 * room], lines

    return get


def number(value):
    """With four decimals."""
    return f"{value:.4f}"


def signed(words):
    """A number to be added, with its sign."""
    return f"− {words[1:]}" if words[0] in "-−" else f"+ {words}"


panel = Recipe("thin-networks", ThinView)
