"""Sweeps beyond one process: experiments go to the workers of an executor, scores come back.

Any executor of `concurrent.futures` will do, and those of a cluster that look alike. What a reader
has registered goes with the experiments, see `luggage`.
"""

import os
import pickle
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from math import ceil
from threading import Lock
from typing import NamedTuple
from uuid import uuid4

from ..registry import UnknownName, at_home
from .luggage import dumps, install, luggage, said

PARTS = 16  # of a sweep, at least: so many workers have something to do, and progress is seen
LOOK = 0.01  # seconds between two looks at the workers
PROCESS = uuid4().hex  # with the number of the process, as forked ones have the same

DIED = "A worker ended before its runs did, perhaps for want of memory"
SHUT = "The workers were shut down before all runs were over"
UNFIT = "A worker cannot take its runs ({error}); it needs this course, with the same packages"
HOW = (
    "Write it in a file of its own, import that here, and give the file to the workers: beside the "
    "notebook is enough on this machine, with Dask client.upload_file('that_file.py')"
)
STAYED = "The workers do not have your {kind} {name!r}, which could not be sent to them ({why}). "
UNSENT = "The experiment could not be sent to the workers ({why}). "


class Unfinished(RuntimeError):
    """A sweep that did not get to its end for a reason outside of its runs, in a sentence."""

    in_words = True


class Ended(NamedTuple):
    """What comes back of a run: the scores of its last frame, and how they are read."""

    scores: dict
    measures: dict


def computed_elsewhere(runs, parts, executor):
    """Yields (members of a part, [Ended]) as parts are done, None while all are under way.

    parts: lists of indices of runs. Whoever closes this has cancelled what has not begun.
    """
    bags, left = luggage()
    complain(left, lambda home, kind, name: name in at_home(home, kind).shipped)
    open_ = {}
    try:
        for members in cut(parts, ceil(len(runs) / PARTS)):
            chosen = packed([runs[i] for i in members])
            open_[submitted(executor, process(), bags, chosen)] = members
        while open_:
            wait([*open_], LOOK, FIRST_COMPLETED)
            done = [future for future in open_ if future.done()]  # cancelled ones, too
            if not done:
                yield None
            for future in done:
                yield open_.pop(future), result_of(future, left)
    finally:
        for future in open_:
            future.cancel()


def cut(parts, size):
    """Smaller parts, nearly equal ones of each."""
    for members in parts:
        n = ceil(len(members) / size)
        yield from (members[len(members) * k // n : len(members) * (k + 1) // n] for k in range(n))


def packed(runs):
    """A pickle of experiments; Unfinished where there can be none."""
    try:
        return dumps(runs)
    except Exception as error:
        raise Unfinished(UNSENT.format(why=said(error)) + HOW + ".") from error


def submitted(executor, *luggage):
    """The future; Unfinished where nothing more is taken."""
    try:
        return executor.submit(ends, *luggage)
    except Exception as error:
        raise Unfinished(lost(error) + ".") from error


def result_of(future, left):
    """[Ended], or the error of a run, or Unfinished where the worker did not get so far."""
    try:
        error = future.exception()
    except CancelledError as cancelled:
        error = cancelled
    if error is not None:
        raise Unfinished(lost(error) + ".") from error
    ended, error, unread = future.result()
    if isinstance(error, UnknownName):
        complain(left | unread, lambda home, kind, name: repr(name) in str(error))
    if error is not None:
        raise error
    return ended


def lost(error):
    """Why there is no result, in words."""
    if isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":  # Dask's
        return DIED
    return SHUT if isinstance(error, CancelledError) else UNFIT.format(error=said(error))


def complain(left, needed):
    """Raise UnknownName if something that was left behind, {(home, kind, name): why}, is needed."""
    for key, why in left.items():
        if needed(*key):
            raise UnknownName(STAYED.format(kind=key[1], name=key[2], why=why) + HOW + ".")


def process():
    """What no other process has."""
    return PROCESS, os.getpid()


# ---- in a worker

one_by_one = Lock()  # a worker may have several threads


def ends(sender, bags, chosen):
    """Run pickled experiments together -> [Ended] or None, what went wrong, {key: why not read}.

    Nothing is raised: an error that comes otherwise is one of the way, not of a run.
    """
    unread = {}
    try:
        if sender != process():
            with one_by_one:
                unread = install(bags)
        complain(unread, lambda home, kind, name: name in at_home(home, kind))
        experiments = unpacked(chosen)
        *_, (_, last) = experiments[0].together(experiments)
        return [Ended(frame.scores, frame.measures) for frame in last], None, unread
    except Exception as error:
        return None, portable(error), unread


def unpacked(chosen):
    """The experiments; Unfinished if something is missing here."""
    try:
        return pickle.loads(chosen)
    except Exception as error:
        raise Unfinished(UNFIT.format(error=said(error)) + ".") from error


def portable(error):
    """The error, if it arrives whole; else its words."""
    try:
        pickle.loads(pickle.dumps(error))
        return error
    except Exception:
        return RuntimeError(said(error))
