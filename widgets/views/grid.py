"""Scores over two knobs as a heat map."""

import numpy as np

from ..figure import theme
from ..figure.live_figure import LiveFigure
from ..figure.spec import Figure


class GridView:
    """A cell for each pair of values, rows a and columns b, with mean and spread; `SweepFrame`s."""

    def __init__(self, frame):
        self.key = self.key_of(frame)
        heat = dict(type="heatmap", z=[[]], text=[[]], texttemplate="%{text}", hovertext=[[]])
        heat |= dict(hovertemplate="%{hovertext}<extra></extra>", xgap=1, ygap=1)
        heat |= dict(textfont=dict(color="#000000"), colorscale=theme.CELLS, showscale=False)
        figure = Figure(heat)
        for axis, label, values in zip("yx", frame.labels, frame.values, strict=True):
            ticks = dict(tickvals=list(range(len(values))), ticktext=values, showgrid=False)
            ends = [-0.5, len(values) - 0.5]
            figure.update_layout({f"{axis}axis": dict(title=label, range=ends, zeroline=False)})
            figure.update_layout({f"{axis}axis": ticks})
        figure.update_layout(theme.layout(margin=dict(l=75, r=10, t=15, b=45)))
        label = f"Heat map of results over {' and '.join(frame.labels)}"
        self.figure = LiveFigure(figure, label=label)

    @staticmethod
    def key_of(frame):
        """Frames with the same key fit into the same figure."""
        return frame.labels, frame.values

    def fits(self, frame):
        """True if this figure can show the frame."""
        return self.key == self.key_of(frame)

    def draw(self, frame, measure, who):
        """Show the scores of somebody; colours follow the logarithm where ratios count."""
        z = frame.mean(measure, who)
        if frame.about[measure].log:
            z = np.log10(np.where(z > 0, z, np.nan))
        cells = frame.cells(measure, who)
        text = [[said.replace(" ± ", "<br>± ") for _, said in row] for row in cells]
        bare = np.argwhere(np.isnan(z)).tolist()  # cells without a colour to write on
        notes = [dict(x=j, y=i, text=text[i][j], showarrow=False) for i, j in bare]
        self.figure.relayout(annotations=notes)
        for i, j in bare:
            text[i][j] = ""
        hover = [[f"{place}<br>{measure}, {who}: {said}" for place, said in row] for row in cells]
        self.figure.restyle(0, z=z, text=text, hovertext=hover)
        self.figure.summary = f"{frame.summary} {frame.said(measure, who)}"
