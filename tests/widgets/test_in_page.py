"""What the doctor says where Python runs in the page itself; tests/site asks a real page."""

import json
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import pytest

from widgets.course import doctor, in_page


@pytest.fixture
def page(monkeypatch):
    """As in a page: no server, and a site that has these stamps (or does not answer)."""

    def version(name):
        if name in in_page.NOT_HERE:
            raise PackageNotFoundError(name)
        return installed(name)

    monkeypatch.setattr(in_page, "IN_PAGE", True)
    monkeypatch.setattr(doctor, "version", version)
    monkeypatch.setattr(in_page, "fetched", lambda path: json.dumps({}))


def book(*cells):
    """A notebook of cells (kind, source)."""
    return {"cells": [dict(cell_type=kind, source=[source]) for kind, source in cells]}


def test_no_server_is_asked_for(page):
    findings = doctor.in_the_page()
    assert [mark for mark, _ in findings] == [doctor.GOOD] * 2
    assert f"NumPy {installed('numpy')}" in findings[0][1]
    assert findings[1][1] == in_page.UP_TO_DATE


def test_what_is_missing_is_named(page, monkeypatch):
    monkeypatch.setattr(in_page, "NOT_HERE", {"ipykernel", "jupyter-server", "jupyterlab"})
    monkeypatch.setattr(doctor, "version", lambda name: missing(name))

    def missing(name):
        if name == "anywidget":
            raise PackageNotFoundError(name)
        return "1.0"

    assert (doctor.BAD, f"anywidget is missing. {doctor.RENEW}") in doctor.in_the_page()


def test_a_site_that_does_not_answer_is_no_matter(page, monkeypatch):
    def fetched(path):
        raise OSError("no network")

    monkeypatch.setattr(in_page, "fetched", fetched)
    assert in_page.notebooks() == []


def test_another_text_is_told_and_the_readers_code_is_no_matter(page, monkeypatch, tmp_path):
    before = book(("markdown", "Why?"), ("code", "race()"))
    mine = book(("markdown", "Why?"), ("code", "race(lr=0.5)"))
    newer = book(("markdown", "Why not?"), ("code", "race()"))
    for name, notebook in {"07_race.ipynb": mine, "08_other.ipynb": before}.items():
        (tmp_path / name).write_text(json.dumps(notebook))
    stamps = {"07_race.ipynb": in_page.stamp(before), "08_other.ipynb": in_page.stamp(newer)}
    stamps["09_new.ipynb"] = in_page.stamp(newer)  # nobody has looked at it yet
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(in_page, "fetched", lambda path: json.dumps(stamps))
    ((fine, said),) = in_page.notebooks()
    assert not fine and "08_other.ipynb" in said and "07" not in said and "rename" in said
