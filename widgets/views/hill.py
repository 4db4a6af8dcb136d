"""A ball on a landscape, with the arrows that its next step is made of."""

import plotly.graph_objects as go

from .parts import axes


class Strokes:
    """Lines with places of their own. get(frame) -> x, y (R, n); looks: (colour, dash) of each."""

    def __init__(self, names, get, looks, *, legend=False, **box):
        self.names, self.get, self.looks, self.legend, self.box = names, get, looks, legend, box

    def add(self, figure, where, frame):
        """Put the traces into the subplot."""
        self.first = len(figure.data)
        shown = dict(mode="lines", showlegend=self.legend, hoverinfo="skip")
        for name, (color, dash) in zip(self.names, self.looks, strict=True):
            line = dict(color=color, dash=dash, width=3)
            figure.add_trace(go.Scatter(x=[0], y=[None], name=name, line=line, **shown), **where)
        if self.box:
            axes(figure, where, log=False, **self.box)

    def draw(self, live, frame):
        """Show one frame."""
        for r, (x, y) in enumerate(zip(*self.get(frame), strict=True)):
            live.set(self.first + r, x=x, y=y)

    def overlay(self, live, frames):
        """Strokes of other runs would only hide these."""
