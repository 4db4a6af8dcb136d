"""What a reader does on the site: the doctor, a bet that is kept, a ring, a link, the zip."""

import json
import re
import subprocess
import sys
import urllib.request
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from dlcore.experiments import OptimizerRace
from tests.browser.conftest import failures
from tests.site.conftest import RUN, SHOW_CELL, SITE, execute, go
from widgets import texts
from widgets.course import in_page
from widgets.course.doctor import BAD, ODD

SAVE = """async ([path, ...sources]) => {
    const cells = sources.map(source => ({
        cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null }))
    const about = { kernelspec: { name: 'python', display_name: 'Python' } }
    const content = { cells, metadata: about, nbformat: 4, nbformat_minor: 5 }
    await jupyterapp.serviceManager.contents.save(
        path, { type: 'notebook', format: 'json', content })
}"""
KEPT = """async () => {
    const { contents } = jupyterapp.serviceManager
    const { content } = await contents.get('my_predictions.json', { content: true })
    return JSON.parse(atob(content))
}"""
RACE = "from widgets import optimizer_race\nrace = optimizer_race(steps=60)\nrace"
# the picture from above: where it is on the page
RING = """figure => {
    const gd = figure.querySelector('.js-plotly-plot'), { xaxis, yaxis } = gd._fullLayout
    const box = gd.querySelector('.nsewdrag').getBoundingClientRect()
    return [box.x, box.y, box.width, box.height]
}"""
# the weights at a place in it, given in shares of its width and height
PLACE = """(figure, [u, v]) => {
    const { xaxis, yaxis } = figure.querySelector('.js-plotly-plot')._fullLayout
    const at = ([low, high], share) => low + share * (high - low)
    return [at(xaxis.range, u), at(yaxis.range, 1 - v)]
}"""
WHERE = """words => [...jupyterapp.shell.currentWidget.content.model.cells]
    .findIndex(cell => cell.type === 'code' && cell.sharedModel.source.includes(words))"""


def show(page, words):
    """Bring the cell of code with these words into sight; others may not be drawn."""
    page.evaluate(SHOW_CELL, page.evaluate(WHERE, words))


@pytest.fixture
def open_cells(open_notebook):
    """open_cells("code", ...) -> page: a notebook of one's own with these cells, all run."""

    def opened(*sources):
        page = open_notebook("00_start_here")
        page.evaluate(SAVE, ["mine.ipynb", *sources])
        page = open_notebook("mine")
        page.evaluate(RUN)
        assert failures(page) == []
        return page

    return opened


def test_the_doctor_and_the_wave(open_notebook):
    page = open_notebook("00_start_here")
    page.evaluate(RUN)
    assert failures(page) == []
    wave = page.get_by_role("button", name="Wave")
    show(page, "widgets.course.doctor")
    found = page.locator(".jp-Cell", has=wave).inner_text()
    assert BAD not in found and ODD not in found, found
    page.locator(".jp-Cell summary", has_text="All is well").click()
    expect(page.get_by_text("Python runs in this page")).to_be_visible()
    expect(page.get_by_text(in_page.UP_TO_DATE)).to_be_visible()
    wave.click()
    expect(page.get_by_text(re.compile(r"\d+ pictures in 2 seconds"))).to_be_visible(timeout=30_000)
    show(page, "widgets.course.claims")
    expect(page.get_by_text("claims, ").first).to_be_visible()


def test_a_bet_is_judged_and_kept_across_a_reload(open_notebook):
    page = open_notebook("00_start_here")
    page.evaluate(RUN)
    show(page, "def caught")
    page.get_by_role("radio", name="gradient-descent", exact=True).check()
    page.get_by_role("button", name=texts.COMMIT_AND_RUN).click()
    page.locator(".live-judged").wait_for(timeout=60_000)
    expect(page.get_by_text(texts.VERDICTS["right"])).to_be_visible()
    page = open_notebook("00_start_here")  # a new kernel
    page.evaluate(RUN)
    show(page, "def caught")
    expect(page.get_by_text(texts.EARLIER)).to_be_attached(timeout=60_000)
    (attempt,) = page.evaluate(KEPT)
    assert attempt["guess"] == "gradient-descent"


def test_a_text_that_was_renewed_is_told(open_notebook):
    """The reader has saved a copy; meanwhile the site has another text."""
    page = open_notebook("00_start_here")
    write = "jupyterapp.shell.currentWidget.context.model.sharedModel"
    page.evaluate(f"() => {write}.cells[1].setSource('An older text.')")
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.evaluate(RUN)
    show(page, "widgets.course.doctor")
    told = page.get_by_text("The site has another text of 00_start_here.ipynb")
    expect(told).to_be_attached()


def test_a_link_opens_the_notebook_with_its_state(open_cells):
    page = open_cells(RACE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = page.locator(".live-panel")
    execute(page, "race.form.set(surface='saddle')")
    for _ in range(3):
        panel.get_by_role("button", name=texts.STEP, exact=True).click()
    panel.get_by_role("button", name=texts.SHARE, exact=True).click()
    panel.get_by_role("button", name=texts.COPY_LINK).click()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "/lab/index.html?path=mine.ipynb&state=dll1." in link
    go(page, link).evaluate(RUN)
    expect(page.get_by_text(texts.SAME)).to_be_visible(timeout=60_000)
    run = page.locator(".live-run code").first.inner_text()
    assert run == repr(OptimizerRace(surface="saddle", steps=60))


def test_a_ring_is_dragged(open_cells):
    page = open_cells(RACE)
    figure = page.locator(".live-panel .live-figure")
    figure.locator(".main-svg").first.wait_for()
    page.wait_for_selector(".live-figure[data-settled]")
    before = page.locator(".live-run code").first.inner_text()
    x, y, width, height = figure.evaluate(RING)
    page.mouse.click(x + 0.3 * width, y + 0.4 * height)  # moves the nearest handle
    run = page.locator(".live-run code").first
    expect(run).not_to_have_text(before)
    clicked = run.inner_text()
    assert "start=" in clicked
    page.mouse.move(x + 0.3 * width, y + 0.4 * height)
    page.mouse.down()
    page.mouse.move(x + 0.6 * width, y + 0.2 * height, steps=10)
    expect(run).not_to_have_text(clicked)  # it follows while it is held
    page.mouse.up()
    page.wait_for_selector(".live-figure[data-settled]")
    place = [float(w) for w in re.search(r"start=\((.+?), (.+?)\)", run.inner_text()).groups()]
    assert place == pytest.approx(figure.evaluate(PLACE, [0.6, 0.2]), abs=0.05)


def test_the_zip_opens_with_python_alone(tmp_path):
    with ZipFile(SITE / "deep-learning-live.zip") as zipped:
        zipped.extractall(tmp_path)
    folder = tmp_path / "deep-learning-live"
    command = [sys.executable, "-S", folder / "start.py", "0", "--quiet"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        with urllib.request.urlopen(address) as answer:
            assert "Deep Learning, Live" in answer.read().decode()
        with urllib.request.urlopen(address.replace("index.html", "files/claims.json")) as answer:
            assert json.load(answer)["lectures"]
    finally:
        server.terminate()
        server.wait(timeout=30)
