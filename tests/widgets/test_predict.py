"""Predictions: asked before the run, judged by what really happens, remembered in one file."""

import asyncio

import numpy as np
import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import OptimizerRace
from tests.widgets.bets import RULES, answer, best, curve_of_loss, race, saved, who_is_best
from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import ask, digits_race, predict, sealed, texts
from widgets.panel.drawers import Runs

# ---- before, during and after the run


def test_until_the_commitment_the_panel_waits_at_its_first_frame():
    panel = race()
    panel.player.show(20)
    panel.buttons[Runs].value = True
    question = who_is_best(panel)
    assert all(button.disabled for button in panel.buttons.values())
    assert panel.open_drawers.children == ()  # they would tell the end, too
    assert panel.frame.t == 0
    assert panel.status.startswith(texts.HELD)
    assert all(control.disabled for control in panel.player.children)
    panel.form.set(lr=0.03)  # settings may change, the end stays hidden
    assert panel.frame.t == 0 and panel.experiment.lr == 0.03
    press(question.commit_button)  # nothing chosen
    assert texts.CHOOSE_ONE in question.said.value
    assert panel.player.held


def test_the_commitment_starts_the_run_and_the_end_is_the_judge(file):
    async def scenario():
        panel = race()
        question = who_is_best(panel, explain={"adam": "At {frame.t}: {truth}, not {guess}."})
        question.kind.radio.value = "adam"
        press(question.commit_button)
        assert panel.player.running and question.kind.radio.disabled
        assert texts.WAITING in question.said.value
        await panel.player.task
        *_, last = OptimizerRace(optimizers=RULES, steps=20).frames()
        truth = best(last)
        assert truth != "adam"
        assert question.judged.outcome == "wrong"
        for words in (texts.VERDICTS["wrong"], f"At 20: {truth}, not adam.", "OptimizerRace("):
            assert words in question.said.value
        [attempt] = saved(file)
        assert (attempt["guess"], attempt["truth"], attempt["seen"]) == ("adam", truth, False)
        assert attempt["run"] == repr(panel.experiment)

    run(scenario)


def test_the_judge_is_the_live_result_under_the_readers_settings():
    async def scenario():
        panel = race()
        lowest = predict("?", panel=panel, kind="number", within=0.0, answer=lambda f: f.race.lr[0])
        for lr in (0.01, 0.03):
            panel.form.set(lr=lr)
            lowest.kind.field.value = str(lr)
            press(lowest.commit_button)
            await panel.player.task
            assert lowest.judged.outcome == "right", lr
            press(lowest.again_button)
        assert lowest.judged is None and not lowest.kind.field.disabled and panel.player.held

    run(scenario)


def test_once_more_is_a_new_attempt_and_a_run_seen_before_is_said(file):
    async def scenario():
        panel = race()
        question = who_is_best(panel)
        await answer(question, "adam")
        press(question.again_button)
        await answer(question, "momentum")
        assert texts.SEEN.strip() in question.said.value
        press(question.again_button)
        panel.form.set(lr=0.03)
        await answer(question, "momentum")
        assert texts.SEEN.strip() not in question.said.value
        assert [a["seen"] for a in saved(file)] == [False, True, False]
        assert texts.KEPT.format(number=3, name=file.name) in question.said.value

    run(scenario)


def test_a_run_of_the_readers_own(file):
    async def scenario():
        panel = race()
        question = who_is_best(panel, start=False)
        question.kind.radio.value = "adam"
        press(question.commit_button)
        assert not panel.player.running and not panel.player.held
        assert not any(button.disabled for button in panel.buttons.values())
        panel.player.step(5)
        assert question.judged is None
        press(panel.player.play_button)
        await panel.player.task
        assert question.judged is not None and len(saved(file)) == 1

    run(scenario)


