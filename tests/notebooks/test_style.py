"""Every notebook keeps the style of the course. That they run is tested by nbval, see Makefile."""

import ast
import json
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest
from nbformat.v4.rwbase import rejoin_lines

from widgets import PANELS
from widgets.course.start import cards_html

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
START = FOLDER / "00_start_here.ipynb"
LECTURES = [path for path in NOTEBOOKS if path.stem[:2].isdigit() and path != START]
TAGS = {"solution", "raises-exception", "nbval-skip"}
LONGEST, TYPICAL = 20, 4  # lines of a code cell, without empty ones
MACHINE = re.compile(r"(?<![\w.:/])/(home|root|tmp|usr|mnt|work|Users)/|\b[A-Z]:\\|file://")
LINK, CODE = re.compile(r"\]\(([^)#\s]+)"), re.compile(r"`[^`\n]+`")


def read(path):
    """The notebook as it is stored; nbformat.read would add ids that are missing."""
    return rejoin_lines(nbformat.from_dict(json.loads(path.read_text(encoding="utf-8"))))


def sources(notebook, kind):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def imports(source):
    return [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Import | ast.ImportFrom)]


# ---- rules: notebook -> complaints. RULES hold for every notebook, LECTURE_RULES for lectures.


def is_stored_clean(notebook):
    """No outputs, execution counts or widget states, and no metadata of a session."""
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count") is not None:
            yield f"{cell.id} has outputs"
        for extra in cell.metadata.keys() - {"tags", "jupyter"}:
            yield f"{cell.id} has metadata {extra}"
    for extra in notebook.metadata.keys() - {"kernelspec", "language_info", "question"}:
        yield f"the notebook has metadata {extra}"


def runs_anywhere(notebook):
    """The kernel that every Jupyter has, and no path of somebody's machine."""
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernelspec is not python3"
    for cell in notebook.cells:
        if found := MACHINE.search(cell.source):
            yield f"{cell.id} names a path of a machine: {found.group()}"


def is_folded(cell):
    return cell.metadata.get("jupyter", {}).get("source_hidden", False)


def has_short_cells(notebook):
    """A code cell is read at a glance; what makes panels is folded away."""
    seen = [cell for cell in notebook.cells if cell.cell_type == "code" and not is_folded(cell)]
    code = [re.sub(r"\n+", "\n", cell.source) for cell in seen]
    lengths = [len(source.splitlines()) for source in code]
    if max(lengths) > LONGEST:
        yield f"a code cell has {max(lengths)} lines"
    if median(lengths) > TYPICAL:
        yield f"the typical code cell has {median(lengths)} lines"


def has_known_tags(notebook):
    """Only tags that something reads; solutions are folded away."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if set(tags) - TAGS:
            yield f"{cell.id} has tags {tags}"
        if "solution" in tags and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield f"{cell.id} shows its solution"
        if "solution" in tags and not cell.source.startswith("# A solution"):
            yield f"{cell.id} shows the first line of its solution, folded as it is"


def has_ids(notebook):
    """A valid notebook, with an id for each cell and no two the same."""
    ids = [cell.get("id") for cell in notebook.cells]
    if None in ids or len(set(ids)) < len(ids):
        yield "cells without an id of their own"
        return  # validate would repair that
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield str(error)


def has_links_that_lead_somewhere(notebook):
    """Files that are linked or shown exist."""
    for source in sources(notebook, "markdown"):
        for target in LINK.findall(CODE.sub("", source)):
            if not target.startswith("http") and not (FOLDER / target).exists():
                yield f"there is no {target}"


def begins_with_its_result(notebook):
    """A title, and the result in one bold sentence."""
    first = notebook.cells[0]
    if first.cell_type != "markdown" or not re.match(r"# \S.*\n\n\*\*[^*]+\.\*\*", first.source):
        yield "the first cell needs a title and a bold sentence"


def asks_before_it_tells(notebook):
    """The reader commits to a prediction, which a panel's run or a later cell judges."""
    if any("predict(" in source for source in sources(notebook, "code")):
        return
    uses = [i for i, cell in enumerate(notebook.cells) if "my_guess" in cell.source]
    if not uses or not notebook.cells[uses[0]].source.count("my_guess ="):
        yield "there is no prediction (predict(...) or my_guess = ...)"
    elif len(uses) < 2:
        yield "the prediction is not judged"


def has_a_question(notebook):
    """In its metadata, for its card on the start page."""
    if not notebook.metadata.get("question", "").endswith("?"):
        yield "its metadata needs a question, which ends with ?"


def imports_at_its_top(notebook):
    """One cell of imports."""
    first, *others = sources(notebook, "code")
    if not imports(first) or any(imports(source) for source in others):
        yield "imports belong into the first code cell, all of them"


def proposes_what_there_is(notebook):
    """The buttons of a panel set knobs that it has, to values that they may have."""
    nodes = [node for source in sources(notebook, "code") for node in ast.walk(ast.parse(source))]
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        about = {k.arg: k.value for k in call.keywords}
        name = getattr(call.func, "id", None)
        if name in PANELS and "tries" in about:
            for words, knobs in zip(about["tries"].keys, about["tries"].values, strict=True):
                try:
                    PANELS[name].kind(**{k.arg: literal(k.value) for k in knobs.keywords})
                except (TypeError, ValueError) as error:
                    yield f"{name}, {literal(words)!r}: {error}"


