"""Open the course in a browser, without a network: python start.py

It needs Python alone. A page can only read files that a server gives it, so this is one, on this
machine and for nobody else; Ctrl + C ends it. Your work stays in the browser, and belongs to this
address; `python start.py 8009` takes another one, and --quiet opens no browser.
"""

import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

if __name__ == "__main__":
    port = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 8008)
    files = partial(SimpleHTTPRequestHandler, directory=Path(__file__).parent / "www")
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), files)
    except OSError:
        sys.exit(f"Something else has port {port}. Take another: python start.py {port + 1}")
    address = f"http://127.0.0.1:{server.server_port}/index.html"
    print(f"The course is at {address} (Ctrl + C ends it).", flush=True)
    if "--quiet" not in sys.argv:
        webbrowser.open(address)
    server.serve_forever()
