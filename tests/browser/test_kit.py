"""Parts of the kit in the page: fields of many numbers, handles and bars."""

import re

import numpy as np
import pytest

from tests.browser.conftest import screenshot
from tests.browser.figure_page import FigurePage
from tests.browser.measures import CUT_OFF, FAINT
from tests.browser.panel_page import PanelPage
from tests.browser.test_sizes import violations
from widgets import texts

OPEN = """
import asyncio, widgets
from dlcore import EXPERIMENTS, experiments
from tests.widgets.conftest import OWN
for name, kind in OWN.items():
    EXPERIMENTS[name.replace("_", "-")] = kind
    experiments.FILES[name] = widgets.PANELS.files[name] = kind.__module__
"""
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"
SIDE_BAR = "() => jupyterapp.commands.execute('application:toggle-left-area')"
BARS = (
    "() => [...document.querySelectorAll('.barlayer .point > path')].map(p => p.getAttribute('d'))"
)
CURSOR = "() => getComputedStyle(document.querySelector('[data-ways] .nsewdrag')).cursor"


@pytest.fixture(scope="module")
def kit(lab, browser, browser_context_args):
    size = dict(width=1280, height=800)
    context = browser.new_context(**browser_context_args | dict(viewport=size))
    kit = PanelPage(lab, context.new_page())
    kit.open(OPEN, "None", "None")
    yield kit
    kit.page.evaluate(SHUT_DOWN)
    context.close()


@pytest.fixture(scope="module")
def drawn(kit):
    kit.show("drawn_schedule")
    return kit


@pytest.fixture
def panel(drawn):
    """The panel as it was at first."""
    drawn.run("panel.load(panel.first)")
    drawn.settle()
    yield drawn
    errors, drawn.errors = drawn.errors, []
    assert errors == []


def place(kit, subplot, across, up):
    """Page coordinates of a share of a plot."""
    box = kit.figure.locator(f".nsewdrag[data-subplot={subplot}]").first.bounding_box()
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


def knob(kit, name):
    return eval(kit.ask(f"panel.experiment.{name}"))


def up(rate):
    """Share of the height at which a rate stands."""
    return (np.log10(rate) + 3) / 3


def test_a_point_is_dragged_both_ways_and_the_picture_follows(panel):
    stops = [(0.4, 0.7), (0.3, 0.5)]
    panel.drag(place(panel, "xy", 0.5, up(0.3)), *(place(panel, "xy", *stop) for stop in stops))
    panel.wait_until(lambda: knob(panel, "schedule")[1][0] < 25)
    panel.page.mouse.up()
    panel.wait_until(lambda: knob(panel, "schedule")[1] == (18.0, 0.032))
    panel.settle()
    fields = panel.panel.locator(".live-many").first.locator("input")
    assert fields.nth(2).input_value() == "18" and fields.nth(3).input_value() == "0.032"


def test_a_click_adds_a_point_and_a_press_on_a_point_moves_nothing(panel):
    panel.page.mouse.click(*place(panel, "xy", 0.75, 0.9))
    panel.wait_until(lambda: len(knob(panel, "schedule")) == 4)
    assert knob(panel, "schedule")[2] == (45.0, 0.5)
    x, y = place(panel, "xy", 0.75, 0.9)
    panel.page.mouse.click(x + 5, y + 5)
    panel.settle()
    assert knob(panel, "schedule")[2] == (45.0, 0.5)
    panel.page.mouse.move(x, y)
    assert panel.page.evaluate(CURSOR) == "grab"


def test_a_bar_is_dragged_by_its_body_and_follows_at_once(panel):
    panel.drag(place(panel, "x2y2", 0.5, 0.1), place(panel, "x2y2", 0.6, 0.5))
    panel.wait_until(lambda: knob(panel, "noise")[1] > 1.2)
    assert panel.page.evaluate(CURSOR) == "ns-resize"
    panel.page.mouse.up()
    panel.wait_until(lambda: knob(panel, "noise") == (0.5, 1.3, 0.5))
    panel.page.mouse.click(*place(panel, "x2y2", 0.83, 0.1))
    panel.wait_until(lambda: knob(panel, "noise") == (0.5, 1.3, 0.2))


def corners(paths):
    """Numbers of each path."""
    return [[float(n) for n in re.findall(r"-?[\d.]+", d)] for d in paths]


