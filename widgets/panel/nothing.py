"""What a panel shows where nothing can be computed: its knobs, and words."""

from dataclasses import dataclass

from dlcore.experiments import Frame

from .. import texts
from ..figure import theme
from ..figure.live_figure import LiveFigure
from ..figure.spec import Figure


@dataclass(frozen=True)
class NoFrame(Frame):
    """The frame of an experiment that fails before its first one."""

    headline = summary = texts.NOTHING


class NoView:
    """An empty figure."""

    def __init__(self, frame):
        empty = Figure()
        unseen = dict(visible=False)
        empty.update_layout(theme.layout(height=80), xaxis=unseen, yaxis=unseen)
        self.figure = LiveFigure(empty, label=texts.NOTHING)

    def fits(self, frame):
        """Nothing else does."""
        return isinstance(frame, NoFrame)

    def draw(self, frame):
        """There is nothing to draw."""
