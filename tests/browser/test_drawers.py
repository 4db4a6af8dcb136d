"""Runs, grid and state codes as a reader meets them: JupyterLab, keys, mouse, a link."""

import csv
import time

import nbformat
import pytest

from dlcore.experiments import OptimizerRace
from tests.browser.figure_page import CONNECTED, RUN_ALL, FigurePage
from widgets import texts
from widgets.panel.state_code import encode

CELLS = """from widgets import digits_race, optimizer_race
race = optimizer_race(surface="saddle", lr=0.3, steps=60)
race
---
digits = digits_race(epochs=1, batch=256, hidden=8, optimizers=("adam", "momentum"))
digits"""
LINKED = OptimizerRace(surface="plateau", lr=0.07, steps=60)
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"


@pytest.fixture(scope="module")
def shared(lab, browser, browser_context_args):
    """A race and a digits race in one notebook, opened by a link with a state of the race."""
    *_, frame = (frame for frame, _ in zip(LINKED.frames(), range(21), strict=False))
    code = encode(LINKED, 20, frame, "optimizer_race")
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(**browser_context_args, permissions=permissions)
    shared, name = FigurePage(lab, context.new_page()), f"drawers-{time.time_ns()}"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS.split("---\n")]
    )
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, lab.folder / f"{name}.ipynb")
    page = shared.page
    page.goto(f"{lab.url}/lab/workspaces/{name}/tree/{name}.ipynb?state={code}")
    page.wait_for_function(CONNECTED)
    page.evaluate(RUN_ALL)
    shared.race, shared.digits = (page.locator(".live-panel").nth(i) for i in range(2))
    shared.digits.locator(".main-svg").first.wait_for()
    yield shared
    page.evaluate(SHUT_DOWN)
    context.close()


@pytest.fixture(autouse=True)
def no_errors(shared):
    yield
    errors, shared.errors = shared.errors, []
    assert errors == []


def press(panel, name):
    panel.locator(".jupyter-button", has_text=name).first.click()


def play(panel):
    press(panel, texts.PLAY)
    finished = panel.locator(".live-words .live-status", has_text=texts.FINISHED)
    finished.wait_for(state="attached")  # in sight only with an open drawer


def this_run(panel):
    return panel.locator(".live-run code").first


def test_a_link_restores_and_verifies(shared):
    verdict = shared.race.locator(".live-status", has_text="Same result")
    verdict.wait_for()
    assert verdict.inner_text() == texts.SAME
    assert this_run(shared.race).inner_text() == repr(LINKED)
    assert "Step 20 of 60" in shared.race.locator(".live-words .live-status").inner_text()


def test_codes_are_copied_and_pasted(shared):
    code = shared.race.locator("pre.live-code").inner_text()
    shared.race.get_by_role("button", name=texts.COPY, exact=True).click()
    assert shared.page.evaluate("() => navigator.clipboard.readText()") == code
    shared.race.get_by_role("button", name=texts.COPY_LINK).click()
    link = shared.page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(shared.lab.url) and link.endswith(f".ipynb?state={code}")
    box = shared.race.get_by_role("textbox", name=texts.PASTE, exact=True)
    box.fill(code[:-9])
    press(shared.race, texts.LOAD)
    problem = shared.race.get_by_role("alert").filter(has_text=texts.DAMAGED_CODE)
    problem.wait_for()
    assert this_run(shared.race).inner_text() == repr(LINKED)
    press(shared.race, texts.STEP)
    box.fill(code)
    press(shared.race, texts.LOAD)
    shared.race.locator(".live-status", has_text=texts.SAME).wait_for()


def test_sliders_that_a_page_draws_leave_exact_values_alone(shared):
    shared.run("race.form.set(surface='saddle', lr=0.3)")
    shared.wait_until(lambda: "saddle" in this_run(shared.race).inner_text())
    shared.page.wait_for_timeout(500)
    exact = OptimizerRace(surface="saddle", lr=0.3, steps=60)
    assert this_run(shared.race).inner_text() == repr(exact)
    menu = shared.race.get_by_role("combobox", name="surface", exact=True)
    menu.select_option("plateau")
    shared.wait_until(lambda: "plateau" in this_run(shared.race).inner_text())
    shared.page.wait_for_timeout(500)
    assert "start" not in this_run(shared.race).inner_text()


