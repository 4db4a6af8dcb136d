"""The recipe as a flow chart, lit by the run beside it."""

import numpy as np

from ...making import Recipe
from ...views.axes import share
from ...views.dots import GREY
from ...views.flow import Arrow, Box, flow
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

TRAIN, FIRST, SECOND, DONE = "train", "training?", "test?", "done"  # as frames call them
TRAINING_BRANCH, TEST_BRANCH = "help the training", "help the test"
BOXES = {  # on a telephone a unit is 16 pixels wide
    TRAIN: Box(2.6, 9.2, 5.0, 1.3),
    FIRST: Box(2.6, 6.4, 5.0, 1.8, question=True),
    SECOND: Box(2.6, 3.3, 5.0, 1.8, question=True),
    DONE: Box(2.6, 0.7, 5.0, 1.3),
    TRAINING_BRANCH: Box(9.9, 6.4, 6.4, 3.6),
    TEST_BRANCH: Box(9.9, 1.9, 6.4, 3.6),
}
ARROWS = (
    Arrow(TRAIN, FIRST, ((2.6, 8.55), (2.6, 7.3))),
    Arrow(FIRST, SECOND, ((2.6, 5.5), (2.6, 4.2)), "yes"),
    Arrow(SECOND, DONE, ((2.6, 2.4), (2.6, 1.35)), "yes"),
    Arrow(FIRST, TRAINING_BRANCH, ((5.1, 6.4), (6.7, 6.4)), "no"),
    Arrow(SECOND, TEST_BRANCH, ((5.1, 3.0), (6.7, 3.0)), "no"),
    Arrow(TRAINING_BRANCH, TRAIN, ((9.9, 8.2), (9.9, 9.0), (5.1, 9.0))),
    Arrow(TEST_BRANCH, TRAIN, ((13.1, 1.9), (13.8, 1.9), (13.8, 9.5), (5.1, 9.5))),
)
HEADS = {TRAINING_BRANCH: "for training:", TEST_BRANCH: "for the test:"}
PARTS = ("training", "test")
GOAL = {"goal": (GREY, "dash", None)}


class LoopView(Sheet):
    """The chart, and shares right, turn after turn; `LoopFrame`s."""

    columns = (("change one thing, and train again", 1.25), ("digits right", 1))
    label = "The recipe as a flow chart with the way that a run takes, and what the run gets right"

    def key_of(self, frame):
        """How many turns there are at most."""
        return len(frame.remedies)

    def parts(self, frame):
        """The chart, and two lines for each turn."""
        turns = 1 + len(frame.remedies)
        ticks = dict(tickvals=[n + 0.5 for n in range(turns)], showgrid=False)
        ticks |= dict(ticktext=[f"turn {n + 1}" for n in range(turns)])
        axes = dict(x="", x_range=[0, turns], x_axis=ticks) | share()
        goal = Lines(
            lambda frame: {"goal": ([0, turns], [frame.goal, frame.goal])}, GOAL, bare=True
        )
        lines = Lines(right, looks_of(PARTS, PARTS), legend=True, **axes)
        return [*((1, part) for part in flow(way, BOXES, ARROWS, words)), (2, goal), (2, lines)]


def way(frame):
    """Boxes of this turn, and at its start the box that it comes from."""
    before = frame.ways[-1][-1:] if frame.ways and len(frame.lit) == 1 else ()
    return (*before, *frame.lit)


def words(frame):
    """What stands in the boxes; ▸ before what was changed."""
    tried = frame.remedies[: frame.turn]

    def listed(branch):
        return [
            HEADS[branch],
            *(f"▸ {name}" if name in tried else name for name in frame.helps[branch]),
        ]

    return {
        TRAIN: [f"turn {frame.turn + 1}"],
        FIRST: ["training:", "90 % right?"],
        SECOND: ["test:", "90 % right?"],
        DONE: ["done"],
        TRAINING_BRANCH: listed(TRAINING_BRANCH),
        TEST_BRANCH: listed(TEST_BRANCH),
    }


def right(frame):
    """Training and test, with a gap between two turns."""
    gaps = np.flatnonzero(np.diff(frame.places) <= 1e-9) + 1
    places = np.insert(frame.places, gaps, np.nan)
    rows = (np.insert(part, gaps, np.nan, axis=-1) for part in (frame.train, frame.test))
    return {name: (places, row) for name, row in zip(PARTS, rows, strict=True)}


panel = Recipe("recipe-loop", LoopView)
