"""Digits learned with each of the planted faults."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet


class BugsView(Sheet):
    """A line for each; `BugsInTrainingFrame`s."""

    columns = (("test digits that are right", 1),)
    label = "Share of the test digits that are right, over the updates, for each backward pass"

    def key_of(self, frame):
        """Which there are."""
        return frame.names

    def parts(self, frame):
        """The lines."""
        axes = over_updates() | share("right")
        return [(1, Lines(rows, looks_of(frame.names, frame.known), legend=True, **axes))]


def rows(frame):
    """A line for each network, of one colour for each fault."""
    pairs = zip(frame.names, frame.right, strict=True)
    return {name: (frame.steps, right.T) for name, right in pairs}


panel = Recipe("bugs-in-training", BugsView)