def test_runs_by_keyboard(shared):
    page, panel = shared.page, shared.digits
    play(panel)
    panel.get_by_role("combobox", name="learning rates").select_option("same")
    this_run(panel).filter(has_text="same").wait_for(state="attached")
    play(panel)
    press(panel, texts.RUNS)
    table = panel.get_by_role("table")
    shared.wait_until(lambda: table.get_by_role("row").count() == 3)
    for pin, number in (("A", 1), ("B", 2)):
        box = table.get_by_role("checkbox", name=f"{pin}: run {number}")
        box.focus()
        page.keyboard.press("Space")
        shared.wait_until(lambda box=box: box.is_checked())
        focused = "document.activeElement.dataset.key"
        assert page.evaluate(focused) == f"{pin.lower()} {number}"
    panel.get_by_text("A is run 1, B is run 2: learning rates: usual → same").first.wait_for()
    ends = panel.locator(".textpoint")
    shared.wait_until(lambda: sorted(ends.all_text_contents()) == sorted("AABBAABB"))


def test_runs_are_sorted_saved_and_removed(shared):
    page, panel = shared.page, shared.digits
    table = panel.get_by_role("table")
    numbers = lambda: table.locator("td:nth-child(5)").all_inner_texts()  # noqa: E731
    table.get_by_role("button", name="sort by run").focus()
    page.keyboard.press("Enter")
    shared.wait_until(lambda: numbers() == ["2", "1"])
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("run")
    with page.expect_download() as download:
        panel.get_by_role("link", name=texts.RUN_TABLE["csv"]).click()
    assert download.value.suggested_filename == "runs.csv"
    with open(download.value.path()) as file:
        assert [line["rates"] for line in csv.DictReader(file)] == ["usual", "same"]
    table.get_by_role("button", name="remove run 1").click()
    shared.wait_until(lambda: numbers() == ["2"])


def computed(panel, n):
    """Wait until a grid of so many runs is there; a voice says the same a little later."""
    words = f"{n} of {n} runs over hidden units and learning rate."
    panel.locator(".live-status", has_text=words).wait_for()


def test_a_grid_and_a_click_on_its_cell(shared):
    page, panel = shared.page, shared.digits
    press(panel, texts.GRID)
    values = panel.get_by_role("textbox", name=texts.VALUES)
    values.nth(0).fill("4, 8")
    values.nth(1).fill("0.01, 0.1234")
    page.keyboard.press("Tab")
    press(panel, texts.RUN_GRID)
    computed(panel, 12)
    heat = panel.locator(".js-plotly-plot").nth(1)
    shared.wait_until(lambda: heat.locator(".heatmap-label").count() == 4)
    heat.scroll_into_view_if_needed()
    box = heat.locator(".nsewdrag").bounding_box()
    page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.75 * box["height"])
    shared.wait_until(lambda: "lr=0.1234, hidden=4" in this_run(panel).inner_text())


def test_a_grid_by_two_processes(shared):
    """Both work beside the kernel, end with it, and give what the kernel would have given."""
    panel = shared.digits
    shared.run(
        "import psutil\n"
        "from dlcore.experiments import sweep\n"
        "from widgets import workers\n"
        "from widgets.panel import processes, workers as who\n"
        "from widgets.panel.drawers import Grid\n"
        "workers(2)\n"
        "who.LONG = who.LISTEN = 0  # any grid is worth it\n"
        "grid, pids = digits.drawers[Grid], set()\n"
        "class Watched(processes.Processes):\n"
        "    def submit(self, *call):\n"
        "        future = super().submit(*call)\n"
        "        pids.update(self._processes)\n"
        "        return future\n"
        "processes.Processes, usual = Watched, processes.Processes"
    )
    panel.get_by_role("textbox", name=texts.VALUES).nth(0).fill("5, 6, 7")
    panel.get_by_role("textbox", name=texts.VALUES).nth(1).fill("0.01, 0.1")
    shared.page.keyboard.press("Tab")
    press(panel, texts.RUN_GRID)
    computed(panel, 18)
    assert shared.ask("len(pids)") == "2"
    shared.wait_until(lambda: shared.ask("any(map(psutil.pid_exists, pids))") == "False")
    asked = "digits.experiment, 'hidden', (5, 6, 7), 'lr', (0.01, 0.1), (0, 1, 2)"
    shared.run(f"*_, alone = sweep({asked})")
    shared.run(
        "import numpy as np\n"
        "for measure, scores in alone.grid.items():\n"
        "    for who_has, them in scores.items():\n"
        "        assert np.array_equal(grid.frame.grid[measure][who_has], them, equal_nan=True)"
    )
    shared.run("processes.Processes = usual\nworkers()")
