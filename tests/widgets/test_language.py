"""A course in another language: all words reach the page through one place."""

import re
import timeit
from dataclasses import fields

import pytest

import dlcore
from dlcore.registry import Registry
from tests.widgets.panels import PANELS, parts
from widgets import texts

NAMES = {name for thing in vars(dlcore).values() if isinstance(thing, Registry) for name in thing}


class Marked(dict):
    """Translates everything, by a mark."""

    def __bool__(self):
        return True

    def __contains__(self, words):
        return True

    def get(self, words, default=None):
        return f"«{words}»" if words else words


@pytest.fixture
def marked(monkeypatch):
    own = {text for name, text in vars(texts).items() if name.isupper() and isinstance(text, str)}
    monkeypatch.setattr(texts, "TRANSLATION", Marked())
    return own


def words_of(panel):
    """What a panel shows outside of its figure."""
    for part in parts(panel):
        for name in ("description", "tooltip"):
            yield from filter(None, [getattr(part, name, None)])


def words_in(figure):
    """What a figure says."""
    yield figure.label
    layout = figure._figure.layout
    for axis in [*figure._figure.select_xaxes(), *figure._figure.select_yaxes()]:
        yield axis.title.text
    yield from (note.text for note in layout.annotations)
    yield from (trace.name for trace in figure._figure.data if trace.showlegend is not False)


@pytest.mark.parametrize("name", PANELS)
def test_every_word_of_a_panel_is_translated(name, marked):
    panel = PANELS[name]()
    shown = [*words_of(panel), *words_in(panel.view.figure), panel.status.split(": ", 1)[1]]
    plain = {words for words in shown if words and not words.startswith("«")}
    choices = [f.metadata.get("choices") or () for f in fields(panel.experiment)]
    names = NAMES.union(*choices)  # names are code, and stay
    points = {words for words in plain if re.fullmatch("«.*» [xy]", words)}
    counts = {words for words in plain if re.sub(r"\d+", "{count}", words) == texts.MORE}
    idle = {words for words in plain if re.fullmatch(texts.IDLE.format(reason="«.*»"), words)}
    assert plain - points - counts - idle - marked - names == set()
    panel.close()


def linear(words, table):
    """What `said` means: in each clause, the first entry of the table that fits."""

    def clause(part):
        for known, translated in table.items():
            if found := texts._pattern(known).fullmatch(part):
                return translated.format(*found.groups())
        return part

    if words in table:
        return table[words]
    return "".join(map(clause, re.split(r"(; |: |\. |\.$)", words)))


SENTENCES = [
    "word7 5 of 12; word1999 12 of 300; nothing known.",
    "adam is first; 3 are left: word250 2 of 9.",
    "Word7 5 of 12.",
    "word7",
    "",
]


def test_a_course_with_two_thousand_translations_says_the_same_much_sooner(monkeypatch):
    table = {f"word{i} {{}} of {{}}": f"{{1}} Wort {i} {{0}}" for i in range(2000)}
    table |= {"{} is first": "vorn: {}", "word7 {} of 12": "too late", "word7": "Wort"}
    monkeypatch.setattr(texts, "TRANSLATION", table)
    assert [texts.said(words) for words in SENTENCES] == [linear(w, table) for w in SENTENCES]
    assert texts.said(SENTENCES[0]) == "12 Wort 7 5; 300 Wort 1999 12; nothing known."
    indexed = min(timeit.repeat(lambda: texts.said(SENTENCES[0]), number=20, repeat=5))
    scanned = min(timeit.repeat(lambda: linear(SENTENCES[0], table), number=1, repeat=2)) * 20
    assert indexed < scanned / 18  # 3.7 ms a sentence became less than 0.2 ms
    table["word7 {} of {}"] = "neu"
    table["adam is first"] = "Adam"
    assert texts.said("word7 5 of 12; adam is first.") == "neu; vorn: adam."


def test_sentences_are_translated_by_clauses(monkeypatch):
    table = {"Step {} of {}": "{} von {}", "lowest loss {} ({})": "bester: {1}, {0}"}
    monkeypatch.setattr(texts, "TRANSLATION", table)
    assert texts.said("Step 3 of 9; lowest loss 0.5 (adam); lost.") == (
        "3 von 9; bester: adam, 0.5; lost."
    )
