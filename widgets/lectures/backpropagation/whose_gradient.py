"""Sixteen digits: whose gradients point the same way as that of the chosen one?"""

import numpy as np

from ...making import Recipe
from ...views.gallery import Gallery, Pictures
from ...views.heat import Heat
from ...views.sheet import Sheet


class PullView(Sheet):
    """Digits, and the cosines of all pairs; `WhoseGradientFrame`s."""

    columns = (("click a digit: cosine of each with it", 1), ("all pairs; orange: alike", 0.9))
    label = "Sixteen digits and the cosine of the gradients of each two of them"

    def parts(self, frame):
        """A gallery and a map."""
        gallery = Gallery(pictures, (0, 1), columns=4, chooses="chosen")
        names = [str(label) for label in frame.labels]
        ticks = dict(tickvals=list(range(16)), ticktext=names)
        heat = Heat(lambda frame: frame.known, (-1, 1), image=True, x_axis=ticks, y_axis=ticks)
        return [(1, gallery), (2, heat)]


def pictures(frame):
    """Green: pulls the same way; red: against it."""
    row = frame.known[frame.chosen]
    words = [f"{c:.2f}".replace("-", "−") if np.isfinite(c) else "" for c in row]
    right = [bool(c > 0) if np.isfinite(c) else None for c in row]
    return Pictures(frame.images.reshape(-1, 8, 8), words, right, frame.chosen)


panel = Recipe("whose-gradient", PullView)
