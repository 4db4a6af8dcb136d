"""Every notebook as it comes: each bet and panel of it is seen whole."""

import ast
import shutil

import pytest

from tests.notebooks.test_style import NOTEBOOKS, read

FRAME = ".live-bet, .live-panel:not(.live-bet .live-panel)"
MOST = 680  # pixels high, at 1280 x 800
# a frame in sight, and its picture drawn, if it shows one now: what it asks, and how high it is
SEEN = """async frame => {
    frame.scrollIntoView({ block: 'center' })
    const shown = () => frame.querySelector('.live-figure')?.checkVisibility()
    const drawn = () => !shown() || frame.querySelector('.main-svg')
    while (!drawn()) await new Promise(requestAnimationFrame)
    return [(frame.querySelector('.live-asked') ?? frame).innerText, frame.offsetHeight]
}"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def images(lab):
    """Pictures that notebooks link to stand beside them."""
    shutil.copytree(NOTEBOOKS[0].with_name("images"), lab.folder / "images", dirs_exist_ok=True)


def with_frames(notebook):
    """The notebook without the cells that no bet or panel needs; `make test-notebooks` runs all."""
    needed, kept = set(), []
    for cell in reversed(notebook.cells):
        if cell.cell_type != "code":
            kept.append(cell)
            continue
        tree = ast.parse(cell.source)
        if makes_frames(cell) or stays(tree) or needed & made_by(tree):
            needed |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
            kept.append(cell)
    notebook.cells = kept[::-1]
    return notebook


def makes_frames(cell):
    """Cells that make panels and bets hide their source."""
    hidden = cell.metadata.get("jupyter", {}).get("source_hidden")
    return hidden and "solution" not in cell.metadata.get("tags", ())


def stays(tree):
    """Does a cell import something, or register it?"""
    kinds = (ast.Import, ast.ImportFrom)
    return any(isinstance(n, kinds) or getattr(n, "decorator_list", ()) for n in ast.walk(tree))


def made_by(tree):
    """Names that a cell gives to something."""
    nodes = list(ast.walk(tree))
    names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names | {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("images")
def test_each_frame_is_seen_whole(path, run_notebook):
    page = run_notebook(with_frames(read(path)))
    seen = [frame.evaluate(SEEN) for frame in page.locator(FRAME).all()]
    assert seen and [(said, high) for said, high in seen if high > MOST] == []
