"""The site that `make site` has built, opened offline in a real browser.

    def test_something(open_notebook):
        page = open_notebook("00_start_here")     # JupyterLite; the kernel is still starting
        run_all(page)                             # -> seconds that each cell took

A server of files on this machine is all there is: a page that asks for anything else fails the
test, and so does a cell that fails, and any error of a script.
"""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.chromium import ADVICE, launch_options

PROJECT = Path(__file__).parents[2]
SITE = PROJECT / "build" / "site"
ADDRESS = "{}/lab/index.html?path={}.ipynb"
CONNECTED = """() => window.jupyterapp?.shell?.currentWidget?.sessionContext
    ?.session?.kernel?.connectionStatus === 'connected'"""
RUN = """async () => {
    const { content } = jupyterapp.shell.currentWidget, took = {}
    for (let k = 0; k < content.widgets.length; k++) {
        if (content.widgets[k].model.type !== 'code') continue
        content.activeCellIndex = k
        const began = performance.now()
        await jupyterapp.commands.execute('notebook:run-cell')
        took[k] = (performance.now() - began) / 1000
    }
    return took
}"""
EXECUTE = """async code => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session
    const reply = await kernel.requestExecute({ code }).done
    return reply.content.status
}"""
OURS = "blob:"  # scripts of panels come from such addresses; those of JupyterLite are not ours
SHOW_CELL = """k => {
    const { content } = jupyterapp.shell.currentWidget
    content.activeCellIndex = k
    return content.scrollToItem(k, 'start')
}"""


class Files(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site():
    """The address under which the site is served: in a folder, as on GitHub Pages."""
    if not (SITE / "www" / "index.html").exists():
        pytest.fail("There is no site: make site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/www"
    server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type, browser_type_launch_args):
    options = launch_options(browser_type)
    if options is None:
        pytest.fail(ADVICE)
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    return browser_type_launch_args | options | {"args": [*options["args"], alone]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def open_notebook(site, page):
    """open_notebook(name) -> page; nothing but the site is asked, and no script fails."""
    page.errors, page.asked = [], []
    page.on("pageerror", lambda error: OURS in error.stack and page.errors.append(error.stack))
    page.context.on("request", lambda request: foreign(request.url) and page.asked.append(request))

    def opened(name):
        return go(page, ADDRESS.format(site, name))

    yield opened
    assert page.asked == []
    assert page.errors == []


def go(page, address):
    """Leave for another page, and wait for its kernel; what the old one says at its end is lost."""
    errors = list(page.errors)
    page.goto("about:blank")
    page.errors[:] = errors
    page.goto(address)
    page.wait_for_function(CONNECTED, timeout=120_000)
    return page


def foreign(address):
    """Is it an address of another machine?"""
    return address.startswith(("http", "ws")) and "//127.0.0.1" not in address


def execute(page, code):
    """Run code in the kernel of the notebook that is open; it must not fail."""
    assert page.evaluate(EXECUTE, code) == "ok"
