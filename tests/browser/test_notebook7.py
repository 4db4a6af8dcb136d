"""A lecture in Notebook 7: it runs from top to bottom, a bet is kept, a link has a state."""

import json
import shutil
import sys

import nbformat
import pytest
from playwright.sync_api import expect

from dlcore.experiments import OptimizerRace
from tests.browser.conftest import CONNECTED, LAB_OPTIONS, RUN_ALL_CELLS, failures
from tests.notebooks.test_style import NOTEBOOKS
from tests.servers import free_port, served
from widgets import texts

BET = "Ten walkers: in how many different pits will they be at the end?"
OPTIONS = [option.replace("LabApp", "JupyterNotebookApp") for option in LAB_OPTIONS]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
OURS = "blob:"  # scripts of panels come from such addresses; Notebook has errors of its own


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the notebooks, and one of a reader."""
    folder = tmp_path_factory.mktemp("notebook7") / "notebooks"
    shutil.copytree(NOTEBOOKS[0].parent, folder, ignore=shutil.ignore_patterns("my_pred*"))
    race = nbformat.v4.new_code_cell("from widgets import optimizer_race\noptimizer_race(steps=60)")
    mine = nbformat.v4.new_notebook(cells=[race])
    mine.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(mine, folder / "mine.ipynb")
    return folder


@pytest.fixture(scope="module")
def notebook7(folder):
    """The address of a Notebook 7 that shows the folder."""
    port = free_port()
    command = [sys.executable, "-m", "notebook", *OPTIONS, f"--port={port}"]
    with served([*command, f"--ServerApp.root_dir={folder}"], port, folder.parent) as url:
        yield f"{url}/notebooks"


@pytest.fixture
def open_notebook(browser, browser_context_args, notebook7):
    """open_notebook("name.ipynb") -> page, all cells run; no script of ours fails."""
    about = dict(viewport={"width": 1280, "height": 800}, permissions=CLIPBOARD)
    context = browser.new_context(**browser_context_args | about)
    errors = []

    def opened(address):
        page = context.new_page()
        page.on("pageerror", lambda error: OURS in error.stack and errors.append(error.stack))
        page.goto(address if "//" in address else f"{notebook7}/{address}")
        page.wait_for_function(CONNECTED, timeout=60_000)
        page.evaluate(RUN_ALL_CELLS)
        assert failures(page) == []
        return page

    yield opened
    context.close()
    assert errors == []


def test_a_lecture_and_a_bet_that_is_kept(open_notebook, folder, request):
    page = open_notebook("06_gradient_descent.ipynb")
    bet = page.locator(".live-bet", has_text=BET).first
    bet.get_by_role("textbox", name=texts.ANSWER).fill("5")
    bet.get_by_role("button", name=texts.COMMIT_AND_RUN).click()
    page.locator(".live-bet.live-judged", has_text=BET).wait_for(timeout=60_000)
    bet.locator(".live-stage").screenshot(
        path=request.path.with_name("artefacts") / "notebook7.png"
    )
    (attempt,) = json.loads((folder / "my_predictions.json").read_text())
    assert attempt["guess"] == "5"
    page = open_notebook("06_gradient_descent.ipynb")
    earlier = page.locator(".live-bet", has_text=BET).first.get_by_text(texts.EARLIER)
    expect(earlier).to_be_attached(timeout=60_000)


def test_a_panel_is_played_stopped_and_found_by_a_link(open_notebook):
    page = open_notebook("mine.ipynb")
    panel, run = page.locator(".live-panel"), page.locator(".live-run code").first
    panel.locator(".main-svg").first.wait_for()
    panel.get_by_role("combobox", name="surface", exact=True).select_option("saddle")
    expect(run).to_have_text(repr(OptimizerRace(surface="saddle", steps=60)))
    panel.get_by_role("button", name=texts.PLAY, exact=True).click()
    panel.get_by_role("button", name=texts.STOP, exact=True).click()
    panel.get_by_role("button", name=texts.PLAY, exact=True).wait_for()
    panel.get_by_role("button", name=texts.SHARE, exact=True).click()
    panel.get_by_role("button", name=texts.COPY_LINK).click()
    link = page.evaluate("() => navigator.clipboard.readText()")
    page = open_notebook(link)
    expect(page.get_by_text(texts.SAME)).to_be_visible(timeout=60_000)
    run = page.locator(".live-run code").first
    expect(run).to_have_text(repr(OptimizerRace(surface="saddle", steps=60)))
