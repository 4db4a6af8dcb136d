"""Knobs as a reader meets them: typed numbers, keys, wrong presets, proposals, no kernel."""

import time

import nbformat
import pytest

from tests.browser.figure_page import CONNECTED, RUN_ALL, FigurePage
from widgets import texts

TEXT = "Five words of plain prose. " * 40
CELLS = """from widgets import optimizer_race
race = optimizer_race(steps=60, optimizers=("adam", "momentum"))
race
---
wrong = optimizer_race(steps=60, surfce="bowl")
wrong
---
race.tries({"learning rate 0.05": dict(lr=0.05), "a plateau": dict(surface="plateau")})"""
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"
RESTART = "async () => { await jupyterapp.shell.currentWidget.sessionContext.restartKernel() }"
LONGEST_LINE = """paragraph => {
    const range = document.createRange(), text = paragraph.firstChild, lines = {}
    for (let i = 0; i < text.length; i++) {
        range.setStart(text, i)
        range.setEnd(text, i + 1)
        const top = Math.round(range.getBoundingClientRect().top)
        lines[top] = (lines[top] ?? 0) + 1
    }
    return Math.max(...Object.values(lines))
}"""


@pytest.fixture(scope="module")
def shared(lab, browser, browser_context_args):
    """Two races in one notebook, the second with a wrong preset; proposals in a third cell."""
    context = browser.new_context(**browser_context_args)
    shared, name = FigurePage(lab, context.new_page()), f"knobs-{time.time_ns()}"
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS.split("---\n")]
    notebook = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_markdown_cell(TEXT)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, lab.folder / f"{name}.ipynb")
    page = shared.page
    page.goto(f"{lab.url}/lab/workspaces/{name}/tree/{name}.ipynb")
    page.wait_for_function(CONNECTED)
    page.evaluate(RUN_ALL)
    shared.race, shared.wrong = (page.locator(".live-panel").nth(i) for i in range(2))
    shared.wrong.locator(".main-svg").first.wait_for()
    yield shared
    page.evaluate(SHUT_DOWN)
    context.close()


def headline(panel):
    return panel.locator(".live-headline").inner_text()


def test_a_wrong_preset_is_still_said_a_second_later(shared):
    wrong = shared.wrong.get_by_role("alert")
    wrong.wait_for()
    shared.page.wait_for_timeout(1000)
    assert "no setting called surfce" in wrong.inner_text() == headline(shared.wrong)
    shared.run("assert 'surfce' in wrong.problem and 'surfce' not in repr(wrong.experiment)")


def test_a_typed_number_is_taken_exactly(shared):
    field = shared.race.get_by_role("textbox", name="learning rate", exact=True)
    for typed, number in {"0.05": 0.05, "0.0123456": 0.0123456, "0,3": 0.3, "1/20": 0.05}.items():
        field.fill(typed)
        field.press("Enter")
        shared.wait_until(lambda number=number: float(field.input_value()) == number)
        shared.page.wait_for_timeout(300)  # a page that rounds would say so now
        shared.run(f"assert race.experiment.lr == {number!r}")
    field.fill("7.5")
    field.press("Tab")
    shared.page.wait_for_timeout(300)
    shared.run("assert race.experiment.lr == 7.5")
    field.fill("much")
    field.press("Enter")
    shared.race.get_by_role("alert").filter(has_text="lr must be a finite number").wait_for()
    shared.run("assert race.experiment.lr == 7.5")
    field.fill("0.05")
    field.press("Enter")
    shared.wait_until(lambda: "number" not in headline(shared.race))


def test_arrow_keys_give_plain_numbers_which_are_said(shared):
    slider = shared.race.get_by_role("slider", name="learning rate", exact=True)
    said = lambda: slider.get_attribute("aria-valuetext")  # noqa: E731
    shared.wait_until(lambda: said() == "0.05")
    slider.focus()
    for number in ("0.055", "0.06"):
        slider.press("ArrowRight")
        shared.wait_until(lambda number=number: said() == number)
    shared.run("assert race.experiment.lr == 0.06")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    shared.wait_until(lambda: said() == "0.05")


def test_another_surface_moves_the_sliders_and_nothing_comes_back(shared):
    menu = shared.race.get_by_role("combobox", name="surface", exact=True)
    for name in ("plateau", "bowl", "saddle", "crescent"):
        menu.select_option(name)
        shared.page.wait_for_timeout(400)
        shared.run(f"assert race.experiment.surface == {name!r} and race.experiment.start is None")


def test_a_proposal_in_a_cell_of_its_own_by_keyboard(shared):
    button = shared.page.get_by_role("button", name="a plateau", exact=True)
    button.focus()
    button.press("Enter")
    shared.wait_until(lambda: shared.race.get_by_role("combobox").first.input_value() != "crescent")
    shared.run("assert race.experiment.surface == 'plateau' and race.experiment.lr == 0.02")


def test_text_beside_panels_stands_in_lines_of_about_eighty(shared):
    longest = shared.page.locator(".jp-RenderedMarkdown p").last.evaluate(LONGEST_LINE)
    assert 60 < longest < 90
    assert shared.errors == []


def test_without_a_kernel_nothing_says_that_it_runs(shared):
    shared.run("race.player.speed.value = 0.25")
    shared.race.locator(".live-play").click()
    shared.race.get_by_role("button", name=texts.PAUSE).wait_for()
    shared.page.evaluate(RESTART)
    shared.page.wait_for_selector(".live-panel.jupyter-widgets-disconnected")
    said = shared.race.inner_text()
    assert texts.PAUSE not in said and texts.RUNNING not in said
    assert shared.race.get_by_role("button").filter(visible=True).count() == 0
    assert shared.race.locator(".main-svg").first.is_visible()
