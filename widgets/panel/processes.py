"""Processes beside the kernel, which end with it and can be ended at once."""

import os
from concurrent.futures import ProcessPoolExecutor
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

    def close(self):
        """At once."""
        self.shutdown(wait=False, cancel_futures=True)
        for end in self.ends:
            end.close()


def end_with(pipe):
    """In a worker: leave when nobody holds the other end of the pipe."""
    Thread(target=lambda: (pipe.poll(None), os._exit(0)), daemon=True).start()
