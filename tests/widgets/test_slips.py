"""What a teacher wrote wrongly is told when the cell runs, not to the students afterwards."""

import pytest

from dlcore import OPTIMIZERS
from tests.widgets.bets import best, race
from widgets import ask, mission, optimizer_race, predict, texts
from widgets.making import Recipe
from widgets.questions.questions import Question
from widgets.views.scores import ScoresView


def always(experiment, frame):
    return True


@pytest.mark.parametrize(
    ("choices", "right", "message"),
    [
        (["yes", "no"], "Yes", "right must be one of 'yes', 'no', not 'Yes'. Did you mean 'yes'?"),
        (["yes", "no"], "yes ", "Did you mean 'yes'?"),
        (["a", "b"], 0, "right must be one of 'a', 'b', not 0"),
        (["a", "b"], ["a"], "right must be one of"),
        (["a", "b"], None, "right must be one of"),
        ("yes no", "yes", "choices must be at least two different ones"),
        (["a", "a", "b"], "a", "choices must be at least two different ones"),
        (["a"], "a", "choices must be at least two different ones"),
    ],
)
def test_questions(choices, right, message):
    with pytest.raises(ValueError) as said:
        ask("?", choices, right)
    assert message in str(said.value)


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (dict(question=3), "question must be a text"),
        (dict(kind="number"), "a question of kind 'number': .*within"),
        (dict(kind="number", within=-1, right=3), "within must be a number, 0 or more, not -1"),
        (dict(kind="number", within=0.5, factor=True, right=3), "within must be a factor of at"),
        (dict(kind="number", within=1, right="3"), "right must be a number, not '3'"),
        (dict(kind="number", within=1, right=3, units="m"), "units"),
        (dict(kind="order", names=["a", "a"], right=["a", "a"]), "names must be at least two"),
        (dict(kind="order", names=["a", "b"], right=["a", "c"]), "right must be an order of"),
        (
            dict(kind="curve", x=("x", 0, 1), y=("y", 0, 1), within=2, log=True),
            "y must be .* above 0",
        ),
        (dict(kind="curve", x=("x", 1, 0), y=("y", 0, 1), within=2), "x must be"),
        (dict(kind="curve", x=("x", 0, 1), y=("y", 0, 1), within=2, points=1), "points must be"),
        (dict(kind="point", x=("x", 0), y=("y", 0, 1), within=2), "x must be"),
        (dict(choices=["a", "b"], right="a", explain={"c": "?"}), "explain must have keys"),
        (dict(choices=["a", "b"], right="a", explain=7), "explain must be a function of frame"),
        (dict(choices=["a", "b"], right="a", explain=lambda: "?"), "explain must be a function of"),
        (dict(choices=["a", "b"], right="a", saw="it fell"), "saw must be a list of choices"),
    ],
)
def test_questions_of_other_kinds(about, message):
    with pytest.raises(ValueError, match=message):
        Question(**dict(question="?") | about)


TEXTS = ["{truht} is it", r"$\frac{1}{2}$", "{}", "{0}", "a { b", "{frame.t} steps", "{guess.best}"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_that_cannot_be_filled_in_are_told_at_once(text):
    question = ask("?", ["a", "b"], "a", text)
    assert texts.SLIP in question.said.value and "braces" in question.said.value
    question.close()
    question = ask("?", ["a", "b"], "a", {"b": text, "right": "Yes."})
    assert texts.SLIP in question.said.value
    question.close()


def test_good_texts_are_silent():
    panel = race()
    for text in ("{truth}, not {guess}: {distance}", "{frame.t} of {frame.race.names[0]}", "{{x}}"):
        known = dict(panel=panel, choices=["a", "adam"], answer=lambda frame: "adam")
        question = predict("?", **known, explain=text)
        assert texts.SLIP not in question.said.value
        question.close()
    panel.close()


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (dict(panel=optimizer_race), "panel must be a panel.*brackets"),
        (dict(panel=None), "panel must be a panel"),
        (dict(answer="adam"), "answer must be a function of frame, not 'adam'"),
        (dict(answer=lambda: "adam"), "answer must be a function of frame"),
        (dict(answer=lambda experiment, frame: "adam"), "answer must be a function of frame"),
    ],
)
def test_bets(about, message):
    panel = race()
    known = dict(panel=panel, choices=["a", "b"], answer=best)
    with pytest.raises(ValueError, match=message):
        predict("?", **known | about)
    assert not panel.player.held
    panel.close()


def test_what_a_run_brings_is_tried_where_it_is_known():
    panel = race()
    for about, words in (
        (dict(answer=lambda frame: "Adam"), "answer gives &#x27;Adam&#x27;"),
        (dict(answer=lambda frame: frame.nothing), "nothing"),
        (dict(explain="{frame.nothing}"), "nothing"),
    ):
        known = dict(panel=panel, choices=["adam", "momentum"], answer=lambda frame: "adam")
        question = predict("?", **known | about)
        assert texts.SLIP in question.said.value and words in question.said.value
        question.close()
    panel.close()


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (dict(panel=optimizer_race), "panel must be a panel"),
        (dict(goal="adam arrives"), "goal must be a function of experiment and frame"),
        (dict(goal=lambda frame: True), "goal must be a function of experiment and frame"),
        (dict(changes=0), "changes must be"),
        (dict(changes="two"), "changes must be"),
        (dict(allowed="lr speed"), "allowed must be among .*, not speed"),
    ],
)
def test_missions(about, message):
    panel = race()
    with pytest.raises(ValueError, match=message):
        mission(**dict(panel=panel, title="Go", goal=always) | about)
    panel.close()


def test_one_text_may_stand_for_several():
    panel = race()
    task = mission(panel, "Go", always, allowed="lr, surface", hints="Slower.", changes=1)
    assert task.allowed == ("lr", "surface") and task.hints == ["Slower."]
    task.close(), panel.close()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (dict(hide="sed"), "there is no setting called sed"),
        (dict(hide=["seed", "rate"]), "there is no setting called rate"),
        (dict(fix=3), "there is no setting called 3"),
        (dict(front="speed"), "there is no setting called speed"),
        (dict(tries=["faster"]), "tries must be"),
        (dict(tries={"faster": "lr"}), "faster: "),
        (dict(tries={"faster": dict(speed=2)}), "faster: "),
        (dict(tries={3: dict(lr=1)}), "tries must be"),
    ],
)
def test_panels(about, words):
    panel = optimizer_race(steps=10, **about)
    assert panel.status.startswith(texts.ERROR) and words in panel.status
    panel.close()


@pytest.mark.parametrize(
    "hide", ["seed", "seed spread", "seed, spread", ["seed"], ("seed",), {"seed"}]
)
def test_names_in_one_text_or_in_several(hide):
    panel = optimizer_race(steps=10, hide=hide, title=7)
    assert panel.problem == "" and "seed" not in panel.form.controls
    panel.close()


@pytest.mark.parametrize("about", [dict(show="lr sped"), dict(hide="sped"), dict(front="sped")])
def test_recipes(about):
    recipe = Recipe("optimizer-race", ScoresView, **about)
    recipe.name = "mine"
    panel = recipe(steps=10, optimizers=(next(iter(OPTIMIZERS)),))
    assert "there is no setting called sped" in panel.status
    panel.close()
