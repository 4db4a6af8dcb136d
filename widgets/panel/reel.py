"""Reel: the frames of one run, computed as they are asked for, and kept."""

import asyncio
from time import perf_counter

CHUNK = 0.012  # seconds of computing between two looks at the buttons
REST = 0.001  # not 0: the loop must come round to the messages of the page
END = object()  # what a source that is empty gives


async def in_chunks(source):
    """Pull from a source for `CHUNK` seconds at a time; yields the newest item after each."""
    item, until = None, perf_counter() + CHUNK
    for item in source:
        if perf_counter() > until:
            yield item
            await asyncio.sleep(REST)
            until = perf_counter() + CHUNK
    yield item


class Reel:
    """Frames of `make()`, which also yields None in the midst of work.

    time(frame) -> (t, total): a frame's own time, and that of the last one, 0 if nobody knows.
    seen: the frames so far; ended: there will be no more; seconds: of computing them.
    """

    def __init__(self, make, time=lambda frame: (0, 0)):
        began = perf_counter()
        self.make, self.time, self.source = make, time, iter(make())
        self.seen, self.ended = [], False
        self.seconds = perf_counter() - began

    def knows(self, position):
        """True if the frame at this position is there, or there is none."""
        return position < len(self.seen) or self.ended

    def pull(self):
        """Let the source work until it yields: a frame, None in the midst of work, or the end."""
        began, piece = perf_counter(), next(self.source, END)
        self.seconds += perf_counter() - began
        if piece is END:
            self.ended = True
        elif piece is not None:
            self.seen.append(piece)

    def reach(self, position):
        """Pull frames until this position is there, or they end."""
        while not self.knows(position):
            self.pull()

    @property
    def last(self):
        """Position of the newest frame."""
        return len(self.seen) - 1

    @property
    def end(self):
        """Position of the last frame; while a run goes on, as far as its time tells."""
        t, total = self.time(self.seen[-1])
        return self.last if self.ended or not t else max(self.last, round(self.last * total / t))

    @property
    def left(self):
        """Seconds of computing that the run still takes, as far as can be told by now."""
        t, total = self.time(self.seen[-1])
        return 0 if self.ended or not t else self.seconds * (total - t) / t
