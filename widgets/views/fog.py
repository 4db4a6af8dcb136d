"""Fog over a surface: only what was seen shows."""

import numpy as np

from .heat import Heat

GREY = [[0, "#AEB6BD"], [1, "#AEB6BD"]]


class Fog(Heat):
    """Heights in the fog. get(frame) -> z (h, w), nan where nobody has been near.

    What is hidden is not in the picture at all; `dlcore.experiments.plane.near` tells where one
    sees. Else as `Heat`, with columns (w,) and rows (h,).
    """

    def add(self, figure, where, frame):
        """The fog, and above it what is seen."""
        ends = [(side[0], side[-1], (side[1] - side[0]) / 2) for side in (self.columns, self.rows)]
        low, high = zip(*((a - half, b + half) for a, b, half in ends), strict=True)
        x, y = ([a + (b - a) / 4, b - (b - a) / 4] for a, b in zip(low, high, strict=True))
        fog = dict(type="heatmap", x=x, y=y, z=np.zeros((2, 2)), zmin=0, zmax=1, colorscale=GREY)
        figure.add_trace(fog | dict(showscale=False, hoverinfo="skip"), **where)
        super().add(figure, where, frame)