def test_bars_are_patched_where_plotly_would_draw_them(panel):
    heights = "panel.view.figure.set(panel.view.shown[2][1].first, y=[0.5, float('nan'), 1.5])"
    before = panel.page.evaluate(BARS)
    panel.run(heights)
    panel.wait_until(lambda: panel.page.evaluate(BARS) != before)
    patched = corners(panel.page.evaluate(BARS))
    panel.settle()
    drawn = corners(panel.page.evaluate(BARS))
    for one, other in zip(patched[::2], drawn[::2], strict=True):
        np.testing.assert_allclose(one, other, atol=1)
    assert len(patched) == 3 and len(set(patched[1])) < 4  # of no height, as a bar has two heights
    panel.run("panel.view.draw(panel.frame)")


def test_fields_are_typed_in_and_stepped_through_by_keys(panel):
    more = panel.panel.get_by_role("button", name=texts.MORE.format(count=2))
    more.press("Enter")
    field = panel.panel.get_by_role("textbox", name="learning rate: 1, rate")
    field.fill("1/20")
    field.press("Enter")
    panel.wait_until(lambda: knob(panel, "schedule")[0] == (0.0, 0.05))
    panel.wait_until(lambda: field.input_value() == "0.05")
    field.press("ArrowUp")
    panel.wait_until(lambda: knob(panel, "schedule")[0] == (0.0, 0.055))
    field.fill("many")
    field.press("Tab")
    panel.panel.get_by_text("rate must be a finite number, not 'many'").first.wait_for()
    group = panel.panel.get_by_role("group", name="learning rate")
    group.get_by_role("button", name="Undo").press("Enter")
    panel.wait_until(lambda: field.input_value() == "0.3")
    group.get_by_role("button", name="Add", exact=True).press("Enter")
    panel.wait_until(lambda: group.get_by_role("textbox").count() == 8)
    group.get_by_role("button", name="remove point 3").press("Enter")
    panel.wait_until(lambda: group.get_by_role("textbox").count() == 6)
    more.press("Enter")


def looks_well(kit, name):
    """Nothing is faint or cut off, and axe agrees; on light and dark pages and on a telephone."""
    kit.page.evaluate(SIDE_BAR)
    try:
        for width, height in ((1280, 800), (390, 800)):
            kit.resize(width, height)
            kit.settle()
            for theme in ("Dark", "Light"):
                kit.use_theme(theme)
                kit.settle()
                screenshot(kit.page, f"{name}_{width}_{theme.lower()}")
                assert kit.panel.evaluate(FAINT) == violations(kit) == []
            assert kit.panel.evaluate(CUT_OFF) == []
    finally:
        kit.resize(1280, 800)
        kit.page.evaluate(SIDE_BAR)


def test_fields_handles_and_bars_look_well_everywhere(panel):
    panel.panel.get_by_role("button", name=texts.MORE.format(count=2)).click()
    looks_well(panel, "kit")


def test_a_click_chooses_a_picture_of_a_gallery(kit):
    kit.show("chosen_digit")
    middle = "[panel.view.figure.frame_data(5)[axis][13].item() for axis in 'xy']"
    x, y = eval(kit.ask(middle))
    kit.page.mouse.move(*FigurePage.place(kit, x, y))
    assert kit.page.evaluate(CURSOR) == "pointer"
    kit.page.mouse.click(*FigurePage.place(kit, x, y))
    kit.wait_until(lambda: knob(kit, "index") == 13)
    kit.settle()
    shown = "() => [...document.querySelectorAll('.textpoint')].map(t => t.textContent)"
    words = kit.page.evaluate(shown)
    assert len(words) == 24 and all(word[0] in "✓✗" for word in words)
    looks_well(kit, "gallery")
    errors, kit.errors = kit.errors, []
    assert errors == []


def test_a_click_chooses_a_unit_or_an_edge_of_a_network(kit):
    kit.show("drawn_network")
    unit, edge = (1, 0), (0.7, 0.5 + 0.7 * 0.5)  # h2; most of the way from x1 to h1
    for name, number, at in (("unit", 3, unit), ("edge", 0, edge), ("edge", 7, (1.6, 0))):
        kit.page.mouse.move(*FigurePage.place(kit, *at))
        assert kit.page.evaluate(CURSOR) == "pointer"
        kit.page.mouse.click(*FigurePage.place(kit, *at))
        kit.wait_until(lambda name=name, number=number: knob(kit, name) == number)
        kit.settle()
    words = kit.page.evaluate(
        "() => [...document.querySelectorAll('.textpoint')].map(t => t.textContent.trim())"
    )
    assert {"x1", "h3", "inputs", "−2", "2.31"} <= set(words)
    looks_well(kit, "network")
    errors, kit.errors = kit.errors, []
    assert errors == []


