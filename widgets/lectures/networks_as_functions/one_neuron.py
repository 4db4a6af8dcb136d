"""One unit over the plane of its inputs, among all units with its bias, and among the gates."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ...views.words import Words
from ._looks import BLACK

PALE = (
    *("#ECECEC", "#F9C9A9", "#CFE3F5", "#9CC8EE", "#D9CDEB", "#B7A3D9", "#FFFFFF", "#F7E08B"),
    *("#BFE3C4", "#FFFFFF", "#8FD0B8", "#F3B6C4", "#A9D8E6", "#E7C3E8", "#E9A47C", "#D5D9C0"),
)
STEPS = [[(i + k) / 16, color] for i, color in enumerate(PALE) for k in (0, 1)]
OFF, ON, PAPER = "#FFFFFF", "#DC7919", "#E3E8ED"
INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
PIXELS = np.ones((5, 5))  # of each row of a truth table in a small picture
LEAST = 45  # cells of a field of the map that has room for its name


class OneNeuronView(Sheet):
    """Output, map and gates; `OneNeuronFrame`s."""

    columns = (
        ("output over the inputs", 1),
        ("all units with this bias; drag ●", 1),
        ("16 gates", 1.1),
    )
    label = (
        "A unit's output over its two inputs, the gates that units with this bias are, all gates"
    )

    def parts(self, frame):
        """Two maps with points, and a gallery."""
        low_high = [float(frame.side[0]), float(frame.side[-1])]
        inputs = dict(x="a", x_range=low_high, y="b", y_range=low_high, square=True)
        rows = dict(columns=frame.side, rows=frame.side, silent=True)
        output = Heat(
            lambda f: f.picture, (0, 1), scale=[[0, "#F4F6F8"], [1, "#8FB8E8"]], **rows, **inputs
        )
        lamp = dict(size=20, rim=BLACK, silent=True)
        arrow = {"w": (theme.COLORS[3], "solid", None)}
        sides = frame.sides
        ends = [float(sides[0]), float(sides[-1])]
        units = dict(x="w₁", x_range=ends, y="w₂", y_range=ends, square=True)
        atlas = Heat(
            lambda f: f.atlas,
            (-0.5, 15.5),
            scale=STEPS,
            columns=sides,
            rows=sides,
            silent=True,
            **units,
        )
        hand = Dots(lambda f: ([f.weights[0]], [f.weights[1]]), BLACK, size=15, drags=("w1", "w2"))
        return [
            (1, output),
            (1, Dots(lamps(True), ON, **lamp)),
            (1, Dots(lamps(False), OFF, **lamp)),
            (1, Lines(normal, arrow, bare=True, width=4)),
            (2, atlas),
            (2, Words(names, over=True)),
            (2, hand),
            (3, Gallery(gates, (0, 1), columns=4, scale=[[0, PAPER], [1, ON]])),
        ]


def lamps(on):
    """The get of the inputs, up to the present one, for which the unit fires, or does not."""

    def get(frame):
        x, y = INPUTS.T
        return x, np.where((frame.lights == on) & (np.arange(4) <= frame.t), y, np.nan)

    return get


def normal(frame):
    """The weights as an arrow: from the nearest place where z = 0, as long as they are large."""
    w, z = frame.weights, frame.weights.sum() / 2 + frame.bias - frame.threshold
    length = np.hypot(*w)
    if length < 1e-9:
        return {"w": (np.zeros(1), np.full(1, np.nan))}
    foot = 0.5 - z * w / length**2
    tip = foot + 0.22 * w
    side, back = np.array([-w[1], w[0]]) / length, w / length
    barbs = [tip - 0.09 * back + k * 0.06 * side for k in (1, -1)]
    way = np.array([foot, tip, barbs[0], tip, barbs[1]])
    return {"w": tuple(way.T)}


def names(frame):
    """Of the gates, in the middle of their fields; none where a field is too small."""
    sides, x, y, said = frame.sides, [], [], []
    for number in range(16):
        down, across = np.nonzero(frame.atlas == number)
        x.append(sides[across].mean() if len(across) else 0.0)
        y.append(sides[down].mean() if len(down) else 0.0)
        said.append(frame.names[number] if len(across) >= LEAST else "")
    return np.array(x), np.array(y), said


def gates(frame):
    """Each as its truth table, b upwards and a to the right; ✓ where a unit on the map is it."""
    pictures = []
    for row in frame.tables.astype(float):
        (low, left), (right, both) = row.reshape(2, 2)
        pictures.append(np.kron([[left, both], [low, right]], PIXELS))
    there = np.isin(np.arange(16), frame.atlas)
    return Pictures(
        np.array(pictures), list(frame.names), [True if t else None for t in there], frame.gate
    )


panel = Recipe("one-neuron", OneNeuronView)
