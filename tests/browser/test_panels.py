"""Every panel as a reader works it: in JupyterLab, with a keyboard and a mouse."""

import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from tests.browser.measures import FAINT
from tests.browser.panel_page import DRAWN, SHOW
from widgets import texts

# what all panels have from the kit is tried on one of each kind: maps, networks, images ...
EACH_KIND = ["optimizer_race", "adam_lines", "blame", "drag_the_lines", "draw_a_digit", "fog_walk"]
EACH_KIND += ["gradient_glow", "grey_colours", "hidden_space", "numbers_on_edges"]
EACH_KIND += ["signal_through_layers", "weight_images"]
of_each_kind = pytest.mark.parametrize("name", EACH_KIND, scope="session")


def test_it_is_drawn_and_fits_the_page(panel):
    picture = plt.imread(io.BytesIO(panel.figure.screenshot()))[..., :3]
    assert len(np.unique(picture @ [1, 256, 65536])) > 20  # colours
    room = panel.page.locator(".jp-WindowedPanel-outer").bounding_box()
    assert panel.panel.bounding_box()["height"] <= room["height"]
    assert panel.page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0


@of_each_kind
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


@pytest.mark.parametrize("name", [name for name in EACH_KIND if name != "numbers_on_edges"])
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
    panel.run("panel.player.step(11)")
    if panel.drawn() == first:  # some panels train for long before there is a point
        panel.run("panel.player.step(23)")
    later, place = panel.drawn(), panel.place()
    assert later != first
    slider = panel.panel.get_by_role("slider", name=texts.POSITION)
    slider.focus()
    slider.press("Home")
    panel.wait_until(lambda: panel.place() == 0)
    panel.wait_until(lambda: panel.drawn() == first)
    panel.run(f"panel.player.slider.value = {place}")
    panel.wait_until(lambda: panel.place() == place)
    panel.wait_until(lambda: panel.drawn() == later)


def test_play_advances_and_stop_stops(panel):
    first = panel.drawn()
    panel.press(texts.PLAY)
    panel.wait_until(lambda: panel.figure.evaluate(DRAWN) != first, seconds=20)
    panel.press(texts.STOP)
    panel.wait_until(lambda: re.match(f"{texts.STOPPED}|{texts.FINISHED}", panel.status()))
    shown, place = panel.drawn(), panel.place()
    panel.run("await asyncio.sleep(0.2)")  # in which a run that goes on would show the next frame
    assert panel.drawn() == shown and panel.place() == place > 0


@of_each_kind
def test_a_second_view_is_equal(panel):
    panel.button(texts.STEP).click()
    panel.page.evaluate(SHOW, [1, "panel"])
    panel.page.locator(".live-panel .main-svg").nth(4).wait_for(state="attached")
    panel.wait_until(lambda: panel.page.locator(".live-panel").count() == 2)
    assert panel.drawn(0) == panel.drawn(1)
    panel.page.evaluate(SHOW, [1, "None"])
    panel.wait_until(lambda: panel.page.locator(".live-panel").count() == 1)


@pytest.mark.parametrize("name", ["optimizer_race"])
def test_formulas_are_legible_in_the_colours_of_the_picture(panel):
    panel.press(texts.FORMULA)
    formula = panel.panel.locator(".live-formula")
    rules = panel.panel.get_by_role("combobox", name=texts.RULE, exact=True)
    for theme in ("Dark", "Light"):
        panel.use_theme(theme)
        for i, rule in enumerate(rules.locator("option").all_inner_texts()):
            rules.select_option(rule)
            formula.locator(f"[style*='--live-ink-{i})'] mjx-c").first.wait_for()
            assert formula.evaluate(FAINT) == [], (theme, rule)
    panel.press(texts.FORMULA)
    panel.press(texts.FORMULA)


@pytest.mark.parametrize("name", ["optimizer_race"])
def test_a_click_on_the_picture_moves_the_start(panel):
    box = panel.figure.locator(".nsewdrag[data-subplot=xy]").first.bounding_box()
    panel.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    run = panel.panel.locator(".live-run").first
    panel.wait_until(lambda: "start=(1.25, 1.25)" in run.inner_text())
    panel.run("assert panel.experiment.start == panel.form.value.start == (1.25, 1.25)")
