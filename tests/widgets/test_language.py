"""A course in another language: all words reach the page through one place."""

import re
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
    assert plain - points - counts - marked - names == set()
    panel.close()


def test_sentences_are_translated_by_clauses(monkeypatch):
    table = {"Step {} of {}": "{} von {}", "lowest loss {} ({})": "bester: {1}, {0}"}
    monkeypatch.setattr(texts, "TRANSLATION", table)
    assert texts.said("Step 3 of 9; lowest loss 0.5 (adam); lost.") == (
        "3 von 9; bester: adam, 0.5; lost."
    )
