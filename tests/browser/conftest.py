"""Notebooks in a real JupyterLab in a real browser.

    def test_something(run_cells):
        page = run_cells("from widgets import optimizer_race", "optimizer_race()")
        page.get_by_role("button", name="Play").click()      # a Playwright page
        screenshot(page, "optimizer_race")                   # -> artefacts/optimizer_race.png

One JupyterLab serves the whole session; every call opens a fresh notebook with a fresh kernel. A
cell that fails or writes to stderr fails the test, and so does any error on the browser's console;
a test that provokes errors on purpose empties `page.errors` at its end.

What holds for every panel is tested with the fixture `panel`: one notebook shows one panel after
the other, each is opened once, and all tests of a panel follow one another.
"""

import re
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import nbformat
import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.browser.chromium import ADVICE, launch_options
from tests.browser.console import complaints
from tests.browser.panel_page import PanelPage
from tests.servers import free_port, served
from tests.widgets.panels import PANELS
from widgets import texts

ARTEFACTS = Path(__file__).with_name("artefacts")
WIDGET = ".jp-OutputArea .jupyter-widgets"
LAB_OPTIONS = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--LabApp.expose_app_in_browser=True",
]
# An idle notebook may not have reached its kernel yet, and cells run before that are lost.
CONNECTED = """() => window.jupyterapp?.shell?.currentWidget?.sessionContext
    ?.session?.kernel?.connectionStatus === 'connected'"""
RUN_ALL_CELLS = "async () => { await jupyterapp.commands.execute('notebook:run-all-cells') }"
OUTPUTS = """() => jupyterapp.shell.currentWidget.context.model.toJSON().cells
    .flatMap(cell => cell.outputs ?? [])"""
SHUT_DOWN = (
    "async () => { await window.jupyterapp?.shell?.currentWidget?.sessionContext?.shutdown() }"
)


class ByPanel(LoadScopeScheduling):
    """Two workers: all tests of a panel, or of a file, go to one of them."""

    def _split_scope(self, nodeid):
        file, _, test = nodeid.partition("::")
        return next((name for name in re.split(r"\W", test) if name in PANELS), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByPanel(config, log)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, and the folder it shows."""

    url: str
    folder: Path


@contextmanager
def running_lab(home, **environment):
    """A JupyterLab apart from the settings of whoever runs the tests."""
    folder, port = home / "notebooks", free_port()
    folder.mkdir()
    command = [sys.executable, "-m", "jupyterlab", *LAB_OPTIONS]
    command += [f"--port={port}", f"--ServerApp.root_dir={folder}"]
    with served(command, port, home, **environment) as url:
        yield Lab(url, folder)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """One JupyterLab for the session."""
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type, browser_type_launch_args):
    options = launch_options(browser_type)
    if options is None:
        pytest.fail(ADVICE)
    return browser_type_launch_args | options


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page):
    """Playwright's page, with the errors of its console and scripts in the list `page.errors`."""
    page.errors = complaints(page)
    return page


@pytest.fixture
def run_notebook(lab, page):
    """run_notebook(notebook) -> page: open an nbformat notebook in JupyterLab and run all cells.

    `wait` is a selector of something that must appear (None: nothing); by default a widget.
    """
    numbers = count()

    def run(notebook, wait=WIDGET):
        name = f"test-{time.time_ns()}-{next(numbers)}"
        nbformat.write(notebook, lab.folder / f"{name}.ipynb")
        page.goto(f"{lab.url}/lab/workspaces/{name}/tree/{name}.ipynb")
        page.wait_for_function(CONNECTED, timeout=60_000)
        page.evaluate(RUN_ALL_CELLS)
        assert failures(page) == []
        if wait:
            page.wait_for_selector(wait)
        return page

    yield run
    errors = list(page.errors)  # those up to now: a kernel's end makes the page complain
    page.evaluate(SHUT_DOWN)
    assert errors == []


@pytest.fixture
def run_cells(run_notebook):
    """run_cells("code", ...) -> page: run these cells in a fresh notebook in JupyterLab."""

    def run(*cells, wait=WIDGET):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        return run_notebook(notebook, wait)

    return run


def failures(page):
    """Texts of the notebook's outputs that are errors or were written to stderr."""
    outputs = page.evaluate(OUTPUTS)
    errors = ["\n".join(o["traceback"]) for o in outputs if o["output_type"] == "error"]
    return errors + ["".join(o["text"]) for o in outputs if o.get("name") == "stderr"]


def screenshot(page, name):
    """Keep a picture of the page as artefacts/name.png -> its path."""
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path)
    return path


@pytest.fixture(scope="session")
def stage(lab, browser, browser_context_args):
    """The page in which panels are shown, that of a small laptop with the list of files."""
    size = {"width": 1280, "height": 800}
    context = browser.new_context(**browser_context_args | {"viewport": size})
    stage = PanelPage(lab, context.new_page())
    stage.open("import asyncio, widgets", "None", "None")
    stage.page.add_style_tag(content="#jupyterlab-splash { display: none }")  # it moves, and costs
    yield stage
    stage.page.evaluate(SHUT_DOWN)
    context.close()


@pytest.fixture(scope="session", params=PANELS)
def name(request):
    """Of a panel; for the session, so that all tests of a panel follow one another."""
    return request.param


@pytest.fixture
def panel(stage, name):
    """The panel at its first frame; nothing may appear on the console."""
    if stage.name != name:
        stage.show(name)
    if stage.place():
        stage.press(texts.RESET)
        stage.wait_until(lambda: stage.place() == 0)
    yield stage
    errors, stage.errors = stage.errors, []
    assert errors == []
