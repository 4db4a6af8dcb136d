"""Predictions: asked before the run, judged by what really happens, remembered in one file."""

import asyncio
import json

import numpy as np
import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import OptimizerRace
from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import adam_lines, ask, digits_race, open_all, optimizer_race, predict, texts
from widgets.panel.drawers import Runs
from widgets.questions import paper

RULES = ("gradient-descent", "momentum", "adam")


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


# ---- the box: veil, reason, what was seen


def veiled(panel):
    return "live-veiled" in panel._dom_classes


def test_a_bet_holds_its_panel_and_veils_it(file):
    async def scenario():
        panel = race()
        question = who_is_best(panel)
        assert question.children[-1] is panel and veiled(panel)
        press(question.skip_button)
        assert not veiled(panel) and panel.player.running
        await panel.player.task
        assert question.judged is None and not file.exists()
        press(question.again_button)
        assert veiled(panel) and panel.player.held and not question.kind.radio.disabled

    run(scenario)


def bet_on_loss(panel, **about):
    """How low gradient descent gets, a number."""
    usual = dict(kind="number", within=1.5, factor=True, marks="y2")
    usual["answer"] = lambda frame: frame.losses[0, -1]
    return predict("How low?", panel=panel, **usual | about)


async def type_and_run(question, text):
    question.kind.field.value = text
    press(question.commit_button)
    await question.panel.player.task


@pytest.mark.parametrize(
    "explain, said",
    [
        ("It was {truth}.", "It was 9."),
        (lambda frame: f"Step {frame.t}.", "Step 20."),
        ({"right": "Good.", "why": "For all."}, "Good. For all."),
        ({"too low": "More.", "why": "For all."}, "For all."),
        ({"too low": "More."}, ""),
    ],
)
def test_a_right_answer_gets_its_reason_too(explain, said):
    async def scenario():
        about = dict(answer=lambda f: 9.0, factor=False, marks="", explain=explain)
        question = bet_on_loss(race(), **about)
        await type_and_run(question, "9")
        assert question.judged.outcome == "right" and question.record["why"] == said
        assert said in question.said.value

    run(scenario)


def test_what_was_seen_is_asked_before_the_reason_is_given(file):
    async def scenario():
        saw = {"they tie": "Look at the right.", "one is lower": ""}
        question = who_is_best(race(), explain="The reason.", saw=saw)
        question.because.value = "it is quick"
        await answer(question, "adam")
        assert "The reason." not in question.said.value
        assert "live-looking" in question._dom_classes
        press(question.saw_row.children[1])
        for words in ("The reason.", "Look at the right.", texts.SAW_KEPT.format(saw="they tie")):
            assert words in question.said.value
        assert "live-looking" not in question._dom_classes
        [attempt] = saved(file)
        assert (attempt["saw"], attempt["because"]) == ("they tie", "it is quick")

    run(scenario)


# ---- drawn into the picture


def drawn(panel):
    """Our shapes in the picture, by what they say."""
    shapes = panel.view.figure._figure.layout.shapes
    return {shape.label.text: shape for shape in shapes if shape.name == "bet"}


def test_a_number_is_drawn_on_its_axis_and_taken_away():
    async def scenario():
        panel = race()
        before = panel.view.figure._figure.layout.shapes
        question = bet_on_loss(panel)
        assert drawn(panel) == {}
        await type_and_run(question, "0.25")
        bet, truth = drawn(panel).values()
        assert (bet.yref, bet.y0, bet.y1, bet.xref) == ("y2", 0.25, 0.25, "x2 domain")
        assert truth.y0 == panel.frame.losses[0, -1] and texts.IT_WAS in truth.label.text
        panel.form.set(lr=0.031)
        assert list(drawn(panel)) == [bet.label.text]  # the truth was that of another run
        press(question.again_button)
        assert panel.view.figure._figure.layout.shapes == before
        await type_and_run(question, "1e30")
        top = 10 ** panel.view.figure._figure.layout.yaxis2.range[1]
        assert next(iter(drawn(panel).values())).y0 == pytest.approx(top)  # at the edge
        question.close()
        assert panel.view.figure._figure.layout.shapes == before

    run(scenario)


def test_a_bet_in_percent_lies_on_an_axis_of_shares():
    async def scenario():
        panel = digits_race(optimizers=("adam",), epochs=1, hidden=8)
        about = dict(kind="number", within=5, unit="%", marks="y2")
        right = predict("?", panel=panel, answer=lambda f: 100 * f.accuracies[0, -1], **about)
        await type_and_run(right, "40")
        assert drawn(panel)[f"{texts.YOUR_BET}: 40 %"].y0 == pytest.approx(0.4)
        assert "points apart" in right.judged.words

    run(scenario)


