"""My record: what is counted, what is said of it, what a file that is not ours leads to."""

import csv
import io
import json
from datetime import datetime

import numpy as np
import pytest

from tests.widgets.bets import RULES, answer, race, saved, who_is_best
from tests.widgets.loops import run
from tests.widgets.panels import press
from widgets import my_record as show_record
from widgets import recall, texts
from widgets.course import my_record, record

BETS = [question for question, about in record.asked().items() if about == ("07", "bet")]
ASK = "ask('Why?', ['a', 'b'], right='a')"
MISSIONS = [question for question, about in record.asked().items() if about == ("07", "mission")]


def kept(question, outcome="right", when="2026-10-03 10:00:00", **more):
    return dict(question=question, outcome=outcome, when=when, guess="1", truth="2") | more


def read(file, *attempts):
    file.write_text(json.dumps(attempts))
    return record.read()


@pytest.fixture
def shown(monkeypatch):
    """Show the page -> its first sentence, and all that is seen in a notebook."""
    seen = []
    monkeypatch.setattr(my_record, "display", lambda bundle, raw: seen.append(bundle))

    def show():
        show_record()
        return seen[-1]["text/plain"], seen[-1]["text/html"]

    return show


def test_every_question_of_the_course_is_known_with_its_lecture():
    lectures = {lecture for lecture, _ in record.asked().values()}
    assert lectures == set(record.numbers().values())
    assert len(BETS) >= 6 and len(MISSIONS) >= 2


def test_a_notebook_that_cannot_be_read_asks_nothing(tmp_path):
    cells = [dict(cell_type="code", source="%matplotlib\n"), dict(cell_type="code", source=[ASK])]
    (tmp_path / "18_mine.ipynb").write_text(json.dumps(dict(cells=cells)))
    for number, content in (("19", "{"), ("20", "[]"), ("21", "{}"), ("22", '{"cells": [1]}')):
        (tmp_path / f"{number}_broken.ipynb").write_text(content)
    assert record.asked(tmp_path) == {"Why?": ("18", "bet")}


def test_counts_of_a_lecture(file):
    found = read(
        file,
        kept(BETS[0], "wrong"),
        kept(BETS[0]),  # right, but not at once
        kept(BETS[1]),
        kept(MISSIONS[0]),
        kept("What is w?", "wrong", recalled="optimizer_race"),
        kept("What is w?", "right", recalled="optimizer_race"),
        kept("Asked by nobody?"),
    )
    counts = record.by_lecture(found, record.asked())
    assert list(counts) == ["07", ""], "what belongs to no lecture comes last"
    expected = dict(bet=2, right=1, mission=1, recall=2, recalled=1)
    assert counts["07"] == expected | dict(bets=len(BETS), missions=len(MISSIONS))
    assert counts[""]["bet"] == 1


def test_sureness_counts_at_the_first_attempt_and_if_the_run_was_not_seen(file):
    found = read(
        file,
        kept(BETS[0], "wrong", sure=90),
        kept(BETS[0], sure=99),
        kept(BETS[1], sure=90),
        kept(BETS[2], sure=90, seen=True),
        kept(BETS[3]),
        kept(MISSIONS[0], sure=50),
    )
    assert record.calibration(found) == [(90, 2, 1)]


@pytest.mark.parametrize(
    "levels, said",
    [
        ([(90, 4, 1)], "from 10 on"),
        ([(90, 20, 11)], "surer than you are right"),
        ([(25, 20, 16)], "know more than you think"),
        ([(50, 10, 6), (90, 10, 8)], "luck"),
    ],
)
def test_what_is_said_of_it(levels, said):
    assert said in record.verdict(levels)


def test_what_is_wrong_in_the_end_is_to_be_repeated_the_oldest_first(file):
    found = read(
        file,
        kept(BETS[0], "wrong", "2026-10-05 10:00:00"),
        kept(BETS[1], "wrong", "2026-10-04 10:00:00"),
        kept(BETS[2], "wrong"),
        kept(BETS[2]),
        kept("v?", "right", recalled="maxout"),
        kept("w?", "wrong", "2026-10-06 10:00:00", recalled="maxout"),
        kept("Asked by nobody?", "wrong"),
    )
    assert [one.question for one in record.to_repeat(found)] == [BETS[1], BETS[0], "w?"]
    page = my_record.body(found, datetime(2026, 10, 7))
    assert page.index("07 optimizer race</a>: 2 wrong answers, the first 3 days ago") > 0
    assert page.index("10 maxout</a>: 1 wrong answer, 1 day ago") > 0


