"""The panels on a telephone: a Voilà page, 390 pixels wide."""

import sys
from itertools import pairwise

import nbformat
import pytest

from tests.browser.measures import CUT_OFF, FAINT, OVERLAPS
from tests.servers import free_port, served
from widgets import texts

CELLS = ["optimizer_race()", "digits_race()", "vanishing_gradients()"]
CELLS += ["predict('?', panel=momentum_hill(), choices=['yes', 'no'], answer=lambda frame: 'no')"]
NAMES = "digits_race, momentum_hill, optimizer_race, predict, vanishing_gradients"
OPTIONS = ["--no-browser", "--Voila.ip=127.0.0.1", "--progressive_rendering=True"]
OPTIONS += ["--VoilaConfiguration.show_tracebacks=True"]
WAITS = "import os, time\nwhile not os.path.exists('go_on'): time.sleep(0.05)"
SLOW = ["print('the first cell')", WAITS, "print('the last cell')"]


def write(path, cells):
    """A notebook of these cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of the notebooks."""
    return tmp_path_factory.mktemp("voila")


@pytest.fixture(scope="module")
def voila(home):
    """Address of Voilà's pages of two notebooks: some panels, and a cell that waits."""
    port = free_port()
    write(home / "panels.ipynb", [f"from widgets import {NAMES}\n{code}" for code in CELLS])
    write(home / "slow.ipynb", SLOW)
    command = [sys.executable, "-m", "voila", *OPTIONS, f"--port={port}", "."]
    with served(command, port, home) as url:
        yield f"{url}/voila/render"


@pytest.fixture(scope="module")
def phone(browser, browser_context_args, voila):
    """The page on a telephone, with all its pictures."""
    size = {"width": 390, "height": 844}
    context = browser.new_context(**browser_context_args | dict(viewport=size, has_touch=True))
    page = context.new_page()
    page.goto(f"{voila}/panels.ipynb", timeout=90_000)
    for i in range(len(CELLS)):
        page.locator(".live-figure[data-settled]").nth(i).wait_for(timeout=120_000)
    yield page
    context.close()


def panels(phone):
    """All panels but the frames around them."""
    return phone.locator(".live-panel:not(.live-bet)").all()


def test_panels_fit_a_telephone(phone, request):
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    artefacts = request.path.with_name("artefacts")
    for i, panel in enumerate(panels(phone)[:3]):
        panel.screenshot(path=artefacts / f"phone_{i}.png")
        for part in (".live-headline", ".live-player", ".live-form", ".live-drawers"):
            assert panel.locator(part).first.evaluate(CUT_OFF) == []  # the legend is swiped
        assert panel.evaluate(FAINT) == []
        figure = panel.locator(".live-figure")
        assert figure.evaluate(OVERLAPS) == []
        plots = [plot.bounding_box() for plot in figure.locator(".nsewdrag").all()]
        for above, below in pairwise(plots):
            assert above["y"] + above["height"] <= below["y"]


def test_picture_and_play_are_in_sight_together(phone):
    for panel in panels(phone)[:3]:
        play = panel.get_by_role("button", name=texts.PLAY, exact=True)
        low, high = play.bounding_box(), panel.locator(".live-stage").bounding_box()
        assert 0 <= low["y"] - (high["y"] + high["height"]) < 40  # right below it
        assert low["y"] + low["height"] - high["y"] < 844


def test_a_finger_plays_and_stops(phone):
    panel = panels(phone)[1]
    panel.get_by_role("button", name=texts.PLAY, exact=True).tap()
    headline = panel.locator(".live-headline")
    before = headline.inner_text()
    phone.wait_for_function(
        "([e, before]) => e.innerText !== before", arg=[headline.element_handle(), before]
    )
    panel.get_by_role("button", name=texts.STOP, exact=True).tap()
    panel.get_by_role("button", name=texts.PLAY, exact=True).wait_for()


def test_a_bet_on_a_telephone(phone, request):
    bet = phone.locator(".live-bet")
    assert bet.evaluate(CUT_OFF) == []
    bet.get_by_role("radio", name="no", exact=True).check()
    bet.get_by_role("button", name=texts.COMMIT_AND_RUN).tap()
    phone.locator(".live-judged").wait_for()
    assert bet.evaluate(CUT_OFF) == [] and bet.evaluate(FAINT) == []
    stage = bet.locator(".live-stage").bounding_box()
    assert stage["y"] >= 0 and stage["y"] + stage["height"] <= 844  # it runs in sight
    bet.screenshot(path=request.path.with_name("artefacts") / "phone_bet.png")


def test_cells_are_shown_while_later_ones_still_run(browser, browser_context_args, voila, home):
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.goto(f"{voila}/slow.ipynb", wait_until="commit", timeout=90_000)
    page.get_by_text("the first cell").wait_for(timeout=60_000)
    assert page.get_by_text("the last cell").count() == 0
    (home / "go_on").touch()
    page.get_by_text("the last cell").wait_for(timeout=60_000)
    context.close()