def test_curves_and_places_are_drawn_in_their_plot():
    async def scenario():
        panel = race()
        at = predict(
            "Where?",
            panel=panel,
            kind="point",
            x=("weight 1", -2, 2),
            y=("weight 2", -2, 2),
            within=1,
            marks="xy",
            answer=lambda f: f.paths[0][-1],
        )
        for field, text in zip(at.kind.inputs, ("1", "-0.5"), strict=True):
            field.value = text
        press(at.commit_button)
        await panel.player.task
        bet, truth = drawn(panel).values()
        assert (bet.type, bet.xanchor, bet.yanchor) == ("circle", 1, -0.5)
        np.testing.assert_allclose((truth.xanchor, truth.yanchor), panel.frame.paths[0][-1])
        at.close()
        falls = curve_of_loss(panel, marks="x2y2")
        for field, value in zip(falls.kind.inputs, (9, 3, 1, 0.3, 1e9), strict=True):
            field.value = str(value)
        press(falls.commit_button)
        await panel.player.task
        [bet] = drawn(panel).values()
        assert bet.path.startswith("M 0,9 L 5,3 L 10,1 L") and (bet.xref, bet.yref) == ("x2", "y2")
        top = 10 ** panel.view.figure._figure.layout.yaxis2.range[1]
        assert float(bet.path.split(",")[-1]) == pytest.approx(top, rel=1e-4)

    run(scenario)


def test_on_an_axis_that_follows_the_picture_a_bet_waits_for_the_end():
    async def scenario():
        panel = adam_lines(correction=False)
        panel.player.speed.value = 8.0
        about = dict(kind="number", within=2, marks="y3", answer=lambda f: f.steps[0].max())
        longest = predict("How long?", panel=panel, **about)
        longest.kind.field.value = "1e6"
        press(longest.commit_button)
        assert drawn(panel) == {}
        await panel.player.task
        bet, truth = drawn(panel).values()
        assert truth.y0 == panel.frame.steps[0].max() < bet.y0 < 4 * truth.y0

    run(scenario)


@pytest.mark.parametrize("marks", ["y9", "xy", "z", "the loss"])
def test_marks_on_no_axis_are_refused(marks):
    with pytest.raises(ValueError, match="marks must be an axis of x, y, x2, y2, not"):
        bet_on_loss(race(), marks=marks)


def test_an_order_stands_on_a_podium():
    async def scenario():
        panel = race()

        def order(frame):
            return sorted(RULES, key=dict(zip(frame.names, frame.losses[:, -1], strict=True)).get)

        said = predict("First to last?", panel=panel, kind="order", names=RULES, answer=order)
        for control, name in zip(said.kind.inputs, RULES, strict=True):
            control.value = name
        press(said.commit_button)
        await panel.player.task
        places = said.said.value.split("<li")[1:]
        for place, name, guess in zip(places, order(panel.frame), RULES, strict=True):
            assert f"<b>{name}</b>" in place and texts.YOU_SAID.format(name=guess) in place
            assert ("✓" in place) == (name == guess)
        later = predict("First to last?", panel=race(), kind="order", names=RULES, answer=order)
        assert places[0] in later.said.value

    run(scenario)


# ---- remembered, opened


def test_an_answered_bet_shows_itself_answered():
    async def scenario():
        first = bet_on_loss(race(), explain="The reason.")
        first.because.value = "a guess"
        await type_and_run(first, "0.25")
        panel = race()
        again = bet_on_loss(panel, explain="The reason.")  # after Run All, or a restart
        assert not veiled(panel) and not panel.player.held
        assert again.kind.field.value == "0.25" and again.kind.field.disabled
        for words in (texts.VERDICTS[first.judged.outcome], "The reason.", texts.EARLIER):
            assert words in again.said.value
        assert list(drawn(panel)) == [f"{texts.YOUR_BET}: 0.25"]
        press(again.again_button)
        assert veiled(panel) and drawn(panel) == {} and not again.kind.field.disabled
        other = predict("How low?", panel=race(), answer=best, choices=RULES)
        assert not veiled(other.panel)  # of an older notebook, with another kind of answer

    run(scenario)


def test_a_teacher_opens_everything_and_nothing_is_kept(file):
    async def scenario():
        panel, later = race(), race()
        question = who_is_best(panel)
        open_all()
        try:
            assert not veiled(panel) and not panel.player.held
            second = who_is_best(later)
            assert not veiled(later)
            await answer(second, "adam")
            assert second.judged and not file.exists()
            press(second.again_button)
            assert not veiled(later)
        finally:
            open_all(False)
        press(question.again_button)
        assert veiled(panel)

    run(scenario)


def test_on_paper_a_bet_is_a_box_and_its_end_is_told_later(monkeypatch):
    question = who_is_best(race(), explain="The <reason>.")
    bundle = question._repr_mimebundle_()
    assert paper.AFTER not in bundle and "☐ adam" in bundle["text/html"]
    monkeypatch.setenv("LIVE_PANELS", "finished")
    bundle = question._repr_mimebundle_()
    assert question.panel.player.at_end
    truth = texts.PAPER_TRUTH.format(truth=best(question.panel.frame))
    assert truth in bundle[paper.AFTER] and "The &lt;reason&gt;." in bundle[paper.AFTER]
    assert "<img" in bundle[paper.AFTER] and truth not in bundle["text/html"]


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


def curve_of_loss(panel, **about):
    """How the loss falls, a curve of five points."""
    return predict(
        "How does the loss of gradient descent fall?",
        panel=panel,
        kind="curve",
        x=("step", 0, 20),
        y=("loss", 0.01, 100),
        within=1.5,
        log=True,
        answer=lambda f: (np.arange(f.t + 1), f.losses[0]),
        **about,
    )


def test_drawn_answers_on_a_panel():
    async def scenario():
        panel = race()
        falls = curve_of_loss(panel)
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
