"""Processes beside the kernel, which end with it and can be ended at once."""

import os
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from threading import Thread


class Processes(ProcessPoolExecutor):
    """They end at `close()`, whatever they do, or when the process that has started them is gone.

    forkserver: a kernel has threads, so that it had better not be forked.
    """

    def __init__(self, n):
        server = "forkserver" in get_all_start_methods()
        context = get_context("forkserver" if server else "spawn")
        if server:
            context.set_forkserver_preload(["dlcore.experiments.elsewhere"])
        self.ends = context.Pipe(duplex=False)
        super().__init__(n, context, initializer=end_with, initargs=self.ends[:1])

    def submit(self, *call, **options):
        """A future of its own: the pool stumbles over those that are cancelled while it ends."""
        inner, outer = super().submit(*call, **options), Future()
        inner.add_done_callback(lambda _: hand_on(inner, outer))
        return outer

    def close(self):
        """At once."""
        self.shutdown(wait=False, cancel_futures=True)
        for end in self.ends:
            end.close()


def hand_on(inner, outer):
    """What has become of a future becomes of another one, if somebody still wants to know."""
    if not outer.set_running_or_notify_cancel():
        return
    if inner.cancelled() or inner.exception() is not None:
        outer.set_exception(CancelledError() if inner.cancelled() else inner.exception())
    else:
        outer.set_result(inner.result())


def end_with(pipe):
    """In a worker: leave when nobody holds the other end of the pipe."""
    Thread(target=lambda: (pipe.poll(None), os._exit(0)), daemon=True).start()
