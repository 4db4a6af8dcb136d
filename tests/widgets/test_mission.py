"""Missions: reached in a finished run only, by what may be changed; with a diagnosis and hints."""

import asyncio
import json
from html import unescape

import pytest
from ipywidgets.widgets import widget

from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import digits_race, mission, optimizer_race, texts


def arrives(experiment, frame):
    return bool(frame.arrived.all())


def slow_race(**about):
    """Gradient descent that creeps down the elongated bowl, and the mission to save it."""
    panel = optimizer_race(surface="elongated", optimizers=("gradient-descent",), lr=1e-3)
    panel.player.show(300)
    about = dict(title="Let it arrive", goal=arrives, done="Saved.") | about
    return panel, mission(panel, **about)


def test_done_when_a_finished_run_reaches_the_goal():
    panel, save = slow_race(changes=1)
    assert texts.NOT_DONE in save.said.value and "creeps" in save.said.value
    panel.form.set(lr=0.1)  # too much: diverges
    assert texts.NOT_DONE in save.said.value and "diverged" in save.said.value
    panel.form.set(lr=0.03)
    assert texts.DONE in save.said.value and "Saved." in save.said.value
    assert "lr=0.03" in save.said.value and texts.NO_FINDINGS in save.said.value
    panel.form.set(lr=0.001)  # done is done; the diagnosis goes on
    assert texts.DONE in save.said.value and "creeps" in save.said.value


def test_what_was_reached_is_remembered_once(file):
    panel, save = slow_race(hints=["?"])
    save.hint()
    panel.form.set(lr=0.03)
    panel.form.set(lr=0.029)
    [attempt] = json.loads(file.read_text())
    assert attempt["question"] == save.title and attempt["hints"] == 1
    assert "lr=0.03" in attempt["run"]
    _, later = slow_race()
    assert texts.DONE in later.said.value and texts.DONE_BEFORE in later.said.value
    assert attempt["run"] in unescape(later.said.value) and not later.reached


def test_a_mission_and_its_panel_are_one_box():
    panel, save = slow_race()
    assert save.children[-1] is panel and not panel.player.held
    assert texts.ON_PAPER["mission"] in save._repr_mimebundle_()["text/html"]


def test_a_run_that_is_not_at_its_end_does_not_count():
    panel, save = slow_race()
    panel.player.reset()
    assert texts.RUN_TO_THE_END in save.said.value
    assert texts.DIAGNOSIS not in save.said.value  # nothing has happened yet
    panel.player.step(1)
    panel.form.set(lr=0.02)
    assert panel.frame.t == 1 and texts.RUN_TO_THE_END in save.said.value
    panel.player.show(200)
    assert arrives(None, panel.frame) and not save.reached
    panel.player.step(1000)
    assert save.reached


def test_too_many_changes():
    panel, save = slow_race(changes=1)
    panel.form.set(lr=0.02, steps=400)
    assert texts.TOO_MANY.format(names="learning rate, steps", count=1) in save.said.value
    assert not save.reached
    panel.form.set(steps=300)
    assert save.changed == ["lr"] and save.reached


def test_what_may_not_be_changed():
    panel, save = slow_race(allowed=["steps"])
    assert texts.MAY_CHANGE.format(names="steps") in save.children[1].value
    panel.form.set(lr=0.02)
    assert texts.NOT_ALLOWED.format(names="learning rate") in save.said.value
    panel.form.set(lr=0.001, steps=10000)
    assert save.reached
    with pytest.raises(ValueError, match="allowed must be among surface.*not speed"):
        slow_race(allowed=["speed"])


def test_where_nearly_all_may_be_changed_the_others_are_named():
    panel, save = slow_race()
    most = [name for name in panel.form.controls if name != "surface"]
    save = mission(panel, "Save", save.goal, allowed=most, changes=2)
    assert save.rules == "You may change 2 of: all settings but surface."


def test_changes_while_it_runs_count():
    async def scenario():
        panel = digits_race(optimizers=("adam",), rates="same", lr=1e-4, epochs=3, hidden=8)
        learn = mission(panel, "Learn", lambda e, f: f.accuracies[0, -1] > 0.6, changes=1)
        assert texts.RUN_TO_THE_END in learn.said.value
        panel.player.play()
        while panel.player.position < 3:
            await asyncio.sleep(0.001)
        panel.form.set(lr=0.02)
        assert panel.experiment.changes and learn.changed == ["lr"]
        await panel.player.task
        assert learn.reached == repr(panel.experiment)

    run(scenario)


def test_hints_one_by_one():
    _, save = slow_race(hints=["First?", "Second <b>?"])
    assert "First?" not in save.shown_hints.value
    press(save.hint_button)
    assert "First?" in save.shown_hints.value and "Second" not in save.shown_hints.value
    press(save.hint_button)
    assert "Second &lt;b&gt;?" in save.shown_hints.value and save.hint_button.disabled
    _, without = slow_race()
    assert without.hints_row.layout.display == "none"


def test_a_wrong_goal_is_said_and_the_panel_goes_on():
    panel, wrong = slow_race(goal=lambda experiment, frame: frame.nothing)
    assert "no attribute" in wrong.said.value
    panel.form.set(lr=0.02)
    assert panel.problem == "" and panel.experiment.lr == 0.02


def test_closing():
    panel, _ = slow_race()
    before, count = set(widget._instances), len(panel.watchers)
    other = mission(panel, "Another", arrives, hints=["?"])
    other.close()
    assert set(widget._instances) == before and len(panel.watchers) == count
