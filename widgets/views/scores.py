"""The scores of any frames against time: the view of an experiment that has no view of its own."""

import numpy as np

from .lines import Lines, by_name
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
        return [
            (column, Lines(self.history(measure), x="t", y="", legend=column == 1))
            for column, measure in enumerate(frame.scores, 1)
        ]

    def history(self, measure):
        """A measure -> the get of lines over t, of all frames seen up to one."""

        def get(frame):
            seen = [self.seen[t] for t in sorted(self.seen) if t <= frame.t] or [frame]
            rows = [list(one.scores[measure].values()) for one in seen]
            times = np.array([one.t for one in seen])
            return by_name(frame.scores[measure], times, np.array(rows, float).T)

        return get
