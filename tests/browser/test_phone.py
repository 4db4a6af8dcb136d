"""The panels on a telephone: a Voilà page, 390 pixels wide."""

import os
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest

from tests.browser.measures import CUT_OFF, FAINT, OVERLAPS
from tests.servers import free_port, settings_in
from widgets import texts

CELLS = ["optimizer_race()", "digits_race()", "vanishing_gradients()"]
OPTIONS = ["--no-browser", "--Voila.ip=127.0.0.1"]
OPTIONS += ["--VoilaConfiguration.show_tracebacks=True"]


@pytest.fixture(scope="module")
def voila(tmp_path_factory):
    """Address of a Voilà page of some panels."""
    home, port = tmp_path_factory.mktemp("voila"), free_port()
    cells = [nbformat.v4.new_code_cell(f"from widgets import *\n{code}") for code in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, home / "panels.ipynb")
    command = [sys.executable, "-m", "voila", *OPTIONS, f"--port={port}", "panels.ipynb"]
    with (home / "log").open("w") as log:
        environment = os.environ | settings_in(home)
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(f"{url}/static/", timeout=1)
            except urllib.error.HTTPError:
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def phone(browser, browser_context_args, voila):
    """The page on a telephone, with all its pictures."""
    size = {"width": 390, "height": 844}
    context = browser.new_context(**browser_context_args | dict(viewport=size, has_touch=True))
    page = context.new_page()
    page.goto(voila, timeout=90_000)
    for i in range(len(CELLS)):
        page.locator(".live-figure").nth(i).locator(".main-svg").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1000)
    yield page
    context.close()


def test_panels_fit_a_telephone(phone, request):
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    artefacts = request.path.with_name("artefacts")
    for i, panel in enumerate(phone.locator(".live-panel").all()):
        panel.screenshot(path=artefacts / f"phone_{i}.png")
        assert panel.evaluate(CUT_OFF) == [] and panel.evaluate(FAINT) == []
        figure, form = panel.locator(".live-figure"), panel.locator(".live-form")
        assert figure.evaluate(OVERLAPS) == []
        plots = [plot.bounding_box() for plot in figure.locator(".nsewdrag").all()]
        assert len({round(plot["x"]) for plot in plots}) == 1  # one below the other
        assert plots[-1]["y"] < form.bounding_box()["y"]


def test_a_finger_plays_and_stops(phone):
    panel = phone.locator(".live-panel").nth(1)
    panel.get_by_role("button", name=texts.PLAY, exact=True).tap()
    status = panel.locator(".live-status")
    phone.wait_for_function("e => !e.innerText.includes('Update 0 ')", arg=status.element_handle())
    panel.get_by_role("button", name=texts.STOP, exact=True).tap()
    status.get_by_text(texts.STOPPED).wait_for()
