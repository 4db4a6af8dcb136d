"""Curves of a training: loss and accuracy of several networks against updates."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from .. import theme
from ..figure import LiveFigure


class TrainingView:
    """Left the training loss, right the share of test examples that are right; `TrainingFrame`s.

    `keep` leaves the curves of the run so far behind, pale.
    """

    def __init__(self, frame):
        self.key = self.key_of(frame)
        figure = make_subplots(1, 2, horizontal_spacing=0.09)
        self.kept = self._add(figure, frame.names, opacity=theme.PALE, hoverinfo="skip")
        self.lines = self._add(figure, frame.names)
        figure.update_xaxes(title="update", range=[0, frame.total])
        figure.update_yaxes(
            title="training loss", type="log", range=[-3.2, 0.6], dtick=1, row=1, col=1
        )
        figure.update_yaxes(
            title="test digits right", range=[0, 1.01], tickformat=".0%", row=1, col=2
        )
        figure.update_layout(theme.layout())
        label = "Training loss and test accuracy of several optimizers"
        self.figure = LiveFigure(figure, label=label)
        self.draw(frame)

    @staticmethod
    def key_of(frame):
        """Frames with the same key fit into the same figure."""
        return frame.names

    def fits(self, frame):
        """True if this figure can show the frame."""
        return self.key == self.key_of(frame)

    @staticmethod
    def _add(figure, names, **more):
        """A loss and an accuracy line for each name; returns the index of the first."""
        first = len(figure.data)
        for r, name in enumerate(names):
            color, dash, _ = theme.look(r)
            for col in (1, 2):
                line = go.Scatter(
                    x=[0], y=[None], mode="lines", name=name, legendgroup=name, **more
                )
                line.update(line=dict(color=color, dash=dash, width=2))
                line.showlegend = col == 1 and not more
                figure.add_trace(line, 1, col)
        return first

    def draw(self, frame):
        """Show one frame."""
        for r in range(len(frame.names)):
            self.figure.set(self.lines + 2 * r, x=frame.steps, y=frame.losses[r])
            self.figure.set(self.lines + 2 * r + 1, x=frame.steps, y=frame.accuracies[r])
        if frame.total != getattr(self, "total", None):
            self.total = frame.total
            ends = [0, frame.total]
            self.figure.relayout(xaxis__range=ends, xaxis2__range=ends)
        self.figure.summary = frame.summary

    def keep(self):
        """Let the present curves stay behind the next ones."""
        for i in range(2 * len(self.key)):
            old = self.figure.frame_data(self.lines + i)
            if np.size(old["y"]) > 1:
                self.figure.set(self.kept + i, x=old["x"], y=old["y"])
