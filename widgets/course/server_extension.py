"""A Jupyter server extension: frames leave at once, kernels use one thread, plotly.js is a file.

What is stored of a panel can be seen, see stored.py.

Jupyter leaves Nagle's algorithm on for the websocket of a kernel, so that small messages wait for
one another and reach the page in bursts of 40-50 ms. The handler of that websocket is a private
part of jupyter_server: should it change, panels get slower, and nothing else happens.

Without this extension plotly.js comes to the page through the kernel (figure/plotly_loader.js).
Here it has an address with its version in it, so that browsers keep it. Pages are told of it, so
that it is there before the first panel asks, and kernels, so that figures ask only where it is.
"""

import asyncio
import gzip
import os
from functools import cache, wraps
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .stored import mend

ADDRESS = "live/plotly-{}.js"  # as in figure/plotly_loader.js


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
    try:
        mend(server.contents_manager)
    except Exception as error:
        server.log.warning("widgets: stored panels cannot be seen without a kernel (%r)", error)
    try:
        serve_plotly(server.web_app)
    except Exception as error:
        server.log.warning("widgets: plotly.js comes through the kernels (%r)", error)


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


def serve_plotly(web_app):
    """Give plotly.js its address, and tell every page of it."""
    from jupyter_server.base.handlers import JupyterHandler
    from tornado.web import authenticated

    class Plotly(JupyterHandler):
        @authenticated
        async def get(self):
            self.set_header("Content-Type", "text/javascript; charset=utf-8")
            self.set_header("Content-Encoding", "gzip")
            self.set_header("Cache-Control", "private, max-age=31536000, immutable")
            self.finish(await asyncio.to_thread(packed_plotly))

        def set_default_headers(self):
            """No hint: this is what it is about."""

        def check_xsrf_cookie(self):
            """Nothing is changed by reading."""

    address = web_app.settings["base_url"] + ADDRESS.format(version("plotly"))
    web_app.add_handlers(".*$", [(address.replace(".", r"\."), Plotly)])
    headers = web_app.settings.setdefault("headers", {})
    headers.setdefault("Link", f"<{address}>; rel=prefetch; as=script")
    os.environ["LIVE_PLOTLY"] = version("plotly")


@cache
def packed_plotly():
    """plotly.min.js of this environment as a module that browsers can import, gzip-compressed."""
    (folder,) = find_spec("plotly").submodule_search_locations
    source = (Path(folder) / "package_data/plotly.min.js").read_bytes()
    module = b"const module = { exports: {} };\n%s\nexport default module.exports;" % source
    return gzip.compress(module, compresslevel=6)
