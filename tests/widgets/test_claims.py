"""The table of claims shows what the tests wrote."""

import json
from pathlib import Path

from widgets.course.claims import measured_with, read, show, tables


def test_every_claim_is_in_the_table(capsys):
    written = read()["lectures"]
    shown = tables()
    assert len(shown) == len(written) > 0
    assert sum(map(len, shown.values())) == sum(map(len, written.values()))
    show()  # without a notebook it is text


def test_single_claims_are_shown(monkeypatch):
    shown = []
    monkeypatch.setattr("widgets.course.claims.display", lambda html: shown.append(html.data))
    show("optimizer_race", "nine tuned rules")
    [html] = shown
    assert "one claim<" in html and html.count("<tr") == 2 and "within 4 points" in html


def test_every_row_is_of_a_test_that_there_is():
    folder = Path(__file__).parents[1] / "claims"
    for lecture, rows in read()["lectures"].items():
        files = [path.read_text() for path in folder.glob(f"test_{lecture[3:]}*.py")]
        assert all(any(f"def {row['test']}(" in text for text in files) for row in rows)


def test_a_claim_that_fails_is_seen(tmp_path):
    path = tmp_path / "claims.json"
    claim = {"test": "t", "claim": "Water is dry", "measured": "wet", "holds": False}
    path.write_text(json.dumps({"lectures": {"01_water": [claim]}}))
    assert tables(path) == {"01 water": [("Water is dry", "wet", "NO")]}


def test_it_is_said_what_they_were_measured_with():
    usual, other = measured_with(**read()), measured_with([400, 404], 7)
    assert "300 to 304" in usual and "ships" in usual
    assert "400 to 404" in other and "split 7" in other
