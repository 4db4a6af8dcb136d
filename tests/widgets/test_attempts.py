"""Attempts at predictions: one file beside the notebook, which the reader owns."""

import json
from pathlib import Path

import pytest

from widgets import texts
from widgets.questions.attempts import amend, keep, last


def attempt(question="?"):
    return dict(question=question, guess="1", truth="2")


def test_attempts_are_numbered_for_each_question(file):
    said = [keep(attempt(q)) for q in "aba"]
    assert said == [texts.KEPT.format(number=n, name=file.name) for n in (1, 1, 2)]
    assert [a["question"] for a in json.loads(file.read_text())] == ["a", "b", "a"]


@pytest.mark.parametrize("content", [b"", b"[{]", b'{"a": 1}', b"[1, 2]", b"\xff\xfe", b"null"])
def test_a_damaged_file_is_set_aside_and_said(file, content):
    file.write_bytes(content)
    said = keep(attempt())
    [aside] = file.parent.glob("*-damaged-*.json")
    assert aside.read_bytes() == content and aside.name in said
    assert len(json.loads(file.read_text())) == 1


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    for place in (tmp_path, tmp_path / "none" / "file.json"):  # a folder; in no folder
        assert keep(attempt(), place).startswith(texts.NOT_KEPT.split("{")[0])


def test_the_file_lies_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv("MY_PREDICTIONS")
    monkeypatch.chdir(tmp_path)
    keep(attempt())
    assert [p.name for p in Path(tmp_path).iterdir()] == ["my_predictions.json"]


def test_something_is_added_to_the_last_attempt(file):
    for name in "aba":
        keep(attempt(name))
    amend("a", saw="a tie")
    assert [a.get("saw") for a in json.loads(file.read_text())] == [None, None, "a tie"]
    assert last("a")["saw"] == "a tie"
    amend("never asked", saw="?")
    file.write_bytes(b"[{]")
    amend("a", saw="?")
    assert file.read_bytes() == b"[{]" and last("a") is None
