"""What a panel shows where nothing can be computed: its knobs, and words."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dlcore.experiments import Frame

from .. import texts
from ..figure import theme
from ..figure.live_figure import LiveFigure


@dataclass(frozen=True)
class NoFrame(Frame):
    """The frame of an experiment that fails before its first one."""

    headline = summary = texts.NOTHING


class NoView:
    """An empty figure."""

    def __init__(self, frame):
        empty = go.Figure(layout=theme.layout(height=80))
        empty.update_xaxes(visible=False).update_yaxes(visible=False)
        self.figure = LiveFigure(empty, label=texts.NOTHING)

    def fits(self, frame):
        """Nothing else does."""
        return isinstance(frame, NoFrame)

    def draw(self, frame):
        """There is nothing to draw."""
