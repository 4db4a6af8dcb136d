"""Lectures keep to what a first-year student can take in; the measures are tried on small ones."""

import nbformat
import pytest

from tests.notebooks import budgets
from tests.notebooks.test_style import NOTEBOOKS, read

# measure: what it may be at most; of lists, cells at fault
MOST = {
    "words": 2500,
    "numbers_per_100_words": 3,
    "visible_lines": 120,
    "import_lines": 1,
    "machinery_in_sight": 0,
    "spoilers": 0,
    "raw_outputs": 0,
    "silent_work": 0,
    "long_tasks": 0,
    "crowded_lists": 0,
    "crowded_formulas": 0,
    "recall_missing": 0,
}


def measured(name, notebook):
    """What a measure says, and as a number."""
    found = getattr(budgets, name)(notebook)
    return found, len(found) if isinstance(found, list) else found


CASES = [pytest.param(path, name, id=f"{path.stem}-{name}") for path in NOTEBOOKS for name in MOST]


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_notebook_keeps_its_budget(path, name):
    found, number = measured(name, read(path))
    assert number <= MOST[name], found


# ---- the measures


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, hidden=False):
    metadata = {"jupyter": {"source_hidden": True}} if hidden else {}
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def notebook(*cells):
    """A notebook; strings are text."""
    cells = [text(cell) if isinstance(cell, str) else cell for cell in cells]
    return nbformat.v4.new_notebook(cells=cells)


WORDS = [
    ("Water isn't dry.", 3),
    ("The rate $\\eta$ and `lr` at\n\n$$w \\to w - \\eta g$$\n\nare one.", 6),
    ("Before <b>it</b>.\n\n<details><summary>Answer</summary>\n\nNot read.\n\n</details>", 2),
    ("See [the next lecture](16_learning_rate_schedules.ipynb).", 4),
    ("One.\n\n```python\nx = 1\n```\n\nTwo.", 2),
    ("| a | b |\n|---|---|\n| c | d |", 4),
]


@pytest.mark.parametrize(("source", "count"), WORDS)
def test_words(source, count):
    assert budgets.words(notebook(source)) == count


def test_the_evening_is_not_on_the_way_through():
    evening = "# For an evening\n\nMany words, 17 numbers"
    told = notebook("One two.", evening, "three 3", code("x = 1"))
    assert budgets.words(told) == 2 and budgets.numbers_per_100_words(told) == 0
    assert budgets.visible_lines(told) == 0


NUMBERS = [
    ("It falls from 96 % to 82.5 %, by 1,000 times", 3),
    ("From 3 to −5 and back: 0.", 3),
    ("## 2 · A network\n\n1. Press **Play**.\n2. Look.", 0),
    (
        "In 2014 by $p = 0.5$ and `lr=0.1`, lecture 9, [09](09_deep.ipynb), source 2",
        0,
    ),
    ("w1 and L2 and x2 are names", 0),
]


@pytest.mark.parametrize(("source", "count"), NUMBERS)
def test_numbers(source, count):
    told = notebook(source, "word " * 100)
    assert budgets.numbers_per_100_words(told) * budgets.words(told) / 100 == pytest.approx(count)


def test_lines_of_code_and_of_imports():
    imports = code("import numpy as np\nfrom dlcore import (\n    descend,\n)")
    told = notebook(imports, code("x = 1\n\nx"), code("y = 1\n" * 9, hidden=True))
    assert budgets.visible_lines(told) == 6 and budgets.import_lines(told) == 4
    assert budgets.import_lines(notebook(code("%matplotlib inline"), code("import numpy"))) == 1


IMPORTS = code("from widgets import optimizer_race, predict")
MACHINERY = [
    ("optimizer_race(lr=0.1)", True),
    ("race = optimizer_race()\nrace.bet('Who is first?', answer=1)", True),
    ("race = optimizer_race()\nrace", True),
    ("def answer(f):\n    return f.t\n\n\npredict('?', answer=answer)", True),
    ("race = optimizer_race()\nassert race.frame.t == 0", False),
    ("def rule(w):\n    return w", False),
    ("print(optimizer_race)", False),
    ("x = 1", False),
    ("# thoughts", False),
]