def test_a_stopped_run_is_not_judged_and_the_next_one_is():
    async def scenario():
        panel = digits_race(optimizers=("adam",), epochs=1, hidden=8)
        question = predict(
            "?", panel=panel, kind="number", within=0.2, answer=lambda f: f.accuracies[0, -1]
        )
        question.kind.field.value = "0.9"
        press(question.commit_button)
        await asyncio.sleep(0.02)
        panel.player.stop()
        assert question.judged is None
        press(panel.player.play_button)
        await panel.player.task
        assert question.judged.distance == abs(0.9 - panel.frame.accuracies[0, -1])

    run(scenario)


def test_two_questions_on_one_panel():
    async def scenario():
        panel = race()
        one, two = who_is_best(panel), who_is_best(panel, answer=lambda f: "momentum")
        await answer(one, "adam")
        assert one.judged and not two.judged
        await answer(two, "momentum")
        assert two.judged.outcome == "right" and texts.SEEN.strip() in two.said.value

    run(scenario)


def test_errors_of_the_author_are_said_and_the_panel_goes_on():
    async def scenario():
        panel = race()
        for about in (
            dict(answer=lambda frame: frame.nothing),
            dict(explain={"right": "{nonsense}", "wrong": "{nonsense}"}),
        ):
            question = who_is_best(panel, **about)
            await answer(question, "adam")
            assert texts.NO_VERDICT in question.said.value
            assert panel.player.at_end and not question.again_button.disabled
            question.close()

    run(scenario)


@pytest.mark.parametrize(
    "about, message",
    [
        (dict(kind="essay"), "kind must be one of choice"),
        (dict(choices=["one"]), "at least two"),
        (dict(choices=["a", "b"], explain={"c": "?"}), "explain must have keys"),
    ],
)
def test_nonsense_is_refused_at_once(about, message):
    panel = race()
    with pytest.raises(ValueError, match=message):
        predict("?", panel=panel, answer=best, **about)
    assert not panel.player.held


def test_closing():
    async def scenario():
        panel = race()
        await asyncio.sleep(0)
        before = set(widget._instances)
        question = who_is_best(panel)
        question.close()
        assert set(widget._instances) == before
        assert not panel.player.held and panel.watchers == []
        later = who_is_best(panel)
        panel.close()
        later.kind.radio.value = "adam"
        press(later.commit_button)
        assert texts.GONE in later.said.value and later.committed is None
        later.close()

    run(scenario)


def test_without_a_loop_the_panel_says_so():
    panel = race()
    question = who_is_best(panel)
    question.kind.radio.value = "adam"
    press(question.commit_button)
    assert texts.NO_LOOP in panel.status and question.judged is None


# ---- a question without a run


def test_ask(file):
    question = ask("Half of 2?", ["1", "<2>"], "1", {"<2>": "That is {guess}.", "right": "Yes."})
    question.kind.radio.value = "<2>"
    press(question.commit_button)
    assert texts.VERDICTS["wrong"] in question.said.value
    assert "That is &lt;2&gt;." in question.said.value
    press(question.again_button)
    question.kind.radio.value = "1"
    press(question.commit_button)
    assert texts.VERDICTS["right"] in question.said.value and "Yes." in question.said.value
    assert [a["outcome"] for a in saved(file)] == ["wrong", "right"]


SORTING = dict(kind="sort", things=["L2", "Adam"], bins=["train", "test"])
SORTING |= dict(right=dict(L2="test", Adam={"train", "test"}))
SORTING |= dict(explain=dict(L2="It shrinks.", Adam="It scales.", why="So."))


