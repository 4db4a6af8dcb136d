"""Test digits right while six losses train the same network."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import six


class SixView(Sheet):
    """Curves, and what each has reached; `SixFrame`s."""

    columns = (("test digits right", 1.2), ("reached, a dot for each network", 1))
    label = "Share of test digits right of networks trained by six losses"

    def key_of(self, frame):
        """The losses, and how long it is."""
        return frame.names, frame.total

    def has_lines_of(self, frame):
        """Of the same losses."""
        return frame.names == self.key[0]

    def parts(self, frame):
        """Lines of medians, and bars."""
        names = six(frame.names)
        reached = dict(x="", x_range=[0, 1.01], x_axis=dict(tickformat=".0%"))
        return [
            (1, Lines(medians, names, legend=True, width=3, **over_updates(), **share())),
            (2, Bars(shares, names, sideways=True, **reached)),
        ]


def medians(frame):
    """Over the seeds."""
    rows = zip(frame.names, frame.steps, frame.median("test"), strict=True)
    return {name: (steps, row) for name, steps, row in rows}


def shares(frame):
    """Of each network, now."""
    return dict(zip(frame.names, frame.test[..., -1], strict=True))


panel = Recipe("six-losses", SixView)
