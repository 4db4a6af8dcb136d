"""A Jupyter server extension: frames of a panel leave at once, and kernels use one thread.

Jupyter leaves Nagle's algorithm on for the websocket of a kernel, so that small messages wait for
one another and reach the page in bursts of 40-50 ms. The handler of that websocket is a private
part of jupyter_server: should it change, panels get slower, and nothing else happens.
"""

import os
from functools import wraps


def _jupyter_server_extension_points():
    return [{"module": "widgets.course.server_extension"}]


def _load_jupyter_server_extension(server):
    # Kernels inherit this: a browser shares the machine, and more threads are slower then.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

        KernelWebsocketHandler.open = without_delay(KernelWebsocketHandler.open)
    except Exception as error:
        server.log.warning("widgets: kernel websockets keep their delay (%r)", error)


def without_delay(open_websocket):
    """Wrap the `open` of a websocket handler so that its small messages are sent at once."""

    @wraps(open_websocket)
    def open_without_delay(handler, *args, **kwargs):
        try:
            handler.set_nodelay(True)
        except Exception as error:
            handler.log.warning("widgets: this websocket keeps its delay (%r)", error)
        return open_websocket(handler, *args, **kwargs)

    return open_without_delay
