"""Notebooks on the site, from top to bottom: no error, all panels drawn, played and stopped."""

import json
import os
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import failures
from tests.site.conftest import PROJECT, RUN, SHOW_CELL, SITE, execute
from widgets import texts

NOTEBOOKS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
if os.environ.get("NOTEBOOKS") != "all":
    NOTEBOOKS = ["00_start_here", "07_optimizer_race"]
LONGEST = 90  # seconds of a cell, where other tests have the machine, too
PANEL = ".live-panel:has(.live-figure):not(:has(.live-panel))"
PANELS = """() => jupyterapp.shell.currentWidget.content.widgets
    .map((cell, k) => [k, cell.outputArea?.node.querySelectorAll('PANEL').length ?? 0])
    .filter(([k, panels]) => panels)""".replace("PANEL", PANEL)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_from_top_to_bottom(open_notebook, name):
    page = open_notebook(name)
    execute(page, "from widgets import open_all; open_all()")
    took = page.evaluate(RUN)
    keep(name, took)
    assert failures(page) == []
    played = sum(play_all(page, cell) for cell, _ in page.evaluate(PANELS))
    assert played or not name[0].isdigit()  # what only reads code has no panels
    assert failures(page) == []
    assert {cell: s for cell, s in took.items() if s > LONGEST} == {}


def keep(name, took):
    """For who wants to know: seconds of each cell."""
    path = SITE / "seconds.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | {name: took}, indent=1))


def play_all(page, cell):
    """Play and stop each panel of a cell; -> how many there are with a player."""
    page.evaluate(SHOW_CELL, cell)
    panels = page.locator(f".jp-Cell[data-windowed-list-index='{cell}'] {PANEL}")
    played = 0
    for k in range(panels.count()):
        panel = panels.nth(k)
        panel.scroll_into_view_if_needed()
        panel.locator(".live-figure .main-svg").first.wait_for(timeout=60_000)
        play = panel.get_by_role("button", name=texts.PLAY, exact=True)
        if play.count() and play.is_enabled():
            play.click()
            still = re.compile(f"^({texts.READY}|{texts.STOPPED})")
            expect(panel.locator(".live-status").first).not_to_have_text(still, timeout=30_000)
            stop = panel.get_by_role("button", name=texts.STOP, exact=True)
            stop.click(timeout=30_000)
            played += 1
    return played
