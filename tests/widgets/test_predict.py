"""Predictions: asked before the run, judged by what really happens, remembered in one file."""

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import OptimizerRace
from tests.widgets.panels import pick, press
from widgets import ask, digits_race, optimizer_race, predict, texts
from widgets.attempts import keep
from widgets.drawers import Runs
from widgets.drawings import Curve, Point
from widgets.questions import Choice, Number, Order

RULES = ("gradient-descent", "momentum", "adam")


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "my_predictions.json"
    monkeypatch.setenv("MY_PREDICTIONS", str(path))
    return path


def run(scenario):
    asyncio.run(asyncio.wait_for(scenario(), timeout=20))


def race(**knobs):
    panel = optimizer_race(steps=20, optimizers=RULES, **knobs)
    panel.player.speed.value = 8.0
    return panel


def best(frame):
    return frame.names[frame.losses[:, -1].argmin()]


def who_is_best(panel, **about):
    about = dict(choices=RULES, answer=best) | about
    return predict("Who is lowest?", panel=panel, **about)


async def answer(question, value):
    """Give this answer, commit, and wait for the run."""
    question.kind.radio.value = value
    press(question.commit_button)
    await question.panel.player.task


def saved(file):
    return json.loads(file.read_text())


# ---- before, during and after the run


def test_until_the_commitment_the_panel_waits_at_its_first_frame():
    panel = race()
    assert panel.player.at_end  # an instant race shows its end at once
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


# ---- kinds


NUMBERS = [  # within, factor, guess, truth, outcome, distance
    (5, False, "40", 44, "right", 4),
    (5, False, "40", 46, "too low", 6),
    (5, False, "−3", -9, "too high", 6),
    (2, True, "1e-3", 2e-3, "right", 2),
    (2, True, "3", 1, "too high", 3),
    (5, False, "never", np.inf, "right", 0),
    (5, False, "40", np.inf, "too low", np.inf),
    (2, True, "never", 40, "too high", np.inf),
    (5, False, "40", np.nan, "wrong", np.inf),
    (2, True, "-1", 1, "too low", np.inf),
]


@pytest.mark.parametrize("within, factor, guess, truth, outcome, distance", NUMBERS)
def test_numbers(within, factor, guess, truth, outcome, distance):
    kind = Number(within, unit="steps", factor=factor)
    kind.field.value = guess
    found = kind.judge(kind.guess(), truth)
    assert found.outcome == outcome and found.distance == pytest.approx(distance)
    assert outcome in (*kind.outcomes, "right") and kind.say(truth)


@pytest.mark.parametrize("text", ["", "many", "nan", "1,5"])
def test_what_is_no_number_is_asked_for_again(text):
    kind = Number(1)
    kind.field.value = text
    with pytest.raises(ValueError, match="type a number"):
        kind.guess()


def test_choice_with_a_truth_that_nobody_offered():
    found = Choice(["a", "b"]).judge("a", "c")
    assert found.outcome == "wrong"


def test_orders():
    kind = Order("abc")
    with pytest.raises(ValueError, match=texts.EACH_ONCE):
        kind.guess()
    for control, name in zip(kind.inputs, "acb", strict=True):
        control.value = name
    assert kind.guess() == ("a", "c", "b")
    assert kind.judge(kind.guess(), list("acb")).outcome == "right"
    assert kind.judge(kind.guess(), list("abc")).distance == 1
    assert kind.judge(kind.guess(), list("bca")).distance == 3
    with pytest.raises(ValueError, match="order of"):
        kind.judge(kind.guess(), ["a", "b"])


class Holder:
    """What `pick` drives: a view with a figure."""

    def __init__(self, kind):
        self.view, self.figure = self, kind.figure


