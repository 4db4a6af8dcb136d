"""The student version of every notebook fails every check, the full version passes them."""

import json
import subprocess
import sys

import pytest

from dlcore.registry import Registry, of_the_course
from tests.notebooks import exercises
from tests.notebooks.test_style import LECTURES, NOTEBOOKS
from widgets.course.student import FOLDED, pictures, solves, source, student, write


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


CHECKS = [
    pytest.param(path, review, id=f"{path.stem}-{review}")
    for path in LECTURES
    for review in exercises.reviews(read(path))
]


@pytest.fixture
def registries():
    """What a notebook registers is forgotten afterwards; what the course loads meanwhile stays."""
    before = [(registry, dict(registry)) for registry in Registry.every]
    yield
    for registry, entries in before:
        for name in [name for name, thing in registry.items() if not of_the_course(thing)]:
            del registry[name]
        registry.update(entries)


@pytest.mark.parametrize("path, review", CHECKS)
def test_a_check_fails_for_the_student_version_and_passes_the_solution(path, review, registries):
    full = read(path)
    version = student(full)
    words = exercises.said(version, exercises.check_of(version, review))
    assert words.startswith("Not yet"), words
    exercises.said(full, exercises.solution_of(full, review))  # which asserts that it is content


def test_a_solution_asserts_that_its_check_is_content():
    for path in LECTURES:
        full = read(path)
        for cell in filter(solves, exercises.code(full)):
            assert "assert " in source(cell) and '"Yes' in source(cell), (path.stem, cell["id"])


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_nothing_is_left_of_the_answers_and_nothing_else_is_missing(path):
    full = read(path)
    version = student(full)
    kept = {cell["id"]: cell for cell in version["cells"]}
    gone = [cell for cell in full["cells"] if cell["id"] not in kept]
    assert all(solves(cell) or FOLDED.fullmatch(source(cell)) for cell in gone)
    for cell in version["cells"]:
        assert not solves(cell) and "A solution" not in source(cell)
        for fold in FOLDED.findall(source(cell)):
            assert "attempt" not in fold and "solved" not in fold
    for cell in exercises.code(full):
        assert solves(cell) or kept[cell["id"]] == cell


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_no_later_cell_needs_a_solution(path):
    full = read(path)
    assert exercises.reviews(full), "there is an exercise"
    cells = exercises.code(full)
    for n, cell in enumerate(cells):
        if solves(cell):
            others = cells[:n] + cells[n + 1 :]
            only = exercises.made(cell) - set().union(*map(exercises.made, others))
            for later in cells[n + 1 :]:
                assert not only & exercises.needs(later), (cell["id"], later["id"])


def test_the_command_writes_the_notebook_with_its_pictures(tmp_path, project):
    paths = [str(path) for path in NOTEBOOKS[:2]]
    command = [sys.executable, "-m", "widgets.course.student", *paths, str(tmp_path / "out")]
    subprocess.run(command, check=True, cwd=project, capture_output=True)
    for path in NOTEBOOKS[:2]:
        written = read(tmp_path / "out" / path.name)
        assert written == student(read(path))
        assert all((tmp_path / "out" / name).is_file() for name in pictures(written))
    assert pictures(read(NOTEBOOKS[0]))


def test_it_never_writes_over_the_notebook(tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_text('{"cells": []}')
    with pytest.raises(ValueError, match="name another folder"):
        write(path, tmp_path)
    assert path.read_text() == '{"cells": []}'


def test_only_answers_are_taken_out():
    fold = "<details><summary><b>{}</b></summary>\n\nx\n\n</details>\n\n"
    heads = "What came out", "How to tell (after your own attempt)", "The same in Keras"
    cell = dict(
        id="a", cell_type="markdown", metadata={}, source=["".join(map(fold.format, heads))]
    )
    code = dict(id="b", cell_type="code", metadata=dict(tags=["solution"]), source=["x = 1"])
    [left] = student(dict(cells=[cell, code]))["cells"]
    text = "".join(left["source"])
    assert heads[0] in text and heads[2] in text and heads[1] not in text
