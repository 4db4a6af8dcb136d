"""A notebook that is opened again, when the kernel of its panels is gone."""

from tests.browser.conftest import SHUT_DOWN
from widgets import texts

SAVE = "() => jupyterapp.commands.execute('docmanager:save')"


def test_a_stored_panel_shows_its_picture_and_what_to_do(run_cells, lab):
    shown = ".live-panel .main-svg"
    page = run_cells("from widgets import optimizer_race", "optimizer_race()", wait=shown)
    page.evaluate(SAVE)
    assert page.errors == []
    page.evaluate(SHUT_DOWN)
    page.reload()
    stored = page.locator(".live-stored")
    stored.wait_for(timeout=60_000)
    assert texts.NO_KERNEL in stored.inner_text()
    assert stored.locator("svg").first.bounding_box()["width"] > 500
    assert page.get_by_text("Error displaying widget").count() == 0
    page.evaluate(SAVE)
    [path] = lab.folder.glob(page.url.rpartition("/")[2])
    assert "live-stored" not in path.read_text()
    page.errors.clear()  # of the kernel that ended
