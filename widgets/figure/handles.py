"""Handles: points of a figure that can be dragged, and what a page tells of them."""

from typing import NamedTuple


class Handle(NamedTuple):
    """The points of a trace can be dragged, along the axes that have a knob.

    x, y: names of the knobs that are set by where they are, or None. chooses: the knob that is set
    to the number of a point by a click near it. turns: the knob holds lines (slope, height at 0),
    and line n gets the slope with which it runs through the place. count: how many there are to
    choose from, where each of them has several points, one after the other of all.
    """

    trace: int
    x: str | None = None
    y: str | None = None
    chooses: str | None = None
    turns: bool = False
    count: int = 0

    @property
    def knobs(self):
        """All it may set."""
        return {self.x, self.y, self.chooses} - {None}


class Pick(NamedTuple):
    """A place in data coordinates. done: False while something is dragged.

    handle, point: what is dragged, or nearest to a click; held: it is no click elsewhere.
    """

    x: float
    y: float
    done: bool
    handle: Handle | None = None
    point: int = 0
    held: bool = False


def handles_of(trace, drags):
    """The handles of a trace, one or none. drags: "start", ("w1", "w2"), (None, "heights"), ()."""
    pair = (drags, drags) if isinstance(drags, str) else drags
    return [Handle(trace, *pair)] if pair else []
