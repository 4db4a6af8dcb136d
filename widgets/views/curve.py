"""A curve of one input: what it should be, what it is, and the straight lines it is made of."""

import numpy as np

from ..figure import theme
from ..figure.handles import Handle
from .dots import GREY, Dots
from .lines import Lines


class Curve:
    """What a function should be and what it is. target, fit: frame -> x (n,), y (n,).

    data: frame -> x, y of the points that are fitted. names: of target and fit, in the legend.
    width, color: of the fit; `Pieces` are drawn on it, so it may be wide. The rest is told to
    `Axes`.
    """

    def __init__(
        self,
        fit,
        target=None,
        data=None,
        names=("target", "fit"),
        *,
        width=6,
        color=theme.INK,
        **axes,
    ):
        looks = (GREY, "dash", None), (color, "solid", None)
        self.parts = [Dots(data, GREY, size=5)] if data else []
        rows = zip(names, (target, fit), looks, (3, width), strict=True)
        for name, get, look, wide in rows:
            if get:
                about = dict(bare=True, legend=True, width=wide)
                self.parts.append(Lines(called(name, get), {name: look}, **about, **axes))

    def add(self, figure, where, frame):
        """Put the traces into the subplot."""
        for part in self.parts:
            part.add(figure, where, frame)

    def draw(self, live, frame):
        """Show one frame."""
        for part in self.parts:
            part.draw(live, frame)

    def overlay(self, live, frames):
        """Curves of other runs would only hide these."""


def called(name, get):
    """The get of `Lines` for one line."""
    return lambda frame: {name: get(frame)}


class Pieces:
    """Straight lines y = slope x + height. get(frame) -> (K, 2): slope and height at 0 of each.

    As many as in the first frame. drags: they are a knob, `points(...)` of slope and height: the
    dot of a line, above x = 0, lifts it; the ring, where it leaves the picture on the right, turns
    it. box: x_range and y_range of the picture, with 0 in both. The axes are those of another part.
    """

    def __init__(self, get, box, *, drags="", first=0):
        self.get, self.drags, self.first_color = get, drags, first
        (self.low, self.high), (self.bottom, self.top) = box

    def add(self, figure, where, frame):
        """A trace for each line, then dots and rings."""
        self.first, self.count = len(figure.data), len(self.get(frame))
        colors = [theme.look(self.first_color + n)[0] for n in range(self.count)]
        for n, color in enumerate(colors):
            about = dict(mode="lines", line=dict(color=color, width=2), hoverinfo="skip")
            about |= dict(type="scatter", x=[0], y=[None], name=f"{n + 1}", showlegend=False)
            figure.add_trace(about, **where)
        grips = dict(size=15, silent=True, drags=(None, self.drags))
        self.dots = Dots(self.lifts, colors, **grips)
        self.rings = Dots(self.turns, colors, symbols="circle-open", rim=colors, **grips)
        for part in (self.dots, self.rings) if self.drags else ():
            part.add(figure, where, frame)
        if self.drags:
            figure.data[self.rings.first].marker["line"]["width"] = 3

    @property
    def handles(self):
        """Dots lift, rings turn."""
        if not self.drags:
            return []
        ring = Handle(self.rings.first, self.drags, self.drags, turns=True)
        return [*self.dots.handles, ring]

    def lifts(self, frame):
        """The dots: where the lines meet x = 0."""
        heights = self.get(frame)[:, 1]
        return np.zeros(len(heights)), heights

    def turns(self, frame):
        """The rings: the right ends of what is seen of the lines."""
        slope, height = self.get(frame).T
        edge = np.where(slope > 0, self.top, self.bottom)
        with np.errstate(divide="ignore", invalid="ignore"):
            leaves = np.where(slope == 0, np.inf, (edge - height) / slope)
        x = np.clip(leaves, 0.1 * self.high, self.high)
        return x, slope * x + height

    def draw(self, live, frame):
        """Show one frame."""
        x = np.array([self.low, self.high], float)
        for n, (slope, height) in enumerate(self.get(frame)):
            live.set(self.first + n, x=x, y=slope * x + height)
        for part in (self.dots, self.rings) if self.drags else ():
            part.draw(live, frame)

    def overlay(self, live, frames):
        """Lines of other runs would only hide these."""