@pytest.mark.parametrize(("source", "only"), MACHINERY)
def test_cells_that_only_make_panels(source, only):
    assert len(budgets.machinery_in_sight(notebook(IMPORTS, code(source)))) == only
    assert budgets.machinery_in_sight(notebook(IMPORTS, code(source, hidden=True))) == []


def test_panels_that_come_with_everything():
    everything = code("from widgets.everything import *")
    told = notebook(everything, code("optimizer_race()"), code("print(np.pi)"))
    assert budgets.machinery_in_sight(told) == [told.cells[1].id]


def test_a_cell_that_only_shows_a_panel_made_above():
    made = code("x = 1\nrace = optimizer_race(lr=x)")
    told = notebook(IMPORTS, made, code("race"), code("x"))
    assert budgets.machinery_in_sight(told) == [told.cells[2].id]


@pytest.mark.parametrize("keyword", ["explain={'wrong': 'No'}", "hints=['h']", "done='Yes'"])
def test_spoilers(keyword):
    source = f"predict('Who?', {keyword})"
    assert len(budgets.spoilers(notebook(code(source)))) == 1
    assert budgets.spoilers(notebook(code(source, hidden=True), code("predict('Who?')"))) == []


RAW = [
    ("a, b", True),
    ("losses.mean()", True),
    ("2 * np.sum(x)", True),
    ("x = 1, 2", False),
    ("print(a, b)", False),
    ("f'{losses.mean():.2f}'", False),
    ("losses.mean(axis=0)", False),
    ("ax.legend();", False),
    ("gains.round(1)", False),
    ("", False),
]


@pytest.mark.parametrize(("source", "raw"), RAW)
def test_raw_outputs(source, raw):
    assert len(budgets.raw_outputs(notebook(code(source)))) == raw


TASKS = [
    ("1. Press **Play**.\n2. Look.\n3. Say what you see.", [], []),
    ("1. " + "word " * 26, [26], []),
    ("1. " + "word " * 13 + "\n   " + "word " * 13 + "\n2. Short", [26], []),
    ("1. " + "word " * 20 + "`code` 1 2 3 4 5 6 $x$", [], []),
    ("1. A\n2. B\n\n<details>\n\n1. " + "word " * 30 + "\n\n</details>", [], []),
    ("1. A\n2. B\n3. C\n4. D", [], [4]),
    ("In 2014. Nothing", [], []),
]


@pytest.mark.parametrize(("source", "long", "crowded"), TASKS)
def test_tasks(source, long, crowded):
    told = notebook(source, "# The evening\n\n1. " + "word " * 50)
    assert [len(task.split()) for task in budgets.long_tasks(told)] == long
    assert [len(tasks) for tasks in budgets.crowded_lists(told)] == crowded


F = "$$x$$"
FORMULAS = [
    ((F * 3, code("x"), F * 3), 0),
    ((F * 2, "Words.\n\n" + F * 2, code("x")), 1),
    ((F * 2, "<details>" + F * 2 + "</details>"), 0),
    ((F, "# The evening", F * 4), 0),
]


@pytest.mark.parametrize(("cells", "crowded"), FORMULAS)
def test_formulas(cells, crowded):
    assert len(budgets.crowded_formulas(notebook(*cells))) == crowded


def test_a_lecture_asks_what_was_earlier():
    lecture = notebook(code("import numpy"), code("recall('topic')"), code("x"))
    other = notebook(code("import numpy"), code("x"), code("recall('topic')"))
    lecture.metadata.question = other.metadata.question = "Why?"
    assert budgets.recall_missing(lecture) == [] != budgets.recall_missing(other)
    assert budgets.recall_missing(notebook(code("x"))) == []  # no lecture


SILENT = [
    ("frames = list(Depth().frames())", True),
    ("a = [*watch(Depth().frames())]\nb = [*Depth(seed=1).frames()]", True),
    ("frames = list(watch(Depth().frames()))", False),
    ("frames = [[*watch(e.frames())] for e in experiments]", False),
    ("depth = Depth()", False),
]


@pytest.mark.parametrize(("source", "silent"), SILENT)
def test_silent_work(source, silent):
    assert len(budgets.silent_work(notebook(code(source)))) == silent
