"""Questions of earlier lectures come back with other numbers; what is right is computed."""

import json

import numpy as np
import pytest
from ipywidgets.widgets import widget

from tests.widgets.bets import saved
from tests.widgets.panels import press
from widgets import recall, texts
from widgets.course.recall import BACK, FOLDER, Recall, earlier, numbered, questions
from widgets.lectures.optimizer_race import _recall as race
from widgets.questions import paper
from widgets.questions.recalled import Recalled, numbers

LECTURES = list(numbered().values())
QUESTIONS = [
    pytest.param(question, id=f"{lecture}-{question.__name__}")
    for lecture in LECTURES
    for question in questions(lecture)
]


def ask(question, seeds=range(24)):
    return [question(np.random.default_rng(seed)) for seed in seeds]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_other_numbers_each_time(question):
    found = ask(question)
    assert len({(one.question, one.choices) for one in found}) >= 4
    assert len({one.right for one in found}) >= 2, "who knows the answer once knows it always"
    for one in found:
        assert one.right in one.choices and len(one.choices) >= 3 and one.why
        assert not any(word in one.question + one.why for word in ("np.", "nan", " -", "{"))


def test_there_are_enough_for_each_lecture():
    assert {*LECTURES} == {path.stem[3:] for path in FOLDER.glob("[0-9]*.ipynb")}
    assert all(len(questions(lecture)) >= len(BACK) for lecture in LECTURES)


@pytest.mark.parametrize("number", [n for n in numbered() if n])
def test_a_lecture_begins_with_the_one_before_and_those_three_and_six_ago(number):
    lecture = numbered()[number]
    assert earlier(lecture) == [max(number - back, 0) for back in BACK]
    book = json.loads((FOLDER / f"{number:02}_{lecture}.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    at = [n for n, source in enumerate(cells) if f'recall("{lecture}")' in source]
    asking = [n for n, source in enumerate(cells) if "predict(" in source or "ask(" in source]
    assert len(at) == 1 and at[0] < asking[0]


def test_lectures_before_this_one_are_asked_the_nearest_that_there_are(monkeypatch):
    from widgets.course import recall as module

    monkeypatch.setattr(module, "numbered", lambda: {0: "start", 6: "slope", 7: "race", 12: "norm"})
    assert earlier("race") == [6, 0, 0] and earlier("norm") == [7, 7, 6]
    with pytest.raises(
        ValueError, match="lecture must be one of start, slope, race, norm, not 'x'"
    ):
        earlier("x")


@pytest.mark.parametrize("lecture", LECTURES)
@pytest.mark.parametrize("seed", range(3))
def test_right_is_judged_right_and_wrong_wrong(lecture, seed, file):
    made = recall(lecture, seed=seed)
    assert len({card.recalled.question for card in made.cards.children}) == len(BACK)
    first, second, _ = made.cards.children
    press(first.buttons[first.recalled.right])
    assert first.judged == "right" and texts.VERDICTS["right"] in first.said.value
    wrong = next(c for c in second.recalled.choices if c != second.recalled.right)
    press(second.buttons[wrong])
    assert second.judged == "wrong" and texts.VERDICTS["wrong"] in second.said.value
    assert second.buttons[second.recalled.right].icon == "check"
    assert all(made.disabled for made in second.buttons.values())
    assert [kept["outcome"] for kept in saved(file)] == ["right", "wrong"]
    made.close()


def test_a_seed_asks_the_same_and_the_button_something_else():
    def told(made):
        return [card.recalled for card in made.cards.children]

    first, again = recall("dropout_ensemble", seed=3), recall("dropout_ensemble", seed=3)
    assert told(first) == told(again) and told(first) != told(recall("dropout_ensemble", seed=4))
    before = told(first)
    press(first.children[0].children[1])
    assert told(first) != before


def test_nothing_is_left_behind():
    recall("optimizer_race", seed=0).close()  # what is made once for all
    before = len(widget._instances)
    made = recall("optimizer_race", seed=1)
    press(made.children[0].children[1])
    made.close()
    assert len(widget._instances) == before


def test_on_paper_there_are_boxes_and_answers_at_the_end(monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "finished")
    made = recall("optimizer_race", seed=0)
    bundle = made._repr_mimebundle_()
    assert bundle["text/html"].count(texts.PAPER_BECAUSE) == len(BACK)
    for card in made.cards.children:
        right = texts.PAPER_TRUTH.format(truth=card.recalled.right)
        assert right in bundle[paper.AFTER] and right not in bundle["text/html"]
    made.close()


def test_answers_are_computed_not_written(monkeypatch):
    [before] = ask(race.speed_on_an_even_slope, [0])
    rule = race.OPTIMIZERS["momentum"]
    monkeypatch.setitem(race.OPTIMIZERS, "momentum", lambda beta: rule(beta / 2))
    [wrong] = ask(race.speed_on_an_even_slope, [0])
    assert wrong.question == before.question and wrong.right != before.right


def test_numbers_are_in_order_and_different():
    assert numbers(2, 30, 1, 2.0, unit="%") == ("2 %", ("1 %", "2 %", "30 %"))
    with pytest.raises(ValueError, match="choices must be different ones with 'c' among them"):
        Recalled("?", "c", ("a", "b"), "")


def test_other_questions_are_others():
    cards = Recall("dropout_ensemble")
    for _ in range(50):
        before = {card.recalled.question for card in cards.cards.children}
        cards.ask()
        assert not before & {card.recalled.question for card in cards.cards.children}
    cards.close()
