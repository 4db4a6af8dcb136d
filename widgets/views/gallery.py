"""A gallery: small pictures in rows with short words below them, one of which may be chosen."""

from typing import NamedTuple

import numpy as np

from ..figure import theme
from ..figure.handles import Handle
from .axes import Axes
from .heat import tiles

BAND = 0.45  # of the height of a picture: room for its words
RIGHT, WRONG = theme.COLORS[5], theme.COLORS[3]
NOTHING = "\u00a0"
MARKS = {True: "✓ ", False: "✗ ", None: ""}


class Pictures(NamedTuple):
    """images (n, h, w), words: n captions; right: n of True, False, None; chosen: which one."""

    images: np.ndarray
    words: list
    right: list | None = None
    chosen: int | None = None


class Gallery:
    """Pictures in rows of `columns`. get(frame) -> `Pictures`, never more than of the first frame.

    limits: the numbers that get the ends of the colour scale. What is right has a green frame and
    a ✓, what is wrong a red one and a ✗; the chosen one has a thick frame. chooses: the knob, a
    whole number or one of several choices, that a click sets to the number of a picture.
    """

    def __init__(self, get, limits=(0, 1), *, columns=8, scale="Greys", chooses=None):
        self.get, self.limits, self.columns = get, limits, columns
        self.scale, self.chooses = scale, chooses

    def add(self, figure, where, frame):
        """Put the traces into the subplot `where` (dict of row and col)."""
        shown = self.get(frame)
        self.count, self.high, self.wide = shown.images.shape
        self.band, self.gap = int(np.ceil(BAND * self.high)), max(2, self.wide // 5)
        self.first, z = len(figure.data), self.sheet(shown.images)
        low, high = self.limits
        heat = dict(type="heatmap", z=z, zmin=low, zmax=high, colorscale=theme.scale(self.scale))
        figure.add_trace(heat | dict(showscale=False, hoverinfo="skip"), **where)
        silent = dict(type="scatter", hoverinfo="skip", showlegend=False)
        for color, width in ((RIGHT, 2.5), (WRONG, 2.5), (theme.INK, 4)):
            line = dict(x=[0], y=[None], mode="lines", line=dict(color=color, width=width))
            figure.add_trace(silent | line, **where)
        x, y = self.corners(np.arange(self.count))
        down, self.said = self.high + (self.band + self.gap) / 2, self.captions(shown)
        words = dict(x=x + self.wide / 2, y=y + down, mode="text", text=self.said)
        words |= dict(textposition="middle center", textfont=dict(size=theme.FONT["size"] - 1))
        figure.add_trace(silent | words | dict(cliponaxis=False), **where)
        middles = dict(x=x + self.wide / 2, y=y + self.high / 2, mode="markers", opacity=0)
        figure.add_trace(silent | middles, **where)
        ends = [-0.5 - self.gap, z.shape[1] - 0.5 + self.gap], [z.shape[0] - 0.5, -0.5 - self.gap]
        figure.update_xaxes(visible=False, fixedrange=True, **where)
        figure.update_yaxes(visible=False, fixedrange=True, **where)
        Axes(square=True, x_range=ends[0], y_range=ends[1]).add(figure, where, frame)

    @property
    def handles(self):
        """A click chooses."""
        return [Handle(self.first + 5, chooses=self.chooses)] if self.chooses else []

    def sheet(self, images):
        """The pictures as one, nan where there is none."""
        rest = self.count - len(images)
        if rest < 0:
            raise ValueError(f"the gallery has room for {self.count} pictures, not {len(images)}")
        room = (0, rest), (0, self.band), (0, 0)
        return tiles(
            np.pad(images.astype(float), room, constant_values=np.nan), self.columns, self.gap
        )

    def corners(self, which):
        """Upper left corners of pictures with these numbers (n,): x (n,), y (n,)."""
        down, across = np.divmod(which, self.columns)
        step = self.wide + self.gap, self.high + self.band + self.gap
        return across * step[0] - 0.5, down * step[1] - 0.5

    def frames(self, which, away):
        """Lines around pictures, so far away: x, y with gaps."""
        x, y = self.corners(np.array(which, int))
        around = np.array([0, 1, 1, 0, 0, np.nan]), np.array([0, 0, 1, 1, 0, np.nan])
        sides = self.wide + 2 * away, self.high + 2 * away
        made = [
            c[:, None] - away + side * a for c, side, a in zip((x, y), sides, around, strict=True)
        ]
        return [np.ravel(part) if len(which) else np.full(1, np.nan) for part in made]

    def captions(self, shown):
        """A text for each place; never an empty one, after which plotly draws no other."""
        said = [MARKS[r] + str(w) for r, w in zip(verdicts(shown), shown.words, strict=True)]
        return (said + [NOTHING] * self.count)[: self.count]

    def draw(self, live, frame):
        """Show one frame; words take plotly's slow way, so only what is new."""
        shown = self.get(frame)
        live.set(self.first, z=self.sheet(shown.images))
        right = verdicts(shown)
        marked = [[i for i, r in enumerate(right) if r is value] for value in (True, False)]
        marked.append([] if shown.chosen is None else [shown.chosen])
        for k, (which, share) in enumerate(zip(marked, (0.1, 0.1, 0.45), strict=True), 1):
            x, y = self.frames(which, share * self.gap)
            live.set(self.first + k, x=x, y=y)
        if self.said != (said := self.captions(shown)):
            self.said = said
            live.restyle(self.first + 4, text=said)

    def overlay(self, live, frames):
        """Pictures of other runs would only hide these."""


def verdicts(shown):
    """True, False or None for each picture."""
    right = [None] * len(shown.words) if shown.right is None else shown.right
    return [r if r is None else bool(r) for r in right]
