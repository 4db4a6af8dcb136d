"""Who computes a grid: this kernel, processes beside it, or the executor that a reader has named.

A sweep begins here. If it turns out to take long and cores are free, processes go on with it; they
end with it. None are started on a hub, where many share a machine, unless LIVE_PROCESSES says so.
"""

import os
import sys
from contextlib import closing
from pathlib import Path
from time import perf_counter

from dlcore.experiments import sweep

from .. import texts
from .reel import in_chunks

LONG = 2.0  # seconds; what takes less is not worth starting processes
LISTEN = 0.2  # seconds after which the time of a sweep can be told
MOST = 4
LIMIT = Path("/sys/fs/cgroup/cpu.max")  # of a container
ON_A_HUB = ("JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_USER")

named = None  # an executor, or a number of processes


def workers(by=None):
    """See `widgets.workers`."""
    global named
    if by is not None and not hasattr(by, "submit") and (type(by) is not int or by < 0):
        raise ValueError(texts.NO_WORKERS.format(by=by))
    named = by


def usual():
    """How many processes may compute a grid, 0 if only this one."""
    if sys.platform == "emscripten":
        return 0
    if isinstance(named, int):
        return named
    if given := os.environ.get("LIVE_PROCESSES", ""):
        return int(given) if given.isdecimal() else 0
    if any(name in os.environ for name in ON_A_HUB):
        return 0
    most = cores()
    free = most - max(0, load() - 1)  # one may be this kernel, which has just played
    n = min(MOST, round(free), max(2, most - 1))  # of two, the page needs little meanwhile
    return n if n > 1 and most > 1 else 0


def cores():
    """Of the machine, as far as this process may use them."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        quota, period = LIMIT.read_text(encoding="ascii").split()
        return min(count, max(1, int(quota) // int(period)))
    except (OSError, ValueError):
        return count or 1


def load():
    """How many cores were busy in the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0


async def computed(*asked):
    """Frames of `sweep(*asked)`, the newest after each chunk of time; who looks up can stop it."""
    if hasattr(named, "submit"):
        async for frame in chunks(*asked, executor=named):
            yield frame
        return
    n, began, pool = usual(), perf_counter(), None
    with closing(sweep(*asked)) as frames:
        async for first in in_chunks(frames):
            yield first
            if n > 1 and is_long(first, perf_counter() - began):
                n, pool = 0, started(min(n, first.known.size - first.t))
            if pool:
                break
    if pool:
        with closing(pool):
            async for frame in chunks(*asked, executor=pool, so_far=first):
                yield frame


def started(n):
    """A pool of processes, None where there can be none."""
    try:
        from .processes import Processes  # not known to every Python

        return Processes(n)
    except (ImportError, OSError, NotImplementedError):
        return None


async def chunks(*asked, **how):
    """Frames of a sweep, which is closed when nobody listens any more."""
    with closing(sweep(*asked, **how)) as frames:
        async for frame in in_chunks(frames):
            yield frame


def is_long(frame, seconds):
    """Will what is left of a sweep take long, by the share that took these seconds?"""
    left = frame.known.size - frame.t
    return left > 1 and seconds > LISTEN and seconds * (1 - frame.share) > LONG * frame.share
