"""Every panel as a reader meets it: JupyterLab, a keyboard, a mouse, two sizes, two themes."""

import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.measures import CUT_OFF, FAINT, OVERLAPS
from tests.browser.panel_page import DRAWN, SHOW, PanelPage
from tests.widgets.panels import PANELS
from widgets import texts

SIZES, TELEPHONE = [(1280, 800), (1024, 700)], (390, 800)
WCAG = "wcag2a wcag2aa wcag21a wcag21aa best-practice".split()
AXE = dict(runOnly=dict(type="tag", values=WCAG), resultTypes=["violations"])
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"


@pytest.fixture(scope="module")
def shared(lab, browser, browser_context_args):
    size = dict(zip(("width", "height"), SIZES[0], strict=True))
    context = browser.new_context(**browser_context_args | {"viewport": size})
    shared = PanelPage(lab, context.new_page())
    shared.open("import asyncio, widgets", "None", "None")
    yield shared
    shared.page.evaluate(SHUT_DOWN)
    context.close()


@pytest.fixture(scope="module", params=PANELS)
def opened(shared, request):
    shared.show(request.param)
    return shared


@pytest.fixture
def panel(opened):
    """The panel at its first frame; nothing may appear on the console."""
    opened.press(texts.RESET)
    opened.wait_until(lambda: opened.place() == 0)
    yield opened
    errors, opened.errors = opened.errors, []
    assert errors == []


def test_it_is_drawn_and_fits_the_page(panel):
    picture = plt.imread(io.BytesIO(panel.figure.screenshot()))[..., :3]
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 20
    room = panel.page.locator(".jp-WindowedPanel-outer").bounding_box()
    assert panel.panel.bounding_box()["height"] <= room["height"]
    assert panel.page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0


def test_every_control_has_a_name(panel):
    for word in (texts.TABLE, texts.CODE):
        panel.press(word)
    tree = panel.panel.aria_snapshot()
    kinds = "button|slider|combobox|checkbox|textbox|spinbutton|radio|link"
    named = re.findall(rf'- (?:{kinds}) "', tree)
    unnamed = re.findall(rf"- (?:{kinds})(?! \").*", tree)
    for word in (texts.TABLE, texts.CODE):
        panel.press(word)
    assert unnamed == [] and len(named) > 10


def test_a_slider_is_moved_by_keyboard(panel):
    run = panel.panel.locator(".live-run").first
    before = run.inner_text()
    slider = panel.panel.locator(".live-form").get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    panel.wait_until(lambda: run.inner_text() != before)
    slider.press("ArrowLeft")
    panel.wait_until(lambda: run.inner_text() == before)


def test_the_picture_of_a_frame_is_the_same_however_it_was_reached(panel):
    first = panel.drawn()
    panel.button(texts.STEP).press("Enter")
    panel.wait_until(lambda: panel.place() == 1)
    panel.run("panel.player.step(34)")  # some panels train for long before there is a point
    later, place = panel.drawn(), panel.place()
    assert later != first
    slider = panel.panel.get_by_role("slider", name=texts.POSITION)
    slider.focus()
    slider.press("Home")
    panel.wait_until(lambda: panel.place() == 0)
    assert panel.drawn() == first
    panel.run(f"panel.player.slider.value = {place}")
    panel.wait_until(lambda: panel.place() == place)
    assert panel.drawn() == later


def test_play_advances_and_stop_stops(panel):
    first = panel.drawn()
    panel.press(texts.PLAY)
    panel.wait_until(lambda: panel.figure.evaluate(DRAWN) != first, seconds=20)
    panel.press(texts.STOP)
    panel.wait_until(lambda: re.match(f"{texts.STOPPED}|{texts.FINISHED}", panel.status()))
    shown, place = panel.drawn(), panel.place()
    panel.run("await asyncio.sleep(0.2)")  # in which a run that goes on would show the next frame
    assert panel.drawn() == shown and panel.place() == place > 0


def test_a_second_view_is_equal(panel):
    panel.button(texts.STEP).click()
    panel.page.evaluate(SHOW, [1, "panel"])
    panel.page.locator(".live-panel .main-svg").nth(4).wait_for(state="attached")
    panel.wait_until(lambda: panel.page.locator(".live-panel").count() == 2)
    assert panel.drawn(0) == panel.drawn(1)
    panel.page.evaluate(SHOW, [1, "None"])
    panel.wait_until(lambda: panel.page.locator(".live-panel").count() == 1)


def test_a_click_on_the_picture_moves_the_start(shared):
    shared.show("optimizer_race")
    box = shared.figure.locator(".nsewdrag[data-subplot=xy]").first.bounding_box()
    shared.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    run = shared.panel.locator(".live-run").first
    shared.wait_until(lambda: "start=(1.25, 1.25)" in run.inner_text())
    shared.run("assert panel.experiment.start == panel.form.value.start == (1.25, 1.25)")


def violations(page):
    """["rule: element", ...] of all that axe finds wrong with the panel."""
    found = Axe().run(page, context=".live-panel", options=AXE).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def test_looks(panel, request):
    """Nothing is cut, faint or on top of another; axe agrees, also on a telephone."""
    panel.run("panel.player.step(12)")
    folder = request.path.with_name("artefacts")
    try:
        for width, height in SIZES:
            panel.resize(width, height)
            panel.settle()
            for theme in ("Dark", "Light"):
                panel.use_theme(theme)
                panel.page.screenshot(path=folder / f"{panel.name}_{width}_{theme.lower()}.png")
                assert panel.panel.evaluate(FAINT) == []
                assert violations(panel.page) == []
            assert panel.panel.evaluate(CUT_OFF) == []
            assert panel.figure.evaluate(OVERLAPS) == []
        panel.resize(*TELEPHONE)
        panel.settle()
        assert violations(panel.page) == []
    finally:
        panel.resize(*SIZES[0])
