"""Points of any colours."""

from ..figure import theme
from ..figure.handles import handles_of
from .axes import Axes

GREY = "#5F6B76"  # seen on light and dark pages, and on most maps


class Dots:
    """Points. get(frame) -> x (n,), y (n,); colors (n,) of theme colours, by class for instance.

    silent: pointing at them tells nothing. drags: they are handles of a knob, or of one for each
    axis: "start", ("w1", "w2"), (None, "heights"); joined: with a line through them. rim: colour
    of their edges. The rest is told to `Axes`.
    """

    def __init__(
        self,
        get,
        colors,
        *,
        size=6,
        symbols="circle",
        name="",
        silent=False,
        drags=(),
        joined=False,
        rim="#FFFFFF",
        **axes,
    ):
        self.get, self.colors, self.size, self.symbols = get, colors, size, symbols
        self.name, self.silent, self.rim, self.axes = name, silent, rim, Axes(**axes)
        self.drags, self.mode = drags, "lines+markers" if joined else "markers"

    @property
    def handles(self):
        """What can be dragged of it."""
        return handles_of(self.first, self.drags)

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        self.first = len(figure.data)
        x, y = self.get(frame)
        marker = dict(color=self.colors, size=self.size, symbol=self.symbols)
        marker["line"] = dict(width=0.6, color=self.rim)
        dots = dict(type="scatter", x=x, y=y, mode=self.mode, name=self.name, marker=marker)
        dots |= dict(line=dict(color=GREY, width=2), cliponaxis=not self.drags)
        dots |= dict(showlegend=False, hoverinfo="skip" if self.silent else None)
        figure.add_trace(dots, **where)
        self.axes.add(figure, where, frame)

    def draw(self, live, frame):
        """Show one frame."""
        x, y = self.get(frame)
        live.set(self.first, x=x, y=y)
        self.axes.follow(live, frame)

    def overlay(self, live, frames):
        """Dots of other runs would only hide these."""


def by_class(labels):
    """labels (n,) of 0 and 1 -> the colors and symbols that `Dots` give to them."""
    colors = [theme.look(label)[0] for label in labels]
    return dict(colors=colors, symbols=["circle" if label else "diamond" for label in labels])