def test_things_are_sorted_and_put_back(file):
    question = ask("Which helps?", **SORTING)
    first, second = question.kind.inputs
    first.value = "train"
    press(question.commit_button)
    assert texts.BIN_FOR.format(names="Adam") in question.said.value and not file.exists()
    assert "It shrinks." not in question.said.value
    second.value = "train"
    press(question.commit_button)
    assert texts.VERDICTS["partly"] in question.said.value
    told, details = question.said.value.split("<details>")
    assert "It shrinks." in told and "So." in told
    assert "It scales." in details and "It scales." not in told
    [attempt] = saved(file)
    assert attempt["filled"] == dict(L2="train", Adam="train") and attempt["distance"] == 1
    later = ask("Which helps?", **SORTING | dict(things=["Adam", "L2"]))
    assert later.kind.guess() == ("train", "train") and "It shrinks." in later.said.value
    changed = ask("Which helps?", **SORTING | dict(things=["SGD", "L2"], right=BOTH, explain=""))
    assert "live-bins" not in changed.said.value
    assert "L2: It shrinks." in question.after and "☐" in question.paper


BOTH = dict(SGD="train", L2="test")


def test_sorting_on_a_panel_waits_for_the_run_and_for_what_was_seen():
    async def scenario():
        panel = race()
        about = dict(kind="sort", things=RULES, bins=["best", "not best"], saw=["a", "b"])
        about["answer"] = lambda f: {n: "best" if n == best(f) else "not best" for n in RULES}
        about["explain"] = {name: f"{name} at {{frame.t}}." for name in RULES}
        question = predict("Who?", panel=panel, **about)
        assert texts.SLIP not in question.said.value
        for control in question.kind.inputs:
            control.value = "best"
        press(question.commit_button)
        await panel.player.task
        assert question.judged.distance == 2
        assert "at 20." not in question.said.value  # first: what did you see?
        question.see("a")
        assert question.said.value.count("at 20.") == 3
        question.close()
        wrong = predict("Who?", panel=panel, **about | dict(answer=lambda f: dict(adam="best")))
        assert texts.SLIP in wrong.said.value

    run(scenario)


def opened(calls, text="90", result=87.5):
    """A sealed number, and this guess."""
    question = sealed("My test?", lambda: calls.append(1) or result, within=1, unit="%")
    if not question.kind.field.disabled:
        question.kind.field.value = text
    return question


def test_what_is_sealed_is_opened_once_after_a_guess(file):
    calls = []
    other, first = opened(calls), opened(calls, "")
    press(first.commit_button)
    assert texts.NOT_YET in first.said.value and not calls
    first.kind.field.value = "90 %"
    press(first.commit_button)
    assert calls == [1] and "87.5 %" in first.said.value and first.again_button.disabled
    assert texts.OPENED not in first.said.value
    press(other.commit_button)  # another cell
    later = opened(calls, result=99)
    for question in (other, later):
        assert calls == [1] and "87.5 %" in question.said.value
        assert texts.OPENED in question.said.value
        assert question.again_button.disabled and question.commit_button.disabled
    assert len(saved(file)) == 1 and later.after == ""


def test_a_sealed_computation_that_fails_may_be_tried_again(file):
    question = sealed("My test?", lambda: 1 / 0, within=1)
    question.kind.field.value = "90"
    press(question.commit_button)
    assert texts.NO_VERDICT in question.said.value and not file.exists()
    assert not question.again_button.disabled
    with pytest.raises(ValueError, match="compute must be a function"):
        sealed("?", 3, within=1)


def test_drawn_answers_on_a_panel():
    async def scenario():
        panel = race()
        falls = curve_of_loss(panel)
        true = panel.player.reel.seen[-1].losses[0][[0, 5, 10, 15, 20]]
        for field, value in zip(falls.kind.inputs, true, strict=True):
            field.value = str(value)
        press(falls.commit_button)
        await panel.player.task
        assert falls.judged.outcome == "right" and falls.judged.distance == pytest.approx(1)
        np.testing.assert_allclose(
            falls.kind.figure.frame_data(1)["y"], panel.frame.losses[0], rtol=1e-6
        )
        press(falls.again_button)
        assert np.isnan(falls.kind.figure.frame_data(1)["y"]).all()

    run(scenario)