def test_the_file_for_a_teacher_has_every_attempt_and_computes_nothing(file):
    found = read(file, kept(BETS[0], guess="-0.5", because="=HYPERLINK(1)"), kept(MISSIONS[0]))
    rows = list(csv.DictReader(io.StringIO(record.as_csv(found))))
    assert [row["question"] for row in rows] == [BETS[0], MISSIONS[0]]
    assert rows[0]["guess"] == "-0.5" and rows[0]["because"] == "'=HYPERLINK(1)"
    assert list(rows[0]) == [*record.Attempt.__dataclass_fields__], "and nobody's name"


def test_no_record_is_a_kind_sentence(file, shown):
    assert shown()[0] == my_record.EMPTY
    file.write_text("[]")
    assert shown()[0] == my_record.EMPTY and my_record.SAVE not in shown()[1]


def test_nobodys_record_is_in_a_handout(file, shown, monkeypatch):
    file.write_text(json.dumps([kept(BETS[0])]))
    assert shown()[0].startswith("1 bet since")
    monkeypatch.setenv("LIVE_PANELS", "finished")
    assert shown()[0] == my_record.EMPTY


@pytest.mark.parametrize(
    "content", [b"[{]", b'{"a": 1}', b"[1]", b"\xff\xfe", b"[{}]", b'[{"note": "mine"}]']
)
def test_a_file_that_is_none_of_ours_is_refused_in_words_and_stays(file, shown, content):
    file.write_bytes(content)
    said, _ = shown()
    assert said.startswith(file.name) and my_record.REFUSED in said
    assert file.read_bytes() == content


def test_what_others_wrote_into_it_does_no_harm(file, shown):
    strange = [
        kept(BETS[0], sure="very", because=3, recalled=[1]),
        kept(BETS[1], ["right"]),
        kept(BETS[2], when="yesterday"),
        kept(BETS[3], guess={"a": 1}, truth=None, when="2026-10-03T10:00:00+02:00"),
        kept("<script>alert(1)</script>", "wrong", recalled="maxout"),
        {"question": 5},
    ]
    found = read(file, *strange)
    assert [one.question for one in found] == [BETS[0], BETS[3], strange[4]["question"]]
    said, page = shown()
    assert found[0].sure is None and "<script>" not in page and "&lt;script&gt;" in page
    assert said == "2 bets since 3 October 2026, 2 right at once; 0 of 1 recalled."


def test_the_picture_says_its_numbers_in_words_and_stays_in_its_frame():
    drawn = my_record.picture([(25, 12, 9), (99, 10, 10)])
    assert "25 % sure: 9 of 12 right; 99 % sure: 10 of 10 right" in drawn
    for n in (1, 5, 200):
        for right in range(n + 1):
            low, high = my_record.wilson(right, n)
            assert (np.diff([0, low, right / n, high, 1]) > -1e-9).all()


def test_sureness_is_kept_if_it_is_given_and_remembered(file):
    async def scenario():
        question = who_is_best(race())
        question.sure.value = 75
        await answer(question, RULES[0])
        assert texts.DETAIL_SURE.format(sure=75) in question.said.value
        assert who_is_best(race()).sure.value == 75
        press(question.again_button)
        assert question.sure.value == 0 and not question.sure.disabled
        await answer(question, RULES[1])
        assert [attempt["sure"] for attempt in saved(file)] == [75, None]
        file.write_text(json.dumps([saved(file)[0] | dict(sure=[3])]))
        assert who_is_best(race()).sure.value == 0

    run(scenario)


def test_a_recalled_question_says_of_which_lecture_it_is(file):
    made = recall("dropout_ensemble", seed=0)
    for card in made.cards.children:
        press(card.buttons[card.recalled.right])
    [one, *_] = found = record.read()
    assert [one.kind for one in found] == ["recall"] * 3 and one.lecture == "14"
    made.close()
