"""A wall of guesses: some test digits, and below them a row for each rule with what it says."""

import numpy as np

from ...views.dots import Dots
from ...views.heat import Heat, squares, tiles

WRONG, RIGHT, INK = "#F7C08A", "#BFE3D3", "#1F2A33"
COLORS = [[0, WRONG], [0.33, WRONG], [0.34, RIGHT], [0.66, RIGHT], [0.67, INK], [1, INK]]
TALL = 1.15  # times as high as a row are the digits
GLYPHS = """
    111 010 111 111 101 111 111 111 111 111
    101 110 001 001 101 100 100 001 101 101
    101 010 111 111 111 111 111 010 111 111
    101 010 100 001 001 001 101 010 101 001
    111 111 111 111 001 111 111 010 111 111
"""  # the ten digits, 3 pixels wide and 5 high
PIXELS = np.array(
    [[list(map(int, word)) for word in row.split()] for row in GLYPHS.split("\n")[1:6]]
)
INKED = np.pad(PIXELS.swapaxes(0, 1), ((0, 0), (1, 1), (1, 1))).astype(bool)  # (10, 7, 5)


def wall(frame, looks, column):
    """Parts [(column, part), ...] of a `Sheet`, for frames with `names` and `guesses`."""
    (R, n), names = frame.guesses.said.shape, frame.names
    _, high, wide = INKED.shape
    across = (np.arange(n * (wide + 1) - 1) + 0.5) / (wide + 1)
    down = (np.arange(R * (high + 1) - 1) + 0.5) / (high + 1)
    images = tiles(squares(frame.guesses.images), n)
    side = images.shape[0]
    top = dict(columns=(np.arange(images.shape[1]) + 0.5) / (side + 1))
    top["rows"] = TALL * ((np.arange(side) + 0.5) / (side + 1) - 1)
    axes = dict(x="what they are", x_range=[-0.8, n], y="", y_range=[R, -TALL])
    middles = np.arange(n) + wide / (wide + 1) / 2
    axes["x_axis"] = dict(tickvals=middles, ticktext=[*map(str, frame.guesses.labels)])
    rows = np.arange(R) + high / (high + 1) / 2
    axes["y_axis"] = dict(tickvals=rows, ticktext=[""] * R)  # the chips above name them
    colors, _, symbols = zip(*(looks[name] for name in names), strict=True)
    marks = Dots(
        lambda frame: (np.full(R, -0.4), rows), colors, symbols=symbols, size=11, silent=True
    )
    digits = Heat(lambda frame: images, (0, 1), scale="Greys", **top)
    cells = Heat(said, (0, 2), columns=across, rows=down, scale=COLORS, **axes)
    return [(column, digits), (column, marks), (column, cells)]


def said(frame):
    """The wall as a picture: 0 where a guess is wrong, 1 where it is right, 2 its number."""
    ground = frame.guesses.right.ravel().astype(float)[:, None, None]
    glyphs = INKED[frame.guesses.said.ravel()]
    return tiles(np.where(glyphs, 2.0, ground), frame.guesses.said.shape[1])
