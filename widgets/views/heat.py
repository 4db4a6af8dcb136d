"""Pictures of numbers, and how images of weights become one picture."""

import numpy as np

from .. import texts
from ..figure import theme
from .axes import Axes


class Heat:
    """A picture of numbers. get(frame) -> z (h, w); row 0 is drawn at the bottom, or top if image.

    columns, rows: where they stand on the axes; pixels have no numbers in an image. limits: the
    numbers that get the ends of the colour scale, which is blue-white-orange around 0 unless
    another is named. silent: pointing at it tells nothing. The rest is told to `Axes`.
    """

    def __init__(
        self,
        get,
        limits,
        *,
        columns=None,
        rows=None,
        scale="PuOr_r",
        image=False,
        silent=False,
        **axes,
    ):
        self.get, self.limits, self.scale, self.image = get, limits, scale, image
        self.columns, self.rows, self.silent = columns, rows, silent
        self.axes = Axes(**dict(square=image) | axes)

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        self.first = len(figure.data)
        low, high = self.limits
        heat = dict(x=self.columns, y=self.rows, z=self.get(frame), zmin=low, zmax=high)
        heat |= dict(colorscale=theme.scale(self.scale), showscale=False)
        told = "z" if self.image else "x+y+z"
        heat |= dict(hoverinfo="skip" if self.silent else told)
        figure.add_trace(dict(type="heatmap") | heat, **where)
        plain = dict(showgrid=False, zeroline=False, showticklabels=False if self.image else None)
        # an image has its ends, whatever else is drawn on it
        high, wide = np.shape(heat["z"]) if self.image else (0, 0)
        across, down = ([-0.5, wide - 0.5], [high - 0.5, -0.5]) if self.image else (None, None)
        figure.update_xaxes(**plain, range=across, **where)
        figure.update_yaxes(**plain, range=down, **where)
        self.axes.add(figure, where, frame)

    def draw(self, live, frame):
        """Show one frame."""
        live.set(self.first, z=self.get(frame))
        self.axes.follow(live, frame)

    def overlay(self, live, frames):
        """A picture hides what is behind it."""


class Tiles(Heat):
    """Images side by side, of which the one that is pointed at is shown large (loupe.js).

    get(frame) -> (n, h, w), in rows of as many as there are columns. words: what each is called.
    """

    def __init__(self, get, limits, across, words, **about):
        about = dict(image=True, silent=True) | about
        super().__init__(lambda frame: tiles(get(frame), across), limits, **about)
        self.images, self.across, self.words = get, across, words

    def add(self, figure, where, frame):
        """Tell the page where one ends and the next begins."""
        super().add(figure, where, frame)
        _, high, wide = self.images(frame).shape
        words = [texts.said(word) for word in self.words]
        figure.data[self.first].meta = dict(high=high, wide=wide, across=self.across, tiles=words)


def squares(rows):
    """rows (n, pixels) -> (n, side, side)."""
    side = int(round(rows.shape[-1] ** 0.5))
    return rows.reshape(-1, side, rows.shape[-1] // side)


def tiles(images, columns, gap=1):
    """images (n, h, w) -> one picture of them in rows of `columns`, nan between them."""
    n, h, w = images.shape
    rows = -(-n // columns)
    sheet = np.full((rows * (h + gap) - gap, columns * (w + gap) - gap), np.nan)
    for i, image in enumerate(images):
        at, left = (i // columns) * (h + gap), (i % columns) * (w + gap)
        sheet[at : at + h, left : left + w] = image
    return sheet
