"""Every notebook as it comes: all its cells run, and each bet and panel is seen whole."""

import shutil

import pytest

from tests.notebooks.test_style import NOTEBOOKS, read

FRAME = ".live-bet, .live-panel:not(.live-bet .live-panel)"
MOST = 680  # pixels high, at 1280 x 800
# a frame in sight, and its picture drawn: what it asks, and how high it is
SEEN = """async frame => {
    frame.scrollIntoView({ block: 'center' })
    const drawn = () => !frame.querySelector('.live-figure') || frame.querySelector('.main-svg')
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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("images")
def test_each_frame_is_seen_whole(path, run_notebook):
    page = run_notebook(read(path))
    seen = [frame.evaluate(SEEN) for frame in page.locator(FRAME).all()]
    assert seen and [(said, high) for said, high in seen if high > MOST] == []
