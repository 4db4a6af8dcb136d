"""Bets and missions in JupyterLab: by keyboard and mouse, drawn into the picture, remembered."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import failures, screenshot
from widgets import texts

PANEL = """
from widgets import mission, optimizer_race, predict
rules = ("gradient-descent", "momentum")
race = optimizer_race(optimizers=rules, steps=30)
race.player.speed.value = 8.0
"""
CHOICE = (
    PANEL
    + """
predict("Who is lowest?", panel=race, choices=rules,
        answer=lambda frame: rules[frame.losses[:, -1].argmin()],
        explain="After {frame.t} steps: {truth}.", saw=["a tie", "one is lower"])
"""
)
NUMBER = (
    PANEL
    + """
predict("How low is the lowest loss?", panel=race, kind="number", within=3, factor=True,
        marks="y2", answer=lambda frame: frame.losses[:, -1].min(), explain="Why? So.")
"""
)
CURVE = (
    PANEL
    + """
predict("How does the loss of $f$ fall?", panel=race, kind="curve", marks="x2y2",
        x=("step", 0, 30), y=("loss", 0.001, 100), log=True, within=2, points=3,
        answer=lambda frame: (range(frame.t + 1), frame.losses[0]))
"""
)
ORDER = (
    PANEL
    + """
predict("First to last?", panel=race, kind="order", names=rules, explain="Why? So.",
        answer=lambda f: sorted(rules, key=dict(zip(rules, f.losses[:, -1])).get))
"""
)
SORT = """
from widgets import ask
methods = ["Adam", "ReLU", "residual connections", "momentum", "dropout", "L2 penalty"]
methods += ["early stopping", "more examples", "batch normalization", "augmentation"]
methods += ["He initialization", "a smaller learning rate at the end"]
bins = ["training", "test", "both"]
ask("What does each help, the training error, the test error, or both?", kind="sort",
    things=methods, bins=bins, right={m: {"test", "both"} for m in methods},
    explain={m: "It is a reason of one line, as there are in the lecture." for m in methods})
"""
MISSION = (
    PANEL
    + """
mission(race, "Let both arrive", lambda experiment, frame: frame.arrived.all(),
        hints=["Time?"], changes=1)