def test_a_point_is_clicked_or_typed():
    kind = Point(("w1", -2, 2), ("w2", -2, 2), within=0.5)
    pick(Holder(kind), 1.23456, -0.5)
    assert kind.guess() == (1.23, -0.5)
    kind.inputs[0].value = "1"
    assert kind.guess() == (1.0, -0.5)
    np.testing.assert_array_equal(kind.figure.frame_data(0)["x"], [1])
    assert kind.judge(kind.guess(), (1, -0.1)).outcome == "right"
    found = kind.judge(kind.guess(), np.array([-2, 3.5]))
    assert found.outcome == "wrong" and found.distance == 5
    kind.reveal((-2, 3.5))
    np.testing.assert_array_equal(kind.figure.frame_data(1)["y"], [3.5])
    kind.freeze(True)
    pick(Holder(kind), 0, 0)
    assert kind.guess() == (1.0, -0.5)


def curve(log=False, within=1.0):
    kind = Curve(("step", 0, 100), ("loss", 1, 1000), within, points=3, log=log)
    return kind


def test_a_curve_is_clicked_or_typed():
    kind = curve()
    pick(Holder(kind), 40, 7.001)  # the nearest place is 50
    assert [field.value for field in kind.inputs] == ["", "7.0", ""]
    with pytest.raises(ValueError, match="at 0"):
        kind.guess()
    kind.inputs[0].value, kind.inputs[2].value = "10", "4"
    assert kind.guess() == (10, 7, 4)
    np.testing.assert_array_equal(kind.figure.frame_data(0)["x"], [0, 50, 100])
    steps = np.arange(101)
    assert kind.judge(kind.guess(), (steps, 10 - 0.06 * steps)).distance == pytest.approx(0)
    assert kind.judge(kind.guess(), (steps, 12 - 0.06 * steps)).outcome == "too low"
    assert kind.judge(kind.guess(), (steps, 8 - 0.06 * steps)).outcome == "too high"
    half = kind.judge(kind.guess(), (steps[:60], 10 - 0.06 * steps[:60]))
    assert half.outcome == "right"  # only what was reached
    assert kind.judge(kind.guess(), (steps, np.full(101, np.nan))).outcome == "wrong"


def test_a_curve_on_a_logarithmic_axis_is_a_factor_off():
    kind = curve(log=True, within=3)
    found = kind.judge((100, 10, 1), ([0, 50, 100], [200, 20, 2]))
    assert found.outcome == "right" and found.distance == pytest.approx(2)
    assert kind.judge((100, 10, 1), ([0, 100], [0, 1])).outcome == "wrong"  # no logarithm


def test_drawn_answers_on_a_panel():
    async def scenario():
        panel = race()
        falls = predict(
            "How does the loss of gradient descent fall?",
            panel=panel,
            kind="curve",
            x=("step", 0, 20),
            y=("loss", 0.01, 100),
            within=1.5,
            log=True,
            answer=lambda f: (np.arange(f.t + 1), f.losses[0]),
        )
        true = panel.player.seen[-1].losses[0][[0, 5, 10, 15, 20]]
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


# ---- the file


def attempt(question="?"):
    return dict(question=question, guess="1", truth="2")


def test_attempts_are_numbered_for_each_question(file):
    said = [keep(attempt(q)) for q in "aba"]
    assert said == [texts.KEPT.format(number=n, name=file.name) for n in (1, 1, 2)]
    assert [a["question"] for a in saved(file)] == ["a", "b", "a"]


@pytest.mark.parametrize("content", [b"", b"[{]", b'{"a": 1}', b"[1, 2]", b"\xff\xfe", b"null"])
def test_a_damaged_file_is_set_aside_and_said(file, content):
    file.write_bytes(content)
    said = keep(attempt())
    [aside] = file.parent.glob("*-damaged-*.json")
    assert aside.read_bytes() == content and aside.name in said
    assert len(saved(file)) == 1


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    for place in (tmp_path, tmp_path / "none" / "file.json"):  # a folder; in no folder
        assert keep(attempt(), place).startswith(texts.NOT_KEPT.split("{")[0])


def test_the_file_lies_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv("MY_PREDICTIONS")
    monkeypatch.chdir(tmp_path)
    keep(attempt())
    assert [p.name for p in Path(tmp_path).iterdir()] == ["my_predictions.json"]
