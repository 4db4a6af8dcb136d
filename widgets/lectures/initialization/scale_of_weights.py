"""What is right against the scale of the first weights, with and without normalization."""

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet


class ScalesView(Sheet):
    """A line for each normalization and seed; `ScalesFrame`s."""

    columns = (("training digits right, a line for each network", 1),)
    label = "Share of training digits right against the standard deviation of the first weights"

    def key_of(self, frame):
        """Who is compared."""
        return frame.names

    def has_lines_of(self, frame):
        """Any in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """Lines over powers of ten."""
        over = dict(x="standard deviation of the first weights", x_range=[-3.1, 0.6], log_x=True)
        looks = looks_of(frame.names, frame.kinds)
        return [(1, Lines(curves, looks, markers=True, legend=True, **over, **share()))]


def curves(frame):
    """Shares right, a row for each seed."""
    return {name: (frame.stds, own.T) for name, own in zip(frame.names, frame.right, strict=True)}


panel = Recipe("scales", ScalesView, runs=2)
