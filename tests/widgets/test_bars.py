"""Bars: what stands where, for one run and for many, upright and sideways, and in the twin."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.widgets.panels import pick, small
from tests.widgets.truth import check
from widgets.figure import theme
from widgets.figure.handles import handles_of
from widgets.figure.static import picture
from widgets.views.bars import Bars
from widgets.views.sheet import Sheet

SVG = "{http://www.w3.org/2000/svg}"
NAN = float("nan")


@pytest.fixture
def show():
    """show(get, **about) -> the view of these bars alone, and their part."""
    views = []

    def make(heights, names=None, frame=None, **about):
        class View(Sheet):
            def parts(self, frame):
                return [(1, Bars(lambda frame: heights, names, **about))]

        views.append(View(SimpleNamespace(summary="")))
        return views[-1], views[-1].shown[0][1]

    yield make
    for view in views:
        view.figure.close()


def bars(view):
    """[(x, y), ...] of the traces of bars."""
    traces = enumerate(view.figure._figure.data)
    found = [view.figure.frame_data(i) for i, t in traces if t.type == "bar"]
    return [(data["x"].tolist(), data["y"].tolist()) for data in found]


def test_each_name_has_a_bar_in_its_own_colour_the_mean_of_its_runs(show):
    view, part = show({"adam": [0.25, 0.75, 0.5], "sgd": [1.0, 2.0, 3.0]}, ["sgd", "rest", "adam"])
    [(x, y)] = bars(view)
    np.testing.assert_array_equal([x, y], [[0, 1, 2], [2, NAN, 0.5]])
    figure = view.figure._figure
    assert figure.data[part.first].marker.color == tuple(theme.look(i)[0] for i in range(3))
    assert figure.layout.xaxis.ticktext == ("sgd", "rest", "adam")
    dots = view.figure.frame_data(part.spread)
    np.testing.assert_array_equal(
        dots["y"].reshape(3, 3).T, [[1, 2, 3], [NAN] * 3, [0.25, 0.75, 0.5]]
    )
    assert (np.abs(dots["x"].reshape(3, 3) - [0, 1, 2]) < 0.4).all()


def test_series_stand_side_by_side_at_their_places(show):
    view, part = show({"p": [0.2, 0.8], "q": [0.5, NAN]}, places=("sun", "rain"), legend=True)
    (p, _), (q, tall) = bars(view)
    np.testing.assert_allclose(np.subtract(q, p), part.width, rtol=1e-6)
    np.testing.assert_allclose(np.add(p, q) / 2, [0, 1], atol=1e-6)
    np.testing.assert_array_equal(tall, [0.5, NAN])
    shown = view.figure._figure.data[part.first : part.first + 2]
    assert [t.name for t in shown if t.showlegend] == ["p", "q"]
    assert np.isnan(view.figure.frame_data(part.spread)["y"]).all()  # one run has no spread


def test_a_line_tells_the_range_of_the_runs(show):
    view, part = show({"p": [[1, 5], [3, 4], [2, 9]]}, places="ab", runs="range")
    line = view.figure.frame_data(part.spread)
    np.testing.assert_array_equal(line["y"], [1, 3, NAN, 4, 9, NAN])
    np.testing.assert_array_equal(line["x"], [0, 0, 0, 1, 1, 1])
    assert view.figure._figure.data[part.spread].mode == "lines"


def test_a_lost_run_takes_its_bar_away_and_leaves_the_others_dots(show):
    view, part = show({"sgd": [1.0, NAN]})
    assert np.isnan(bars(view)[0][1]) and 1.0 in view.figure.frame_data(part.spread)["y"]


def test_a_bar_that_nobody_announced_is_refused(show):
    with pytest.raises(ValueError, match="called p, not q"):
        show({"q": 1.0}, ["p"])


def test_other_runs_are_marked_on_the_bars(show):
    view, part = show({"p": [0.2, 0.8]}, places="ab")
    part.overlay(view.figure, {"run 1": None, "run 2": None})
    behind = view.figure.frame_data(part.behind)
    np.testing.assert_array_equal(behind["y"], np.array([0.2, 0.8] * 2, "f4"))
    part.overlay(view.figure, {})
    assert np.isnan(view.figure.frame_data(part.behind)["y"]).all()


def corners_of(view):
    """{corner: numbers} of the bars in the twin, and the size of their plot."""
    [plot] = ElementTree.fromstring(picture(view.figure)).findall(f".//{SVG}svg")
    paths = [p.get("d") for p in plot.iter(f"{SVG}path") if "V" in p.get("d")]
    corners = [[float(n) for n in re.findall(r"-?[\d.]+", d)] for d in paths]
    return np.array(corners), float(plot.get("width")), float(plot.get("height"))


def test_the_twin_has_the_same_bars(show):
    view, part = show({"p": [0.25, 1.0, NAN, -0.5]}, places="abcd", y_range=[-1, 1])
    corners, wide, high = corners_of(view)
    left, foot, end, right, _ = corners.T
    np.testing.assert_allclose(foot, high / 2, atol=0.5)
    np.testing.assert_allclose(end, high * np.array([0.375, 0, 0.75]), atol=0.5)
    np.testing.assert_allclose((left + right) / 2, wide * np.array([1, 3, 7]) / 8, atol=0.5)
    np.testing.assert_allclose(right - left, 0.94 * part.width * wide / 4, atol=0.5)


def test_sideways_bars_in_powers_of_ten_begin_at_the_edge(show):
    view, _ = show({"a": 0.1, "b": 1e-4}, sideways=True, log_x=True, x_range=[-4, 0])
    corners, wide, high = corners_of(view)
    foot, top, bottom, end, _ = corners.T
    np.testing.assert_allclose(foot, 0)
    np.testing.assert_allclose(end, [0.75 * wide, 0], atol=0.5)
    np.testing.assert_allclose((top + bottom) / 2, high * np.array([0.25, 0.75]), atol=0.5)
    assert view.figure._figure.layout.yaxis.ticktext == ("a", "b")


def test_ends_are_handles_along_the_bars(show):
    upright, part = show({"p": [0.2, 0.8]}, places="ab", drags="shares")
    assert upright.figure.handles == handles_of(part.first, (None, "shares"))
    both, part = show({"p": [1], "q": [2]}, places="a", drags=dict(q="mine"), sideways=True)
    assert both.figure.handles == handles_of(part.first + 1, ("mine", None))
    grips = both.figure.frame_data(part.grips)
    assert set(grips["x"][~np.isnan(grips["x"])]) == {1, 2}


def test_a_dragged_bar_is_a_number_of_its_knob(drawn):
    panel = small(drawn)
    which = [h.y for h in panel.view.figure.handles].index("noise")
    pick(panel, 0, 1.2345, False, handle=which, point=2)
    check(panel)
    pick(panel, 0, 9.0, True, handle=which, point=0)
    assert panel.experiment.noise == (2.0, 0.5, 1.23)
    assert panel.form.controls["noise"].cells == [["2"], ["0.5"], ["1.23"]]
    check(panel)
    panel.close()
