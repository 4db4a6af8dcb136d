"""LiveFigure against plotly.FigureWidget in a real JupyterLab; prints a Markdown table.

    python -m tests.benchmarks.figure_streaming

Both draw the same race (race_panel.py) in one server and one browser, taking turns. The machine
should have nothing else to do.
"""

import os
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_options
from tests.browser.conftest import CONNECTED, SHUT_DOWN, running_lab

PROJECT = Path(__file__).parents[2]
CONTESTANTS = {"LiveFigure": "LiveDrawing", "FigureWidget": "FigureWidgetDrawing"}
ROUNDS, KEYS, RERUNS = 2, 24, 20
RUN_CELL = """index => {
    const { content } = jupyterapp.shell.currentWidget
    content.activeCellIndex = index
    content.deselectAll()
    return jupyterapp.commands.execute('notebook:run-cell')
}"""
FIRST_PAINT = f"index => {{ const seen = clock.firstPaint(); ({RUN_CELL})(index); return seen }}"
CLEAR = "() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')"
STATUS = (
    "status => [...document.querySelectorAll('.widget-label')].some(l => l.innerText == status)"
)
# name, unit, smaller is better, how much better LiveFigure is to be
ROWS = [
    ("slider to paint, median", "ms", True, None),
    ("slider to paint, 95 %", "ms", True, 1 / 0.6),
    ("painted at 30 frames a second", "/s", False, None),
    ("painted at 60 frames a second", "/s", False, 3),
    ("first panel of a page to paint", "ms", True, None),
    ("first panel of a page", "kB", True, None),
    ("later panel to paint", "ms", True, 5),
    ("later panel", "kB", True, None),
    ("one frame", "kB", True, None),
    ("page memory a re-run", "MB", True, 15),
]


@contextmanager
def notebook(browser, lab, drawing):
    """A page with a fresh kernel; its second cell shows the panel."""
    name = f"race-{time.time_ns()}"
    imports = f"from tests.benchmarks.race_panel import RacePanel, {drawing}\npanel = None"
    show = f"if panel: panel.close()\npanel = RacePanel({drawing})\npanel.box"
    cells = [nbformat.v4.new_code_cell(code) for code in (imports, show)]
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, lab.folder / f"{name}.ipynb")
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.add_init_script(path=Path(__file__).with_name("page_clock.js"))
    page = context.new_page()
    page.goto(f"{lab.url}/lab/workspaces/{name}/tree/{name}.ipynb")
    page.wait_for_function(CONNECTED, timeout=60_000)
    page.evaluate(RUN_CELL, 0)
    page.wait_for_timeout(2000)
    yield page
    page.evaluate(SHUT_DOWN)
    context.close()


def slider_to_paint(page):
    """Milliseconds from a key press on the slider to the paint that follows, sorted."""
    page.locator(".jp-OutputArea .noUi-handle").first.focus()
    times = []
    for k in range(KEYS):
        page.evaluate("() => { clock.paints = []; clock.keys = [] }")
        page.keyboard.press("ArrowRight" if k % 12 < 6 else "ArrowLeft")
        page.wait_for_function("() => clock.paints.length", polling=5)
        times.append(page.evaluate("() => clock.paints[0] - clock.keys[0]"))
        page.wait_for_timeout(500 if k % 2 else 120)  # at rest, and while plotly may be drawing
    return sorted(times[4:])


def stream(page, fps):
    """Painted frames a second, and kB a frame, of a race of 300 frames."""
    page.evaluate("() => { clock.paints = []; clock.before = clock.bytes }")
    page.get_by_role("button", name=f"{fps} a second").first.click()
    page.wait_for_function(STATUS, arg="running", polling=100)
    page.wait_for_function(STATUS, arg="done", polling=100, timeout=60_000)
    size = page.evaluate("() => clock.bytes - clock.before") / 300e3
    page.wait_for_timeout(200)  # what comes later is plotly's last drawing, not a frame
    paints = page.evaluate("() => clock.paints")
    page.wait_for_timeout(3000)
    return (len(paints) - 1) / (paints[-1] - paints[0]) * 1e3, size


def memory(page):
    """Megabytes the page holds after its garbage is collected."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return (used["usedSize"] + used["embedderHeapUsedSize"] + used["backingStorageSize"]) / 1e6


def rerun(page):
    page.evaluate(CLEAR)
    page.wait_for_timeout(300)
    seen = page.evaluate(FIRST_PAINT, 1)
    page.wait_for_timeout(300)
    return seen


def measure(page):
    """All rows for one contestant, in one fresh page."""
    first = page.evaluate(FIRST_PAINT, 1)
    page.wait_for_timeout(1500)
    times = slider_to_paint(page)
    page.wait_for_timeout(1500)
    at30, size = stream(page, 30)
    at60, _ = stream(page, 60)
    later = [rerun(page) for _ in range(3)]
    before = memory(page)
    for _ in range(RERUNS):
        rerun(page)
    grown = (memory(page) - before) / RERUNS
    middle = [statistics.median(values) for values in zip(*later, strict=True)]
    slider = statistics.median(times), times[int(0.95 * len(times))]
    first, middle = [(ms, size / 1e3) for ms, size in (first, middle)]
    return [*slider, at30, at60, *first, *middle, size, grown]


def shown(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def table(results):
    """results {name: rounds of rows} -> Markdown: medians over the rounds, how often better."""
    columns = [[statistics.median(row) for row in zip(*results[n], strict=True)] for n in results]
    print(f"\n| | {' | '.join(results)} | better | wanted |\n|---|---|---|---|---|")
    for (name, unit, smaller, wanted), ours, theirs in zip(ROWS, *columns, strict=True):
        factor = theirs / max(ours, 0.01) if smaller else ours / theirs
        goal = f"{wanted:.1f}x" if wanted else ""
        print(f"| {name}, {unit} | {shown(ours)} | {shown(theirs)} | {factor:.1f}x | {goal} |")


def main():
    results = {name: [] for name in CONTESTANTS}
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        with running_lab(Path(home), PYTHONPATH=str(PROJECT)) as lab:
            compare(lab, playwright.chromium, results)
    print(f"\nload of the machine over the last minutes: {os.getloadavg()}")
    table(results)


def compare(lab, chromium, results):
    """Rounds in which each contestant is measured once."""
    browser = chromium.launch(**launch_options(chromium))
    for _ in range(ROUNDS):
        for name, drawing in CONTESTANTS.items():
            with notebook(browser, lab, drawing) as page:
                results[name].append(measure(page))
                print(name, [round(value, 1) for value in results[name][-1]], flush=True)
    browser.close()


if __name__ == "__main__":
    main()
