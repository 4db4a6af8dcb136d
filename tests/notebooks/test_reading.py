"""The guided hour: eight stops, each with code of dlcore, a question and something to try."""

import re

import pytest

from tests.core.test_architecture import ORDER
from tests.notebooks.budgets import words
from tests.notebooks.test_style import FOLDER, is_folded, read

BOOK = read(FOLDER / "reading_dlcore.ipynb")
STOPS = [cell for cell in BOOK.cells if re.match(r"## \d", cell.source)]


def stop(heading):
    """The cells of a stop, up to the next heading."""
    cells = BOOK.cells[BOOK.cells.index(heading) :]
    end = next((i for i, cell in enumerate(cells[1:], 1) if cell.source.startswith("## ")), None)
    return cells[:end]


def test_it_is_an_hour():
    assert [cell.source[3] for cell in STOPS] == list("12345678") and words(BOOK) <= 1500


@pytest.mark.parametrize("heading", STOPS, ids=lambda cell: cell.source[3])
def test_a_stop_shows_the_code_asks_and_lets_one_try(heading):
    _, shown, asked, text, tried, *panels = stop(heading)
    assert re.fullmatch(r"print\(getsource\(.+\)\)", shown.source)
    assert asked.source.startswith("ask(") and is_folded(asked)
    assert text.cell_type == "markdown" and len(tried.source.splitlines()) <= 9
    assert all(is_folded(panel) for panel in panels)


def test_files_are_named_in_the_order_in_which_they_import():
    said = re.search(r"read like chapters: (.*?)\.\n\n", BOOK.cells[-1].source, re.S)[1]
    places = [ORDER.index(name) for name in re.findall(r"\w+", said)]
    assert places == sorted(places) and len(places) > 15