def literal(node):
    """The value that a piece of code writes down."""
    return ast.literal_eval(node)


def has_its_parts(notebook):
    """What is needed, exercise with solution, checks, summary and sources."""
    text, code = ("\n".join(sources(notebook, kind)) for kind in ("markdown", "code"))
    for part in ("You will do", "You will learn", "You need", "## Summary", "## Sources"):
        if part not in text:
            yield f"there is no {part!r}"
    if not any("solution" in cell.metadata.get("tags", []) for cell in notebook.cells):
        yield "there is no solution"
    if "assert " not in code:
        yield "nothing is checked"


RULES = (
    is_stored_clean,
    runs_anywhere,
    has_short_cells,
    has_known_tags,
    has_ids,
    has_links_that_lead_somewhere,
    begins_with_its_result,
    proposes_what_there_is,
)
LECTURE_RULES = asks_before_it_tells, has_a_question, imports_at_its_top, has_its_parts


# ---- tests


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_notebook(rule, path):
    assert list(rule(read(path))) == []


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", LECTURE_RULES, ids=lambda rule: rule.__name__)
def test_a_lecture(rule, path):
    assert list(rule(read(path))) == []


def test_names_and_cards():
    """Lectures are called NN_topic, and the first notebook shows a card with a picture of each."""
    shown = cards_html()
    assert any("cards()" in source for source in sources(read(START), "code"))
    assert len(re.findall("<a ", shown)) == len(LECTURES)
    for path in LECTURES:
        assert re.fullmatch(r"\d\d(_[a-z0-9]+)+", path.stem)
        [card] = re.findall(f'<a href="{path.name}">.*?</a>', shown)
        title = read(path).cells[0].source.splitlines()[0][2:]
        assert title in card and read(path).metadata.question in card and "aria-label" in card


def broken(change):
    """A lecture after `change(notebook)`."""
    notebook = read(LECTURES[0])
    change(notebook)
    return notebook


def put(index, **values):
    """A change that sets attributes of a cell."""
    return lambda notebook: notebook.cells[index].update(values)


def add_code(source, **metadata):
    """A change that adds a code cell."""
    cell = nbformat.v4.new_code_cell(source, metadata=metadata)
    return lambda notebook: notebook.cells.append(cell)


def keep(word):
    """A change that leaves only the cells without this word."""

    def change(notebook):
        notebook.cells = [cell for cell in notebook.cells if word not in cell.source]

    return change


def without_solutions(notebook):
    notebook.cells = [cell for cell in notebook.cells if "tags" not in cell.metadata]


def without_bets(notebook):
    for word in ("predict(", "my_guess"):
        keep(word)(notebook)


def bets_once(notebook):
    """A guess that nothing judges, instead of predictions."""
    without_bets(notebook)
    add_code('my_guess = "adam"')(notebook)


def ten_lines_each(notebook):
    for cell in notebook.cells:
        cell.source = "x = 1\n" * 10


MISTAKES = [
    (is_stored_clean, put(2, execution_count=1)),
    (is_stored_clean, put(2, outputs=[nbformat.v4.new_output("stream", text="hello")])),
    (is_stored_clean, put(0, metadata={"collapsed": True})),
    (is_stored_clean, lambda notebook: notebook.metadata.update(widgets={})),
    (runs_anywhere, lambda notebook: notebook.metadata.update(kernelspec={"name": "mine"})),
    (runs_anywhere, add_code("open('/home/me/data.csv')")),
    (runs_anywhere, add_code(r"open('C:\data.csv')")),
    (has_short_cells, add_code("x = 1\n" * 21)),
    (has_short_cells, ten_lines_each),
    (has_known_tags, add_code("1 + 1", tags=["hide-input"])),
    (has_known_tags, add_code("# A solution", tags=["solution"])),
    (has_known_tags, add_code("1 + 1", tags=["solution"], jupyter={"source_hidden": True})),
    (has_ids, put(1, id="title")),
    (has_ids, lambda notebook: notebook.cells[1].pop("id")),
    (has_ids, put(1, cell_type="prose")),
    (has_links_that_lead_somewhere, put(1, source="[next](18_nothing.ipynb)")),
    (begins_with_its_result, put(0, source="# Only a title")),
    (proposes_what_there_is, add_code("optimizer_race(tries={'fast': dict(rate=1)})")),
    (proposes_what_there_is, add_code("optimizer_race(tries={'fast': dict(lr=-1.0)})")),
    (asks_before_it_tells, without_bets),
    (asks_before_it_tells, bets_once),
    (has_a_question, lambda notebook: notebook.metadata.pop("question")),
    (imports_at_its_top, add_code("import math")),
    (has_its_parts, keep("## Summary")),
    (has_its_parts, without_solutions),
    (has_its_parts, keep("assert")),
]


@pytest.mark.parametrize(("rule", "mistake"), MISTAKES)
def test_a_mistake_is_noticed(rule, mistake):
    assert list(rule(broken(mistake)))
