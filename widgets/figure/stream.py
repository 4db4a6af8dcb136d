"""What a LiveFigure sends and when: arrays that grow, and frames paced by the page's answers."""

import asyncio
import time

import numpy as np

IN_FLIGHT = 8  # frames sent and not yet acknowledged; the page does so after every fourth
PATIENCE = 1.0  # seconds; a page that does not answer is sent one frame in this time


def numbers(values):
    """values -> float32 array, or None if they are no array of numbers (text, a single value)."""
    array = np.asarray(values)
    if array.ndim == 0 or array.dtype.kind not in "biuf":
        return None
    with np.errstate(over="ignore"):  # beyond float32 is inf, drawn as a gap
        return array.astype("f4")


class Series:
    """A float32 array that can grow; the page knows its first `sent` numbers.

    fresh: there is something the page does not know.
    """

    def __init__(self, values):
        self.sent, self.shape, self.buffer = 0, None, np.empty(0, "f4")
        self.replace(values)

    @property
    def values(self):
        return self.buffer[: self.size].reshape(self.shape or -1)

    def replace(self, values):
        """A curve that was only continued is recognised: its old part is not sent again."""
        flat, shape = values.ravel(), values.shape if values.ndim == 2 else None
        known = self.buffer[: self.sent].tobytes()
        if shape != self.shape or flat[: self.sent].tobytes() != known:
            self.sent = 0
        self.buffer, self.size, self.shape = flat, flat.size, shape
        self.fresh = self.sent < self.size or self.size == 0

    def append(self, values):
        size = self.size + values.size
        if size > self.buffer.size:
            larger = np.empty(max(size, 2 * self.buffer.size, 256), "f4")
            larger[: self.size] = self.buffer[: self.size]
            self.buffer = larger
        self.buffer[self.size : size] = values
        self.size = size
        self.fresh = True


def pack(series, everything=False):
    """{(trace, name): Series} -> rows [trace, name, start, count, shape], their numbers as bytes.

    Only what the page does not know, unless everything is asked for.
    """
    rows, parts = [], []
    for (trace, name), s in series.items():
        if everything or s.fresh:
            start = 0 if everything else s.sent
            rows.append([int(trace), name, start, s.size - start, s.shape])
            parts.append(s.buffer[start : s.size])
    return rows, b"".join(part.tobytes() for part in parts)


class FrameStream:
    """Calls send(seq) when a change is to be drawn: at most fps a second, and only as fast as
    the page paints. Before a page said hello nothing is sent.
    """

    def __init__(self, send, fps):
        self.send, self.fps = send, fps
        self.seq = self.painted = 0
        self.page = self.dirty = False
        self.sent_at = 0.0
        self.timer = None

    @property
    def idle(self):
        """True if nothing waits to be sent."""
        return not self.dirty

    def changed(self):
        self.dirty = True
        if self.page and self.timer is None:
            self._wait(0)  # all changes of one callback make one frame

    def hello(self, seq):
        """A page has drawn frame seq -> True if that is the latest."""
        self.page = True
        self.painted = self.seq
        if self.dirty:
            self.changed()
        return seq == self.seq

    def ack(self, seq):
        """The page has painted all frames up to seq."""
        self.painted = max(self.painted, min(seq, self.seq))
        if self.timer is not None:
            self.timer.cancel()
            self._send_if_due()

    def close(self):
        self.page = False
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _wait(self, seconds):
        self.timer = asyncio.get_running_loop().call_later(seconds, self._send_if_due)

    def _send_if_due(self):
        self.timer = None
        if not (self.page and self.dirty):
            return
        page_is_behind = self.seq - self.painted >= IN_FLIGHT
        due = self.sent_at + (PATIENCE if page_is_behind else 1 / self.fps)
        now = time.monotonic()
        if due - now > 0.001:
            self._wait(due - now)
            return
        self.seq += 1
        self.dirty = False
        self.sent_at = now
        self.send(self.seq)
