"""How many looks a grid takes, and how many the way downhill, with more and more weights."""

from ...making import Recipe
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet

NAMES = ("grid", "downhill")


class GridView(Sheet):
    """Evaluations over the number of weights; `GridFrame`s."""

    columns = (("evaluations of the loss until its lowest point is found", 1),)
    label = "Evaluations that a grid and gradient descent take, against the number of weights"

    def parts(self, frame):
        """Two lines."""
        axes = dict(x="number of weights", x_range=[0.7, 12.3], y="evaluations", y_range=[0, 13])
        return [(1, Lines(looks, NAMES, legend=True, markers=True, log=True, **axes))]


def looks(frame):
    """Of both."""
    return by_name(NAMES, frame.weights, [frame.grid, frame.downhill])


panel = Recipe("grid-or-gradient", GridView)
