"""Start a Jupyter server and print, as JSON, how it gives plotly.js to a page.

A program of its own, because a Jupyter server leaves handlers and sockets behind in its process.
"""

import asyncio
import gzip
import json
import os
import re

from jupyter_server.serverapp import ServerApp
from tornado.httpclient import AsyncHTTPClient

from tests.servers import free_port


async def main():
    port = free_port()
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--IdentityProvider.token="]
    server = ServerApp()
    server.initialize([*options, f"--port={port}", "--ServerApp.base_url=/course/"])

    async def get(path):
        address = f"http://127.0.0.1:{port}{path}"
        packed = {"Accept-Encoding": "gzip"}
        return await AsyncHTTPClient().fetch(
            address, headers=packed, decompress_response=False, raise_error=False
        )

    hint = (await get("/course/api")).headers["Link"]
    address = re.search("<(.*)>", hint)[1]
    file = await get(address)
    source = gzip.decompress(file.body).decode()
    about = {"hint": hint, "address": address, "starts": source[:40], "ends": source[-40:]}
    about |= {"cache": file.headers["Cache-Control"], "encoding": file.headers["Content-Encoding"]}
    about["other version"] = (await get(re.sub(r"plotly-.*", "plotly-0.js", address))).code
    print(json.dumps(about), flush=True)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
