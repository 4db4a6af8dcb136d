"""The scores of any frames against time: the view of an experiment that has no view of its own."""

import numpy as np

from .parts import Lines
from .sheet import Sheet


class ScoresView(Sheet):
    """One plot for each measure of `frame.scores`, one line for each who; any `Frame`."""

    label = "Scores of an experiment against time"

    def __init__(self, frame):
        self.seen = {}
        self.columns = tuple((name, 1) for name in frame.scores) or (("no scores", 1),)
        super().__init__(frame)

    def key_of(self, frame):
        """What is measured, and on whom."""
        return tuple((measure, tuple(who)) for measure, who in frame.scores.items())

    def draw(self, frame):
        """Show one frame, and the scores of those before it."""
        self.seen[frame.t] = frame
        super().draw(frame)

    def parts(self, frame):
        """Lines that grow from frame to frame."""
        self.seen[frame.t] = frame
        shared = dict(x="t", y="")
        return [
            (column, Lines(tuple(who), self.history(measure), **shared, legend=column == 1))
            for column, (measure, who) in enumerate(frame.scores.items(), 1)
        ]

    def history(self, measure):
        """frame -> t of the frames seen up to it (n,), their scores (R, n)."""

        def get(frame):
            seen = [self.seen[t] for t in sorted(self.seen) if t <= frame.t] or [frame]
            rows = [list(one.scores[measure].values()) for one in seen]
            return np.array([one.t for one in seen]), np.array(rows, float).T

        return get
