"""Where no widget can answer there is a picture and a sentence; handouts are made of them."""

import asyncio
import base64
import re
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree

import nbformat
import numpy as np
import plotly.graph_objects as go
import pytest
from matplotlib import image
from plotly.colors import sample_colorscale, unlabel_rgb

from tests.widgets.loops import run
from tests.widgets.panels import PANELS
from widgets import ask, digits_race, optimizer_race, projector
from widgets.course.handout import handout, write_pdf
from widgets.figure.live_figure import LiveFigure
from widgets.figure.static import picture
from widgets.panel import twin

FORMULA = "# Downhill\n\nOne step: $\\theta - \\eta \\nabla L$, and\n\n$$\\frac{1}{2}$$"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(live):
    """The twin as a tree of elements."""
    return ElementTree.fromstring(picture(live))


def corners(path):
    """Places of the corners of a line, (n, 2)."""
    return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path.get("d")), float)


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_has_a_picture(name):
    panel = PANELS[name]()
    figure = panel.view.figure
    root = drawn(figure)
    assert len(list(root.iter(f"{SVG}svg"))) - 1 == len({t.xaxis for t in figure._figure.data})
    marks = [*root.iter(f"{SVG}path"), *root.iter(f"{SVG}image"), *root.iter(f"{SVG}tspan")]
    assert len(marks) > 10
    assert not re.search(r"[\s\",(](nan|inf|None)[\s\",)]", picture(figure))
    words = {word.text for word in root.iter(f"{SVG}tspan")}
    named = {t.name for t in figure._figure.data if t.showlegend and t.visible is not False}
    titles = {axis.title.text for axis in figure._figure.select_xaxes() if axis.title.text}
    assert named | titles <= words
    panel.close()


def test_a_line_goes_through_its_numbers():
    line = go.Scatter(x=[0, 5, 10], y=[0.001, 1, 1000], line=dict(color="#123456", dash="dash"))
    figure = go.Figure(line, dict(xaxis_range=[0, 10], yaxis=dict(type="log", range=[-3, 3])))
    root = drawn(LiveFigure(figure))
    [plot] = root.findall(f".//{SVG}svg")
    wide, high = float(plot.get("width")), float(plot.get("height"))
    [path] = plot.iter(f"{SVG}path")
    expected = [[0, high], [wide / 2, high / 2], [wide, 0]]
    np.testing.assert_allclose(corners(path), expected, atol=1)
    assert path.get("stroke") == "#123456" and path.get("stroke-dasharray") != "none"


def test_what_cannot_be_drawn_is_a_gap():
    figure = LiveFigure(go.Figure(go.Scatter(x=[0, 1, 2, 3], y=[1, np.nan, 2, 3], mode="lines")))
    [path] = drawn(figure).find(f".//{SVG}svg").iter(f"{SVG}path")
    assert path.get("d").count("M") == 2 and len(corners(path)) == 3


@pytest.mark.parametrize("scale", ["Blues", "Greys_r", "Cividis", "PuOr_r"])
def test_a_heat_map_has_the_colours_of_its_scale(scale):
    z = [[0.0, 1.0], [np.nan, 0.5]]
    figure = go.Figure(go.Heatmap(z=z, zmin=0, zmax=1, colorscale=scale))
    [shown] = drawn(LiveFigure(figure)).iter(f"{SVG}image")
    pixels = image.imread(BytesIO(base64.b64decode(shown.get("href").split(",")[1])))
    ends = [unlabel_rgb(color) for color in sample_colorscale(scale, [0, 1])]
    low, high = pixels[1]  # the first row of a heat map is at the bottom
    np.testing.assert_allclose([low[:3], high[:3]], np.array(ends) / 255, atol=0.01)
    assert pixels[0, 0, 3] == 0 and pixels[0, 1, 3] == 1  # a hole, and none


def test_words_are_no_markup():
    figure = go.Figure(go.Scatter(x=[1], y=[1], mode="text", text=["<b>a < b</b><br>c & d"]))
    words = [word.text for word in drawn(LiveFigure(figure)).iter(f"{SVG}tspan")]
    assert {"a < b", "c & d"} <= set(words)


def test_the_picture_follows_the_frame():
    panel = optimizer_race()
    start = picture(panel.view.figure)
    panel.player.show(300)
    assert picture(panel.view.figure) != start
    panel.close()


def test_an_output_holds_widget_picture_and_sentence():
    panel = optimizer_race(surface="bowl")
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"] == panel.status
    assert bundle["image/svg+xml"] == picture(panel.view.figure)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    panel.close()


def test_a_server_that_stores_twins_gets_them_when_the_panel_was_seen(tmp_path, monkeypatch):
    monkeypatch.setenv("LIVE_TWINS", str(tmp_path))
    monkeypatch.setattr(twin, "REST", 0)

    async def seen_and_moved(panel):
        figure = panel.view.figure
        figure._on_page(None, dict(kind="hello", seq=figure._stream.seq), [])
        await asyncio.sleep(0.01)
        first = (tmp_path / f"{panel.model_id}.svg").read_text(encoding="utf-8")
        panel.player.show(3)
        panel.player.step(1)
        await asyncio.sleep(0.01)
        return first

    panel = optimizer_race(surface="bowl")
    assert "image/svg+xml" not in panel._repr_mimebundle_() and not list(tmp_path.iterdir())
    start = picture(panel.view.figure)
    assert run(lambda: seen_and_moved(panel)) == start
    [file] = tmp_path.iterdir()
    assert file.read_text(encoding="utf-8") == picture(panel.view.figure) != start
    panel.close()
    assert not list(tmp_path.iterdir())


def test_a_panel_is_shown_without_libraries_for_pictures_and_other_experiments():
    code = "import sys, widgets; widgets.optimizer_race()._repr_mimebundle_(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {"widgets.panel.panel", "dlcore.experiments.optimizer_race"} <= loaded
    others = {"matplotlib", "plotly", "dlcore.experiments.dropout_ensemble.masks"}
    assert loaded & others == set()


def test_fixed_knobs_show_but_do_not_move():
    panel = optimizer_race(lr=0.1, fix=["lr", "start", "optimizers"], title="Steep on the left")
    assert panel.form.controls["lr"].disabled
    assert all(axis.disabled for axis in panel.form.controls["start"].axes)
    assert all(box.disabled for box in panel.form.controls["optimizers"].boxes.values())
    assert not panel.form.controls["surface"].disabled
    assert any("Steep on the left" in getattr(part, "value", "") for part in panel.children)
    panel.close()


def test_projector_makes_later_bets_large():
    projector()
    large = ask("Which?", ["a", "b"], right="a")
    projector(False)
    usual = ask("Which?", ["a", "b"], right="a")
    assert "live-large" in large._dom_classes and "live-large" not in usual._dom_classes


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
    [picture] = re.findall(r"<figure.*?</figure>", html, re.S)
    assert 'role="img"' in picture and "<title>" in picture
    [said] = re.findall(r"<desc>(.*?)</desc>", picture)
    assert said in picture.split("<figcaption>")[1] and "Update 45 of 45" in said
    assert "No description has been provided" not in html
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
