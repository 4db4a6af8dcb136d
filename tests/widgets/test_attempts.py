"""Attempts at predictions: one file beside the notebook, which the reader owns."""

import json
import os
import stat
import subprocess
import sys
from collections import Counter
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


# ---- other kernels, links, rights, and what others wrote

MANY = """
import sys
from widgets.questions import attempts
for i in range(60):
    attempts.keep({"question": f"q{i % 3}", "who": sys.argv[1]}, sys.argv[2])
    attempts.amend(f"q{i % 3}", sys.argv[2], seen=True)
"""


def test_three_kernels_at_once_lose_nothing(tmp_path, project):
    path, about = tmp_path / "p.json", dict(env=os.environ | {"PYTHONPATH": str(project)})
    command = [sys.executable, "-c", MANY]
    kernels = [subprocess.Popen([*command, who, str(path)], **about) for who in "abc"]
    assert [kernel.wait() for kernel in kernels] == [0, 0, 0]
    kept = json.loads(path.read_text("utf-8"))
    assert Counter(attempt["who"] for attempt in kept) == dict(a=60, b=60, c=60)
    assert [p.name for p in tmp_path.iterdir()] == ["p.json"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "drive").mkdir()
    real, link = tmp_path / "drive" / "mine.json", tmp_path / "p.json"
    real.write_text("[]")
    link.symlink_to(real)
    assert texts.KEPT.split("{")[0] in keep(attempt(), link)
    assert link.is_symlink() and len(json.loads(real.read_text())) == 1
    real.write_text("[{]")
    keep(attempt(), link)
    assert link.is_symlink() and len(json.loads(real.read_text())) == 1
    [aside] = real.parent.glob("*-damaged-*.json")
    assert aside.read_text() == "[{]"


def test_a_file_with_two_names_keeps_both(tmp_path):
    one, other = tmp_path / "p.json", tmp_path / "q.json"
    one.write_text("[]")
    other.hardlink_to(one)
    keep(attempt(), one)
    assert one.samefile(other) and len(json.loads(other.read_text())) == 1


@pytest.mark.skipif(os.name == "nt", reason="has other rights")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_rights_stay_as_they_are(file, mode):
    file.write_text("[]")
    file.chmod(mode)
    keep(attempt())
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_protected_file_stays_as_it_is(file):
    for content in ("[]", "[{]"):
        file.write_text(content)
        file.chmod(0o444)
        assert texts.PROTECTED in keep(attempt())
        amend("?", saw="a tie")
        assert file.read_text() == content
        file.chmod(0o644)


def test_what_others_wrote_stays(file):
    foreign = [{"note": "mine", "deep": {"a": [1, None]}}, {"question": "?", "extra": "größer"}]
    file.write_text(json.dumps(foreign), "utf-8")
    neighbour = file.with_suffix(".new")
    neighbour.write_text("not ours")
    keep(attempt()), amend("?", saw="a tie")
    kept = json.loads(file.read_text("utf-8"))
    assert kept[:2] == foreign and kept[2]["saw"] == "a tie"
    assert neighbour.read_text() == "not ours"


def test_a_file_saved_by_another_editor(file):
    file.write_text(json.dumps([attempt()]), "utf-8-sig")  # with a mark of the byte order
    assert last("?") and "2" in keep(attempt())
    assert len(json.loads(file.read_text("utf-8"))) == 2


def test_text_that_no_file_can_hold(file):
    keep(attempt() | {"because": "half a \ud83d sign"})
    assert "half a ? sign" in file.read_text("utf-8")


def test_a_place_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path)), monkeypatch.setenv("USERPROFILE", str(tmp_path))
    keep(attempt(), "~/mine.json")
    assert len(json.loads((tmp_path / "mine.json").read_text("utf-8"))) == 1
