"""The start page: cards of the notebooks that there are, and a race that is as measured."""

import json
import re
import xml.etree.ElementTree as tree

import numpy as np
import pytest

from widgets.course import start
from widgets.course.start import animated, cards_html, keyframes, lectures, picture, race

NAMES = [topic for _, _, topic, *_ in lectures()]


@pytest.mark.parametrize("topic", NAMES)
def test_a_lecture_draws_its_own_picture(topic):
    root = tree.fromstring(picture(topic, "07"))
    assert root.get("aria-label") != "07" and len(root) > 5


def test_a_new_notebook_has_a_card_without_any_list(tmp_path):
    title = dict(cell_type="markdown", source=["# Fish & chips\n", "\n", "**So.**"])
    book = dict(cells=[title], metadata=dict(question="Is <it> done?"))
    (tmp_path / "18_fish.ipynb").write_text(json.dumps(book))
    (tmp_path / "00_start_here.ipynb").write_text(json.dumps(book))
    shown = cards_html(tmp_path)
    assert shown.count("<a ") == 1 and '<a href="18_fish.ipynb">' in shown
    assert "18 · Fish &amp; chips" in shown and "Is &lt;it&gt; done?" in shown
    assert ">18</text>" in shown  # in place of a picture


def numbers(svg):
    """All that is drawn, without the picture of the ground and without colours."""
    svg = re.sub(r'href="data:[^"]*"|#[0-9A-F]{6}', "", svg)
    return np.array([float(n) for n in re.findall(r"-?\d+\.?\d*", svg)])


def test_the_race_on_the_start_page_is_that_of_the_rules():
    """`python -m widgets.course.start` writes it anew."""
    stored, now = start.RACE.read_text(encoding="utf-8"), animated(race())
    np.testing.assert_allclose(numbers(stored), numbers(now), atol=0.11)
    tree.fromstring(stored)
    steps = {name: step for name, (_, step) in race().items()}
    assert all(f">step {step}</text>" in stored for step in steps.values())
    assert max(steps, key=steps.get) == "gradient-descent"  # who is late, says the text


def test_who_wants_less_motion_sees_it_end():
    svg = animated(race())
    assert "@media (prefers-reduced-motion: reduce) { .a { animation: none; } }" in svg
    ends = [way[-1] for way, _ in race().values()]
    for x, y in start.placed(np.array(ends)):
        assert f"transform:translate({x:.1f}px,{y:.1f}px)" in svg


def test_keyframes_end_with_rest():
    said = keyframes("k", ["a", "b", "c"])
    assert said == "@keyframes k{0.0%{a}45.0%{b}90.0%{c}100%{c}}\n"
