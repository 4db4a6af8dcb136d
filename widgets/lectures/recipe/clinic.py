"""A patient's training loss, what an instrument reads, and what a change has done."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.dots import GREY
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

LOSS = looks_of(("the patient", "with the change"))
CLOSED = "no instrument yet"


class ClinicView(Sheet):
    """Losses, an instrument, and three fresh networks; `ClinicFrame`s."""

    label = "Training loss of a patient, what an instrument reads, and three networks with a change"

    @property
    def columns(self):
        """The instrument has a title of its own."""
        title = self.key[0] or CLOSED
        return (("training loss", 1.2), (title, 1), ("test digits right, after", 0.8))

    def key_of(self, frame):
        """What the instrument is, and what its axes are."""
        read = frame.read
        return (None,) if read is None else (read.title, read.x, read.low, read.high)

    def parts(self, frame):
        """Two losses, a reading, three bars."""
        axes = dict(x="share of the way", x_range=[0, 1], y="cross-entropy", y_range=[0, 4])
        axes["x_axis"] = dict(tickformat=".0%")
        after = dict.fromkeys(names(frame), (theme.COLORS[2], "solid", "circle"))
        goal = {"goal": (GREY, "dash", None)}
        ends = np.array([-0.5, len(after) - 0.5])
        return [
            (1, Lines(losses, LOSS, legend=True, **axes)),
            (2, instrument(frame.read)),
            (3, Bars(shares, after, x="", **share())),
            (3, Lines(lambda frame: {"goal": (ends, np.full(2, frame.goal))}, goal, bare=True)),
        ]


def names(frame):
    """Of the fresh networks."""
    return [f"seed {n + 1}" for n in range(len(frame.tests))]


def shares(frame):
    """By network."""
    return dict(zip(names(frame), frame.tests, strict=True))


def losses(frame):
    """Before and after, at most as high as the picture."""
    rows = dict(zip(LOSS, (frame.before, frame.after), strict=True))
    return {
        name: (np.arange(len(row)) / frame.points, np.minimum(row, 4.0))
        for name, row in rows.items()
        if len(row)
    }


def instrument(read):
    """A part that draws the reading of its frame."""
    if read is None:
        nothing = dict(x="", x_range=[0, 1], y_range=[0, 1], x_axis=dict(showticklabels=False))
        nothing["y_axis"] = dict(showticklabels=False)
        return Lines(lambda frame: {}, {"nothing": (GREY, "dot", None)}, bare=True, **nothing)
    axes = dict(x=read.x_title, y_range=[read.low, read.high])
    axes |= dict(tick_format=".0%") if read.share else {}
    if read.bars:
        return Bars(lambda frame: frame.read.series, [*read.series], places=read.x, **axes)
    x = np.array(read.x, float)
    room = 0.03 * (x[-1] - x[0])
    axes |= dict(x_range=[x[0] - room, x[-1] + room], log=read.log)
    return Lines(
        lambda frame: {name: (x, row) for name, row in frame.read.series.items()},
        [*read.series],
        markers=len(x) < 10,
        **axes,
    )


panel = Recipe("clinic", ClinicView, hide="seed")
