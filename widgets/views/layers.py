"""How the numbers in each layer of a network are spread: a histogram in each row of a picture."""

import numpy as np

from .heat import Heat

MOST = 12  # names that stand below one another
FEW, MANY = "#CFE3F5", "#2667C9"  # both are seen on light and dark pages


class Histograms(Heat):
    """A row for each layer, the first one at the bottom; darker where more of its numbers are.

    get(frame) -> counts (L, bins), as `dlcore.statistics.histograms` gives them; edges (bins + 1,)
    of the bins, the same in all frames. Each row has its own scale, with the root of the counts, so
    that rare values show. layers: how many there are, or their names. The rest is told to `Axes`.
    """

    def __init__(self, get, edges, layers, **axes):
        names = range(1, layers + 1) if isinstance(layers, int) else layers
        rows, edges = np.arange(1, len(names) + 1), np.asarray(edges, float)
        if len(names) <= MOST:
            axes.setdefault("y_axis", dict(tickvals=rows, ticktext=list(map(str, names))))
        usual = dict(x_range=edges[[0, -1]].tolist(), y="layer", y_range=[0.5, len(rows) + 0.5])
        usual |= dict(
            scale=[[0, FEW], [1, MANY]], columns=edges[:-1] + np.diff(edges) / 2, rows=rows
        )
        super().__init__(lambda frame: darkness(get(frame)), (0, 1), **usual | axes)

    def add(self, figure, where, frame):
        """Put the trace into the subplot; what is told at a place is the place."""
        super().add(figure, where, frame)
        figure.data[-1].hoverinfo = "x+y"


def darkness(counts):
    """counts (L, bins) -> from 0 to 1, the root of the share of the fullest bin; nan where none."""
    counts = np.asarray(counts, float)
    shares = counts / np.maximum(counts.max(-1, keepdims=True), 1)
    return np.where(counts > 0, np.sqrt(shares), np.nan)
