"""A bet and its panel in one box: veiled, explained, remembered, opened, on paper."""

import pytest

from tests.widgets.bets import (
    RULES,
    answer,
    best,
    bet_on_loss,
    drawn,
    race,
    saved,
    type_and_run,
    veiled,
    who_is_best,
)
from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import open_all, predict, texts
from widgets.questions import paper


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
    assert "<svg" in bundle[paper.AFTER] and truth not in bundle["text/html"]
