"""A Jupyter server extension: frames of a panel leave at once, and kernels use one thread.

Jupyter leaves Nagle's algorithm on for the websocket of a kernel, so that small messages wait for
one another and arrive in bursts of 40-50 ms. Setting TCP_NODELAY nearly doubles the frames a
second. The handler is a private part of jupyter_server: when it changes, panels are slower, and
nothing else happens.
"""

import os
from functools import wraps


def _jupyter_server_extension_points():
    return [{"module": "widgets.server_extension"}]


def _load_jupyter_server_extension(server):
    # Kernels inherit this; more threads are slower while a browser shares the machine.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

        KernelWebsocketHandler.open = without_delay(KernelWebsocketHandler.open)
    except Exception as error:
        server.log.warning("widgets: kernel websockets keep their delay (%s)", error)


def without_delay(open_websocket):
    """Wrap a websocket handler's `open` so that its socket sends small messages at once."""

    @wraps(open_websocket)
    async def open_without_delay(handler, *args, **kwargs):
        try:
            handler.set_nodelay(True)
        except Exception as error:
            handler.log.warning("widgets: this websocket keeps its delay (%s)", error)
        await open_websocket(handler, *args, **kwargs)

    return open_without_delay
