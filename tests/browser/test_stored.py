"""A notebook that is opened again, when the kernel of its panels is gone."""

import time

import nbformat

from tests.browser.conftest import SHUT_DOWN
from widgets import texts

SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
BET = """from widgets import momentum_hill, predict
predict("?", panel=momentum_hill(), choices=["yes", "no"], answer=lambda frame: "no")"""


def test_stored_panels_show_their_pictures_and_what_to_do(run_cells, lab):
    shown = ".live-panel .main-svg"
    page = run_cells("from widgets import optimizer_race", "optimizer_race()", BET, wait=shown)
    [path] = lab.folder.glob(page.url.rpartition("/")[2])

    def twins():
        page.evaluate(SAVE)
        outputs = [o for cell in nbformat.read(path, 4).cells for o in cell.outputs]
        return [o.data["image/svg+xml"] for o in outputs if "image/svg+xml" in o.data]

    deadline = time.monotonic() + 30
    while len(twins()) < 2:  # they are drawn when there is time
        assert time.monotonic() < deadline, "waited in vain"
        page.locator(".live-bet").scroll_into_view_if_needed()
    assert page.errors == []
    page.evaluate(SHUT_DOWN)
    page.reload()
    stored = page.locator(".live-stored")
    stored.first.wait_for(timeout=60_000)
    assert texts.NO_KERNEL in stored.first.inner_text()
    assert stored.first.locator("svg").first.bounding_box()["width"] > 500
    stored.nth(1).wait_for()
    assert page.get_by_text("Error displaying widget").count() == 0
    page.evaluate(SAVE)
    assert "live-stored" not in path.read_text()
    page.errors.clear()  # of the kernel that ended
