"""Start a Jupyter server and a kernel; print TCP_NODELAY at the server's end of the websocket.

A program of its own, because a Jupyter server leaves handlers and sockets behind in its process.
"""

import asyncio
import gc
import os
import socket

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.websocket import websocket_connect

from tests.servers import free_port


async def main():
    port = free_port()
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--IdentityProvider.token="]
    server = ServerApp()
    server.initialize([*options, f"--port={port}"])
    kernel = await server.kernel_manager.start_kernel()
    try:
        await websocket_connect(f"ws://127.0.0.1:{port}/api/kernels/{kernel}/channels")
        (handler,) = (o for o in gc.get_objects() if type(o) is KernelWebsocketHandler)
        connection = handler.ws_connection.stream.socket
        print(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), flush=True)
    finally:
        await server.kernel_manager.shutdown_all(now=True)
        os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
