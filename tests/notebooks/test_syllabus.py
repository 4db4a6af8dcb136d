"""Everything that the sources teach is shown somewhere, and the page says where."""

import re
from collections import Counter

import pytest

from tests.notebooks.syllabus import PAGE, how, missing, notebook, page, rows, signs

ROWS = rows()
COUNTS = (15, 10, 11, 17, 16, 13, 22, 12, 15, 9, 10, 11, 19, 15, 13)  # rows of each group


def row(where):
    """One that says so."""
    return rows(f"1.1 | a row | 1 | {where}")[0]


def test_every_row_is_there_once():
    numbers = [row.number for row in ROWS]
    wanted = [f"{g}.{n}" for g, count in enumerate(COUNTS, 1) for n in range(1, count + 1)]
    assert numbers == wanted
    assert {row.sources for row in ROWS} <= {" ".join(s) for s in subsets("1234")}
    assert max(Counter(row.what for row in ROWS).values()) == 1


def subsets(names):
    """All of them, each in order."""
    if not names:
        return [[]]
    return [more + rest for rest in subsets(names[1:]) for more in ([], [names[0]])]


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.number)
def test_what_shows_a_row_is_in_the_notebook(one):
    assert signs(one) and missing(one) == []


def test_most_rows_are_live():
    ways = Counter(map(how, ROWS))
    assert "to come" not in ways
    assert ways["panel"] > 0.85 * len(ROWS) and ways["words"] < 0.06 * len(ROWS)


def test_the_page_is_as_the_notebooks_are():
    assert PAGE.read_text("utf-8") == page(), "python -m tests.notebooks.syllabus makes it anew"


def test_its_links_lead_to_cells():
    links = re.findall(r"\]\((\d\d)_\w+\.ipynb#cell-id=([^)]+)\)", page())
    assert len(links) > len(ROWS) - 10
    assert all(id in [cell.id for cell in notebook(lecture)[1]] for lecture, id in links)


@pytest.mark.parametrize(
    "where, gone",
    [
        ("01: one_neuron", []),
        ("01: digits_race", ["01: digits_race"]),  # a panel of another lecture
        ("01: neuron", ["01: neuron"]),  # only a part of a name
        ('01: one_neuron "nobody wrote this"', ["01: nobody wrote this"]),
        ('01: "sixteen different **gates**"', []),  # across the end of a line
        ("99: timeline", []),  # of a lecture that there is not yet
    ],
)
def test_what_is_gone_is_noticed(where, gone):
    assert missing(row(where)) == gone


def test_how_a_row_is_shown():
    assert how(row('01: "What no unit can do" one_neuron')) == "panel"
    assert how(row('02: "steps_per_epoch = "')) == "cell"
    assert how(row('08: "**Rumelhart, Hinton and Williams**"')) == "words"
    assert how(row("99: timeline")) == "to come"
