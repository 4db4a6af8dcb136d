"""My record in JupyterLab: read by axe in both themes and on a telephone, saved by keyboard."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import screenshot
from tests.browser.test_sizes import AXE
from widgets.course import record
from widgets.course.my_record import FILE

CELL = "from widgets import my_record\nmy_record('record.json')"
VIOLATIONS = """async options => (await axe.run('.live-record', options)).violations
    .flatMap(v => v.nodes.map(node => `${v.id}: ${node.html}`))"""
WIDER = """() => [...document.querySelectorAll('.live-record *')].filter(e =>
    e.getBoundingClientRect().right > innerWidth).length"""
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})"


def attempts():
    """One bet in three is wrong, and half of them say how sure one was."""
    bets = [question for question, (_, kind) in record.asked().items() if kind == "bet"]
    for n, question in enumerate(bets):
        about = dict(sure=(25, 50, 75, 90)[n // 2 % 4] if n % 2 else None, because="=1+1")
        outcome = "wrong" if n % 3 == 0 else "right"
        yield dict(when="2026-10-03 10:00:00", question=question, outcome=outcome) | about


@pytest.fixture
def shown(lab, run_cells):
    (lab.folder / "record.json").write_text(json.dumps(list(attempts())))
    yield run_cells(CELL, wait=".live-record svg")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_it_can_be_read(shown, theme):
    shown.evaluate(THEME, theme)
    shown.wait_for_function(
        "light => document.body.dataset.jpThemeLight === String(light)", arg="Light" in theme
    )
    shown.evaluate(AXE_SCRIPT)
    assert shown.evaluate(VIOLATIONS, AXE) == []
    screenshot(shown, f"record_{theme.split()[-1].lower()}")
    sections = [one.bounding_box() for one in shown.locator(".live-record section").all()]
    assert sections[0]["y"] == sections[1]["y"], "side by side, beside the list of files"
    shown.evaluate(THEME, "JupyterLab Light")


def test_it_stands_on_a_telephone(shown):
    shown.evaluate("() => jupyterapp.shell.collapseLeft()")
    shown.set_viewport_size({"width": 390, "height": 800})
    shown.wait_for_function(f"() => ({WIDER})() === 0")  # it takes its new size a little later
    shown.evaluate(AXE_SCRIPT)
    assert shown.evaluate(VIOLATIONS, AXE) == []


def test_a_key_saves_the_file_for_a_teacher(shown, tmp_path):
    with shown.expect_download() as coming:
        shown.locator(".live-save").press("Enter")
    assert coming.value.suggested_filename == FILE
    coming.value.save_as(tmp_path / FILE)
    lines = (tmp_path / FILE).read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(list(attempts())) and lines[1].endswith("'=1+1")