def ink(kit):
    """How many pixels are drawn."""
    return sum(row.bit_count() for row in knob(kit, "ink"))


def test_one_draws_with_the_mouse_and_with_keys(kit):
    kit.show("drawn_shape")
    sheet = kit.panel.locator(".live-pad-sheet")
    kit.panel.get_by_role("button", name="Clear").click()
    kit.wait_until(lambda: ink(kit) == 0)
    box = sheet.bounding_box()
    pixel = box["width"] / 8
    x, y = box["x"] + 2 * pixel, box["y"] + 4 * pixel
    kit.drag((x, y), (x + 2 * pixel, y), (x + 4 * pixel, y))
    kit.page.mouse.up()
    kit.wait_until(lambda: knob(kit, "ink") == (0, 0, 0, 126, 126, 0, 0, 0))
    kit.panel.get_by_role("button", name="Undo").click()
    kit.wait_until(lambda: ink(kit) == 0)
    sheet.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", " ", "ArrowLeft", " ", "ArrowDown"):
        kit.page.keyboard.press(key)
    kit.wait_until(lambda: knob(kit, "ink") == (28, 28, 0, 0, 0, 0, 0, 0))
    kit.panel.get_by_role("button", name="Example").click()
    kit.wait_until(lambda: ink(kit) == 8)
    kit.settle()
    looks_well(kit, "pad")
    errors, kit.errors = kit.errors, []
    assert errors == []


def test_a_walk_in_the_fog_goes_on_by_clicks(kit):
    kit.show("foggy_walk")
    ranges = kit.axis_range("xaxis"), kit.axis_range("yaxis")
    for x, y in ((0, 0.5), (0.5, 0.2)):
        kit.page.mouse.click(*FigurePage.place(kit, x, y))  # quick ones zoom nothing
    kit.wait_until(lambda: len(knob(kit, "places")) == 4)
    np.testing.assert_allclose(knob(kit, "places")[-2:], [(0, 0.5), (0.5, 0.2)], atol=0.02)
    kit.settle()
    assert (kit.axis_range("xaxis"), kit.axis_range("yaxis")) == ranges
    looks_well(kit, "fog")
    errors, kit.errors = kit.errors, []
    assert errors == []


def test_a_line_is_lifted_by_its_dot_and_turned_by_its_ring(kit):
    kit.show("fitted_lines")
    for (x, y), (new_x, new_y) in (((0, -1), (0.3, 0.5)), ((2, 2.5), (2, -1.5))):
        kit.page.mouse.move(*FigurePage.place(kit, x, y))
        kit.page.mouse.down()
        kit.page.mouse.move(*FigurePage.place(kit, new_x, new_y), steps=5)
        kit.page.mouse.up()
        kit.settle()
    np.testing.assert_allclose(knob(kit, "lines"), [(-1, 0.5), (-2, 0.5)], atol=0.05)
    looks_well(kit, "lines")
    errors, kit.errors = kit.errors, []
    assert errors == []


def test_an_image_among_many_is_large_while_one_points_at_it(kit):
    """By the pointer, or by the arrow keys once it has the focus."""
    kit.show("weight_images")
    loupe, tiles = kit.figure.locator(".live-loupe"), kit.figure.locator(".heatmaplayer")
    seen = "loupe => [getComputedStyle(loupe).opacity, loupe.innerText.trim()]"
    before = tiles.evaluate("tiles => tiles.getBoundingClientRect().right")
    kit.page.mouse.move(*place(kit, "xy", 0.5, 0.8))
    assert loupe.evaluate(seen) == ["1", "L2, unit 1"]
    assert loupe.evaluate("loupe => loupe.getBoundingClientRect().left") > before
    kit.page.mouse.move(5, 5)
    assert loupe.evaluate(seen)[0] == "0"
    loupe.focus()
    kit.page.keyboard.press("ArrowLeft")
    assert loupe.evaluate(seen) == ["1", "L1, unit 3"]
    assert loupe.get_attribute("aria-label") == "L1, unit 3"
    kit.page.keyboard.press("ArrowRight")
    assert loupe.evaluate(seen) == ["1", "no penalty, unit 1"]
    loupe.blur()
    assert loupe.evaluate(seen)[0] == "0" and kit.errors == []