"""
)
RUN_ALL = "jupyterapp.commands.execute('notebook:run-all-cells')"
LEFT = "jupyterapp.shell.leftCollapsed"
# the words of our shapes in the picture, those that are seen
MARKS = """() => [...document.querySelectorAll('.live-stage .shape-label text')]
    .map(e => e.textContent)"""


@pytest.fixture(autouse=True)
def no_answers(lab):
    """Nobody has answered anything before, or will have."""
    file = lab.folder / "my_predictions.json"
    file.unlink(missing_ok=True)
    yield file
    file.unlink(missing_ok=True)


@pytest.fixture
def run_cell(stage):
    """run_cell(code) -> the page with what it shows; no error may appear."""

    def run(code):
        stage.run_cell(code)
        stage.page.locator(".live-bet").wait_for()
        assert failures(stage.page) == []
        return stage.page

    yield run
    errors, stage.errors = stage.errors, []
    assert errors == []


def role(page, kind, name):
    exact = kind != "button"  # an icon is a letter of a button's name
    return page.get_by_role(kind, name=name, exact=exact)


def commit(page):
    role(page, "button", texts.COMMIT_AND_RUN).click()
    page.locator(".live-judged").wait_for()


def check_sizes(page):
    """A bet in its frame is at most 680 high, and its picture and transport are in sight."""
    assert not page.evaluate(LEFT)
    assert page.locator(".live-bet").bounding_box()["height"] <= 680
    foot = page.locator(".jp-WindowedPanel-outer").bounding_box()
    for part in (".live-stage", ".live-player"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= foot["y"] and box["y"] + box["height"] <= foot["y"] + foot["height"]


def test_predict_run_and_verdict_by_keyboard(run_cell, no_answers):
    page = run_cell(CHOICE)
    stage = page.locator(".live-stage")
    assert "blur" in stage.evaluate("e => getComputedStyle(e).filter")
    commit_button = role(page, "button", texts.COMMIT_AND_RUN)
    said = page.get_by_role("status").filter(has_text=texts.CHOOSE_ONE)
    commit_button.press("Enter")
    expect(said).to_be_visible()
    expect(role(page, "button", texts.PLAY)).to_be_hidden()
    screenshot(page, "predict_before")
    role(page, "radio", "momentum").press("Space")
    expect(role(page, "radio", "momentum")).to_be_checked()
    role(page, "textbox", texts.BECAUSE).fill("it has a memory")
    page.keyboard.press("Tab")  # to how sure one is
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('jp-Cell')")
    commit_button.press("Enter")
    verdict = page.get_by_role("status").filter(has_text=texts.VERDICTS["right"])
    expect(verdict).to_be_visible()
    assert stage.evaluate("e => getComputedStyle(e).filter") == "none"
    expect(verdict).not_to_contain_text("After 30 steps")  # first: what did you see?
    check_sizes(page)
    role(page, "button", "one is lower").press("Enter")
    expect(verdict).to_contain_text("After 30 steps: momentum.")
    expect(role(page, "button", "one is lower")).to_be_hidden()
    screenshot(page, "predict_after")
    [attempt] = json.loads(no_answers.read_text())
    assert attempt["guess"] == "momentum" and attempt["saw"] == "one is lower"
    assert (attempt["because"], attempt["sure"]) == ("it has a memory", 75)


def test_a_bet_is_drawn_into_the_picture_and_remembered(run_cell):
    page = run_cell(NUMBER)
    role(page, "textbox", texts.ANSWER).fill("1/20")
    commit(page)
    bet = f"{texts.YOUR_BET}: 0.05"
    page.wait_for_function(f"({MARKS})().length === 2")
    assert page.evaluate(MARKS)[0] == bet
    check_sizes(page)
    screenshot(page, "predict_number")
    page.evaluate(RUN_ALL)
    earlier = page.get_by_text(texts.EARLIER)
    earlier.wait_for(state="attached")
    page.wait_for_function(f"({MARKS})().length === 1")  # the answer is there, the run is not
    expect(role(page, "button", texts.PLAY)).to_be_visible()
    role(page, "button", texts.AGAIN).click()
    page.wait_for_function(f"({MARKS})().length === 0")
    expect(role(page, "textbox", texts.ANSWER)).to_be_editable()


def test_just_show_me(run_cell, no_answers):
    page = run_cell(NUMBER)
    role(page, "button", texts.SKIP).click()
    expect(role(page, "button", texts.PLAY)).to_be_visible()
    assert page.locator(".live-stage").evaluate("e => getComputedStyle(e).filter") == "none"
    assert not no_answers.exists()


def test_a_curve_is_drawn_by_a_drag_and_by_numbers(stage, run_cell):
    page = run_cell(CURVE)
    stage.use_theme("Dark")
    drawing = page.get_by_role("figure", name=texts.DRAWING.format(x="step", y="loss"))
    page.wait_for_selector(".live-drawing .live-figure[data-settled]")
    area = drawing.locator(".nsewdrag")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    edge, middle = box["width"] * 0.05 / 1.1, box["height"] / 2
    page.mouse.click(box["x"] + edge, box["y"] + middle)  # where the first point belongs
    expect(role(page, "textbox", "at 0")).not_to_have_value("")
    page.mouse.move(box["x"] + 1, box["y"] + 1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] - 1, steps=8)
    page.mouse.up()
    expect(role(page, "textbox", "at 30")).to_have_value(re.compile(r"^0\.001"))
    assert float(role(page, "textbox", "at 0").input_value()) == pytest.approx(90, rel=0.2)
    assert float(role(page, "textbox", "at 15").input_value()) == pytest.approx(0.3, rel=0.2)
    scale = "figure => figure.querySelector('.js-plotly-plot')._fullLayout.xaxis.range"
    assert drawing.locator("..").evaluate(scale) == pytest.approx([-1.5, 31.5])  # no zoom
    role(page, "textbox", "at 0").fill("7")
    role(page, "textbox", "at 15").fill("1")
    role(page, "textbox", "at 30").fill("0.7")
    screenshot(page, "predict_curve_dark_before")
    commit(page)
    page.wait_for_function(f"({MARKS})().length === 1")
    expect(drawing).to_be_hidden()  # the curve is in the picture
    check_sizes(page)
    screenshot(page, "predict_curve_dark")


def test_an_order_stands_on_a_podium(run_cell):
    page = run_cell(ORDER)
    for place, name in (("1.", "gradient-descent"), ("2.", "momentum")):
        expect(role(page, "combobox", place)).to_have_value(texts.CHOOSE)
        role(page, "combobox", place).select_option(name)
    commit(page)
    places = page.locator(".live-podium li")
    expect(places).to_have_count(2)
    expect(places.first).to_contain_text(texts.YOU_SAID.format(name="gradient-descent"))
    check_sizes(page)
    screenshot(page, "predict_order")


def test_twelve_things_are_sorted_by_keyboard(run_cell):
    page = run_cell(SORT)
    box, groups = page.locator(".live-bet"), page.get_by_role("radiogroup")
    expect(groups).to_have_count(12)
    assert box.bounding_box()["height"] <= 400
    role(page, "radio", "training").first.focus()
    for _ in range(11):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    last = page.get_by_role("radiogroup", name="a smaller learning rate at the end")
    role(page, "button", texts.COMMIT).press("Enter")
    missing = texts.BIN_FOR.format(names="a smaller learning rate at the end")
    expect(page.get_by_role("status").filter(has_text=missing)).to_be_visible()
    screenshot(page, "predict_sort_before")
    role(last, "radio", "training").focus()
    page.keyboard.press("ArrowRight")
    expect(role(last, "radio", "test")).to_be_checked()
    role(page, "button", texts.COMMIT).press("Enter")
    page.locator(".live-judged").wait_for()
    expect(page.locator(".live-bins .hit")).to_have_count(1)
    expect(page.locator(".live-bins .miss")).to_have_count(11)
    assert box.bounding_box()["height"] <= 680
    screenshot(page, "predict_sort")


def test_a_mission_is_one_box(run_cell):
    page = run_cell(MISSION)
    expect(page.get_by_role("status").filter(has_text=texts.OPEN)).to_be_visible()
    role(page, "button", texts.HINT.format(left=1)).press("Enter")
    expect(page.get_by_text("Time?", exact=True)).to_be_visible()
    page.locator(".live-stage .main-svg").first.wait_for()
    page.evaluate("document.querySelector('.live-bet').scrollIntoView({ block: 'end' })")
    check_sizes(page)
    screenshot(page, "mission")
