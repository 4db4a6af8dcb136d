"""Words in a subplot that has no axes."""

from ..figure import theme
from .axes import Axes


class Words:
    """Texts at their places. get(frame) -> x (n,), y (n,), n strings; Axes gets the ranges.

    position: where a text stands, seen from its place. over: they stand on a picture of numbers,
    whose axes stay and whose colours are light. color: another one, of a series or `theme.INK`.
    """

    def __init__(self, get, *, position="middle center", over=False, color=None, **axes):
        self.get, self.position, self.over, self.axes = get, position, over, Axes(**axes)
        self.color = color or ("#000000" if over else None)

    def said(self, frame):
        """What `get` gives; plotly takes an empty text's place away for the next one."""
        x, y, text = self.get(frame)
        return x, y, tuple(word or " " for word in text)

    @property
    def look(self):
        """What a trace of words needs."""
        look = dict(mode="text", textposition=self.position, hoverinfo="skip", cliponaxis=False)
        font = dict(size=theme.FONT["size"]) | (dict(color=self.color) if self.color else {})
        return look | dict(textfont=font)

    def add(self, figure, where, frame):
        """Put the trace into the subplot, and hide the axes of what has none."""
        self.first = len(figure.data)
        x, y, self.shown = self.said(frame)
        about = dict(type="scatter", x=x, y=y, text=self.shown, showlegend=False)
        figure.add_trace(about | self.look, **where)
        if not self.over:
            figure.update_xaxes(visible=False, **where)
            figure.update_yaxes(visible=False, **where)
        self.axes.add(figure, where, frame)

    def draw(self, live, frame):
        """Show one frame; text takes plotly's slow way, so only what is new."""
        x, y, text = self.said(frame)
        live.set(self.first, x=x, y=y)
        if text != self.shown:
            self.shown = text
            live.restyle(self.first, text=text)

    def overlay(self, live, frames):
        """Words of other runs would only hide these."""


class Tips(Words):
    """Words that appear when one points at their place."""

    look = dict(mode="markers", marker=dict(size=14, opacity=0), hoverinfo="text")
