"""Colours that cannot be known: the true ones, the answers, and the distribution behind them."""

import numpy as np

from ...making import Recipe
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.patches import Patches
from ...views.sheet import Sheet
from ._looks import looks

ROWS = ("orange ones", "blue ones", "squared error", "most likely class", "drawn from classes")
LEVELS = 21  # of the colours in the palette, for each brightness
TO_RGB = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.204, 1.057]])
WHITE = np.array([0.9505, 1.0, 1.089])


class GreyView(Sheet):
    """Patches, and probabilities under lines; `GreyFrame`s."""

    columns = (("things, and their colours", 1.3), ("what the answers say", 1))
    label = "Colours of things and the colours that two networks answer, from dark to bright"

    def key_of(self, frame):
        """The bins."""
        return len(frame.middles)

    def parts(self, frame):
        """A row of patches for each answer; a map."""
        shown = len(frame.bright)
        rows = dict(x="from dark to bright", x_range=[-0.5, shown - 0.5])
        box = dict(x="brightness", x_range=[0, 1], y="blue −1, grey 0, orange 1")
        grid = dict(columns=frame.bright, rows=frame.middles, scale="Greys")
        mean = {"squared error": looks(["mse"])["mse"]}
        return [
            (1, Patches(patches, palette(shown), ROWS, **rows)),
            (2, Heat(lambda frame: frame.p.T, (0, 0.6), y_range=[-1, 1], **grid, **box)),
            (2, Lines(answer, mean, bare=True, width=4, legend=True)),
        ]


def patches(frame):
    """Places in the palette, (5, SHOWN)."""
    mode = frame.middles[frame.p.argmax(-1)]
    colours = np.stack([*frame.truth, frame.mean, mode, frame.middles[frame.drawn]])
    levels = np.round((np.clip(colours, -1, 1) + 1) / 2 * (LEVELS - 1))
    return levels + LEVELS * np.arange(len(frame.bright))


def answer(frame):
    """Of squared errors."""
    return {"squared error": (frame.bright, frame.mean)}


def palette(shown):
    """Colours of each level, for each of some brightnesses: "#RRGGBB"."""
    bright, colour = np.meshgrid(
        np.linspace(0, 1, shown), np.linspace(-1, 1, LEVELS), indexing="ij"
    )
    rgb = rgb_of(25 + 60 * bright, np.where(colour > 0, 25, -8) * colour, 65 * colour).reshape(
        -1, 3
    )
    return ["#" + "".join(f"{int(v):02X}" for v in row) for row in np.round(255 * rgb)]


def rgb_of(light, a, b):
    """CIE L a b -> red, green, blue (..., 3), 0 to 1, what a screen cannot show being cut off."""
    y = (light + 16) / 116
    f = np.stack([y + a / 500, y, y - b / 200], -1)
    xyz = WHITE * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    linear = np.clip(xyz @ TO_RGB.T, 0, 1)
    return np.where(linear < 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


panel = Recipe("grey-colours", GreyView)
