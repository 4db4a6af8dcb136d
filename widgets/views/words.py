"""Words in a subplot that has no axes."""

from ..figure import theme
from .axes import Axes


class Words:
    """Texts at their places. get(frame) -> x (n,), y (n,), n strings; Axes gets the ranges.

    position: where a text stands, seen from its place.
    """

    def __init__(self, get, *, position="middle center", **axes):
        self.get, self.position, self.axes = get, position, Axes(**axes)

    def add(self, figure, where, frame):
        """Put the trace into the subplot, and hide the axes."""
        self.first = len(figure.data)
        x, y, self.shown = self.get(frame)
        words = dict(x=x, y=y, text=self.shown, mode="text", textposition=self.position)
        words |= dict(hoverinfo="skip", showlegend=False, cliponaxis=False)
        words["textfont"] = dict(size=theme.FONT["size"])
        figure.add_trace(dict(type="scatter") | words, **where)
        figure.update_xaxes(visible=False, **where)
        figure.update_yaxes(visible=False, **where)
        self.axes.add(figure, where, frame)

    def draw(self, live, frame):
        """Show one frame; text takes plotly's slow way, so only what is new."""
        x, y, text = self.get(frame)
        live.set(self.first, x=x, y=y)
        if text != self.shown:
            self.shown = text
            live.restyle(self.first, text=text)

    def overlay(self, live, frames):
        """Words of other runs would only hide these."""
