"""The ideas of the course by year: in order, each of them in the lecture that is named."""

import json
import re

import numpy as np
import pytest

from dlcore.experiments import Timeline
from dlcore.experiments.start_here._ideas import GROUPS, IDEAS
from tests.core.helpers import last
from widgets.lectures.start_here.timeline import ERAS, ROWS, placed


def lecture(project, number):
    """The text of its notebook."""
    [path] = project.glob(f"notebooks/{number}_*.ipynb")
    return "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])


def test_each_idea_is_there_once_in_the_order_of_the_years():
    assert [idea.year for idea in IDEAS] == sorted(idea.year for idea in IDEAS)
    assert len({idea.name for idea in IDEAS}) == len(IDEAS)
    assert (IDEAS[0].year, IDEAS[-1].year) == (1943, 2017)
    assert all(any(idea.lecture in group for group in GROUPS.values()) for idea in IDEAS)
    assert all(any(low <= idea.year <= high for low, high in ERAS) for idea in IDEAS)


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea.name)
def test_the_lecture_has_the_idea_and_names_who_had_it_or_says_what_it_is(idea, project):
    text = lecture(project, idea.lecture)
    surnames = re.findall(r"[A-Z][\w]+", idea.who.replace("et al.", ""))
    assert any(name in text for name in surnames) or idea.name.lower() in text.lower()


def test_a_frame_for_each_idea_and_all_at_the_end():
    frames = list(Timeline().frames())
    assert len(frames) == len(IDEAS) and frames[0].headline.startswith("1943: threshold unit")
    assert frames[-1].headline == "46 ideas from 1943 to 2017, 24 of them since 2010."
    assert any("never a paper" in row[3] for row in frames[-1].table[1])
    np.testing.assert_array_equal(frames[2].years, [1943, 1948, 1951])


def test_a_lecture_alone():
    frame = last(Timeline(lecture="lecture 07"))
    assert {idea.lecture for idea in frame.ideas} == {"07"} and len(frame.ideas) == 5
    assert len(list(Timeline(lecture="lecture 06").frames())) == 1


@pytest.mark.parametrize("words", ["what", "who"])
def test_no_name_stands_on_another(words):
    frame = last(Timeline(words=words))
    for era in ERAS:
        found = placed(frame, era)
        places = [(idea.year, row) for idea, row, _ in found]
        assert len(set(places)) == len(places) and max(row for _, row in places) < ROWS
        assert [idea for idea, *_ in found] == [i for i in frame.ideas if era[0] < i.year < era[1]]
