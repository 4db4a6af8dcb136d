"""Figures as plain dicts: plotly finds nothing wrong with any of them, and they are as its own."""

import json

import numpy as np
import plotly.colors
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from dlcore.experiments import OptimizerRace, sweep
from tests.widgets.conftest import OWN
from tests.widgets.panels import PANELS, small
from tests.widgets.truth import as_plotly_takes_it
from widgets.course.live_test import LiveTest
from widgets.figure import theme
from widgets.figure.live_figure import LiveFigure
from widgets.figure.spec import Figure, Props, written
from widgets.questions.drawings import Curve, Point
from widgets.views.grid import GridView


@pytest.mark.parametrize("name", [*PANELS, *OWN])
def test_plotly_knows_every_word_of_a_panel(name, own):
    panel = small(name)
    panel.player.reset()
    panel.player.step(3)
    as_plotly_takes_it(panel.view.figure)
    panel.close()


def test_plotly_knows_the_notes_of_a_race():
    panel = small("optimizer_race", surface="elongated", lr=2.0)
    panel.player.show(30)
    assert as_plotly_takes_it(panel.view.figure).layout.annotations
    panel.close()


def test_plotly_knows_the_other_figures():
    *_, frame = sweep(OptimizerRace(steps=9), "lr", (0.1, 0.2), "seed", (0, 1), (0,))
    grid = GridView(frame)
    grid.draw(frame, next(iter(frame.about)), "adam")
    axes = dict(x=("step", 0, 9), y=("loss", 1, 9))
    drawings = Point(**axes, within=1), Curve(**axes, within=1, points=5, log=True)
    for figure in (grid.figure, LiveTest().figure, *(drawing.figure for drawing in drawings)):
        as_plotly_takes_it(figure)


def test_what_plotly_does_not_know_would_be_seen():
    for wrong in (dict(colour="red"), dict(visible="perhaps"), dict(line_colour="red")):
        with pytest.raises(ValueError, match="colour|perhaps"):
            as_plotly_takes_it(LiveFigure(Figure(dict(type="scatter") | wrong)))


@pytest.mark.parametrize("widths", [(1,), (1, 1), (1.2, 0.9, 1), (2, 1, 1, 3)])
def test_plots_stand_where_plotly_puts_them(widths):
    titles = ["", "two", "three", "four"][: len(widths)]
    ours = Figure(titles=titles, widths=widths, spacing=0.1)
    shares = [width / sum(widths) for width in widths]
    about = dict(subplot_titles=titles, column_widths=shares, horizontal_spacing=0.1)
    theirs = make_subplots(1, len(widths), **about)
    for col in range(1, len(widths) + 1):
        for figure in (ours, theirs):
            figure.add_trace(go.Scatter(y=[col]), col=col, **{"row": 1} if figure is theirs else {})
        for name in ours.axes(col):
            mine, other = ours.layout[name], theirs.layout[name]
            assert mine.anchor == other.anchor and mine.domain == pytest.approx(other.domain)
    assert [(t.xaxis, t.yaxis) for t in ours.data] == [(t.xaxis, t.yaxis) for t in theirs.data]
    for mine, other in zip(ours.layout.annotations, theirs.layout.annotations, strict=True):
        assert (mine.text, mine.y, mine.xref) == (other.text, other.y, other.xref)
        assert mine.x == pytest.approx(other.x)


def test_parts_of_parts():
    part = Props(line=dict(color="red"), marker_size=3, title="here", meta=None)
    part.update(line_width=2, title_standoff=5)
    part["font.size"] = 13
    assert part == dict(
        line=dict(color="red", width=2),
        marker=dict(size=3),
        title=dict(text="here", standoff=5),
        font=dict(size=13),
    )
    assert part.line.color == part["line.color"] == "red" and "line.color" in part
    assert part.opacity is None and part.contours.coloring is None and part.shapes == ()
    assert "line.dash" not in part and "contours.coloring" not in part
    part.update(line=None)
    assert "line" not in part


def test_two_figures_can_be_compared():
    figures = [Figure(dict(x=np.arange(3), y=[1, 2, 3]), titles=["a"], widths=[1]) for _ in "ab"]
    assert figures[0].layout == figures[1].layout and figures[0].data == figures[1].data
    figures[0].layout["xaxis.range"] = [0, 1]
    assert figures[0].layout != figures[1].layout and figures[0].layout.xaxis.range == (0, 1)


def test_what_cannot_be_written_is_null():
    numbers = dict(x=np.array([1.5, np.nan]), z=np.eye(2)[:1], n=np.int64(3))
    read = json.loads(written(Props(numbers, line=go.scatter.Line())))
    assert read == dict(x=[1.5, None], z=[[1.0, 0.0]], n=3, line={})


@pytest.mark.parametrize("name", [*theme.SCALES, *(f"{name}_r" for name in theme.SCALES)])
def test_colour_scales_are_those_of_plotly(name):
    places, colors = zip(*theme.scale(name), strict=True)
    theirs = plotly.colors.get_colorscale(name)
    np.testing.assert_allclose(places, [place for place, _ in theirs])
    rgb = [plotly.colors.hex_to_rgb(color) for color in colors]
    known = [plotly.colors.hex_to_rgb(c) if c[0] == "#" else plotly.colors.unlabel_rgb(c)
             for _, c in theirs]  # fmt: skip
    np.testing.assert_array_equal(rgb, np.array(known, int))


def test_a_scale_is_a_name_or_a_list():
    pairs = [[0, "#FFFFFF"], [1, "#000000"]]
    assert theme.scale(pairs) is pairs
    with pytest.raises(ValueError, match="scale must be one of Blues, .* not 'Blue'"):
        theme.scale("Blue")
