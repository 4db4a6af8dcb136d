"""Silent units and what is right, while four activations learn from the same start."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.sheet import Sheet
from ._looks import looks


class DyingView(Sheet):
    """Two curves of each activation; `DyingFrame`s."""

    columns = (("units that no example makes positive", 1), ("training digits right", 1))
    label = "Share of silent units and share of training digits right, by activation"

    def key_of(self, frame):
        """How long it is."""
        return frame.total

    def has_lines_of(self, frame):
        """Any length will do."""
        return True

    def parts(self, frame):
        """A line for each network."""
        names = looks(frame.names)
        silent = Lines(rows_of("silent"), names, legend=True, **over_updates(), **share())
        return [(1, silent), (2, Lines(rows_of("right"), names, **over_updates(), **share()))]


panel = Recipe("dying-relu", DyingView)
