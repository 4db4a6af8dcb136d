"""Where no widget can answer there is a picture and a sentence; handouts are made of them."""

import base64
import re
from io import BytesIO

import nbformat
import numpy as np
import pytest
from matplotlib import image

from tests.widgets.panels import PANELS
from widgets import digits_race, optimizer_race, projector
from widgets.course.handout import handout, write_pdf
from widgets.figure.static import picture

FORMULA = "# Downhill\n\nOne step: $\\theta - \\eta \\nabla L$, and\n\n$$\\frac{1}{2}$$"


def pixels(png):
    return image.imread(BytesIO(png))


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_has_a_picture(name):
    panel = PANELS[name]()
    shown = pixels(picture(panel.view.figure))
    assert shown.shape[0] > 300 < shown.shape[1]
    assert np.unique(shown.reshape(-1, shown.shape[2]), axis=0).shape[0] > 10
    panel.close()


def test_the_picture_follows_the_frame():
    panel = optimizer_race()
    start = pixels(picture(panel.view.figure))
    panel.player.show(300)
    end = pixels(picture(panel.view.figure))
    assert (end != start).any()
    panel.close()


def test_an_output_holds_widget_picture_and_sentence():
    panel = optimizer_race(surface="bowl")
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"] == panel.status
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert "application/vnd.jupyter.widget-view+json" in bundle
    panel.close()


def test_fixed_knobs_show_but_do_not_move():
    panel = optimizer_race(lr=0.1, fix=["lr", "start", "optimizers"], title="Steep on the left")
    assert panel.form.controls["lr"].disabled
    assert all(axis.disabled for axis in panel.form.controls["start"].axes)
    assert all(box.disabled for box in panel.form.controls["optimizers"].boxes.values())
    assert not panel.form.controls["surface"].disabled
    assert any("Steep on the left" in getattr(part, "value", "") for part in panel.children)
    panel.close()


def test_projector_makes_later_panels_large():
    projector()
    large = optimizer_race()
    projector(False)
    usual = optimizer_race()
    heights = [panel.view.figure._figure.layout.height for panel in (large, usual)]
    assert heights[0] > heights[1]
    assert "live-large" in large._dom_classes
    assert "live-large" not in usual._dom_classes
    large.close(), usual.close()


def test_handout_needs_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "")  # restored afterwards
    cells = [
        nbformat.v4.new_markdown_cell(FORMULA),
        nbformat.v4.new_code_cell("from widgets import digits_race\ndigits_race(epochs=1)"),
    ]
    path = tmp_path / "lecture.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    html = handout(path, tmp_path / "out")[0].read_text()
    assert "data:image/png;base64," in html
    assert "<math" in html
    assert not re.search(r'(src|href)="https?://', html)
    assert "<script" not in html


def test_no_browser_no_pdf(tmp_path, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not write_pdf(tmp_path / "a.html", tmp_path / "a.pdf")


def test_a_finished_panel_shows_its_end(monkeypatch):
    monkeypatch.setenv("LIVE_PANELS", "finished")
    panel = digits_race(epochs=1)
    assert "Update 45 of 45" in panel._repr_mimebundle_()["text/plain"]
    panel.close()
