"""Predictions and missions in JupyterLab: by keyboard and by a click on the picture."""

import json

import pytest
from playwright.sync_api import expect

from widgets import texts

PANEL = """
from widgets import mission, optimizer_race, predict
rules = ("gradient-descent", "momentum")
race = optimizer_race(optimizers=rules, steps=30)
race.player.speed.value = 8.0
race
"""
CHOICE = """
predict("Who is lowest?", panel=race, choices=rules,
        answer=lambda frame: rules[frame.losses[:, -1].argmin()],
        explain={"right": "After {frame.t} steps: {truth}."})
"""
CURVE = """
predict("How does the loss of $f$ fall?", panel=race, kind="curve",
        x=("step", 0, 30), y=("loss", 0.001, 100), log=True, within=2, points=3,
        answer=lambda frame: (range(frame.t + 1), frame.losses[0]))
"""
MISSION = """
mission(race, "Let both arrive", lambda experiment, frame: frame.arrived.all(),
        hints=["Time?"], changes=1)
"""
DARK = "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"


def role(page, kind, name):
    exact = kind != "button"  # an icon is a letter of a button's name
    return page.get_by_role(kind, name=name, exact=exact)


def test_predict_run_and_verdict_by_keyboard(run_cells, screenshot, lab):
    page = run_cells(PANEL, CHOICE, MISSION)
    play, commit = role(page, "button", "Play"), role(page, "button", texts.COMMIT_AND_RUN)
    expect(play).to_be_disabled()
    expect(page.locator(".live-status")).to_contain_text(texts.HELD)
    said = page.get_by_role("status").filter(has_text=texts.CHOOSE_ONE)
    commit.press("Enter")
    expect(said).to_be_visible()
    screenshot("predict_before")
    role(page, "radio", "momentum").press("Space")
    expect(role(page, "radio", "momentum")).to_be_checked()
    commit.press("Enter")
    verdict = page.get_by_role("status").filter(has_text="After 30 steps: momentum.")
    expect(verdict).to_contain_text(texts.VERDICTS["right"])
    expect(play).to_be_enabled()
    expect(page.get_by_role("status").filter(has_text=texts.NOT_DONE)).to_be_visible()
    role(page, "button", texts.HINT.format(left=1)).press("Enter")
    expect(page.get_by_text("Time?", exact=True)).to_be_visible()
    screenshot("predict_after")
    [attempt] = json.loads((lab.folder / "my_predictions.json").read_text())
    assert attempt["guess"] == "momentum"
    (lab.folder / "my_predictions.json").unlink()


def test_a_curve_is_drawn_by_clicks_and_by_numbers(run_cells, screenshot):
    page = run_cells(PANEL, CURVE)
    page.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    drawing = page.get_by_role("img", name=texts.DRAWING.format(x="step", y="loss"))
    area = drawing.locator(".nsewdrag")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.4)
    middle = role(page, "textbox", "at 15")
    expect(middle).not_to_have_value("")
    # 40 % down from 100 on an axis of five decades
    assert float(middle.input_value()) == pytest.approx(1, rel=0.2)
    role(page, "textbox", "at 0").fill("7")
    role(page, "textbox", "at 30").fill("0.7")
    role(page, "button", texts.COMMIT_AND_RUN).click()
    verdict = page.get_by_role("status").filter(has_text=texts.VERDICTS["right"])
    expect(verdict).to_be_visible()
    page.wait_for_timeout(500)  # the figure rests
    verdict.scroll_into_view_if_needed()
    screenshot("predict_curve_dark")
