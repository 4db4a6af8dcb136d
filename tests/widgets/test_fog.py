"""Fog and histograms of layers: what is seen is what the frame says, the rest is not there."""

from types import SimpleNamespace

import numpy as np
import pytest

from dlcore.experiments.plane import near
from dlcore.statistics import histograms
from tests.widgets.panels import pick, small
from tests.widgets.truth import check
from widgets.figure.static import picture
from widgets.views.layers import Histograms
from widgets.views.sheet import Sheet


def test_one_sees_in_a_circle_around_each_place():
    x, y = np.linspace(-1, 1, 21), np.linspace(0, 2, 11)
    seen = near(x, y, [(0, 1), (1, 2)], 0.5)
    assert seen.shape == (11, 21)
    for i, j in np.ndindex(seen.shape):
        away = min(np.hypot(x[j], y[i] - 1), np.hypot(x[j] - 1, y[i] - 2))
        assert seen[i, j] == (away <= 0.5) or np.isclose(away, 0.5)
    assert not near(x, y, np.zeros((0, 2)), 0.5).any()
    wide = near(x, y, (0, 1), (1.01, 0.21))
    assert wide.any(0).sum() == 21 and wide.any(1).sum() == 3


@pytest.fixture
def panel(foggy):
    made = small(foggy)
    yield made
    made.close()


def heat(panel, part):
    return panel.view.figure.frame_data(panel.view.shown[part][1].first)["z"]


def test_what_is_in_the_fog_is_not_in_the_picture(panel):
    seen = np.isfinite(heat(panel, 0))
    np.testing.assert_array_equal(seen, near(panel.frame.x, panel.frame.y, panel.frame.places, 0.5))
    pick(panel, 0.5, 0.0, held=False)
    check(panel)
    more = np.isfinite(heat(panel, 0))
    assert (more >= seen).all() and more.sum() > seen.sum()
    assert panel.experiment.places[-1] == (0.5, 0.0) and panel.player.position == 2
    pick(panel, 9.0, 9.0, point=0)  # beyond the map
    assert panel.experiment.places[0] == (2.0, 3.0)
    check(panel)


def test_fog_covers_the_whole_map_and_lies_below_what_is_seen(panel):
    fog, seen = panel.view.figure._figure.data[:2]
    assert np.isfinite(fog.z).all() and len(set(color for _, color in fog.colorscale)) == 1
    for side, places in ((fog.x, seen.x), (fog.y, seen.y)):
        half = (places[1] - places[0]) / 2
        assert np.isclose(1.5 * side[0] - 0.5 * side[1], places[0] - half)
        assert np.isclose(1.5 * side[1] - 0.5 * side[0], places[-1] + half)
    assert picture(panel.view.figure).count("<image") == 3


def view_of(counts, edges, layers, **about):
    class View(Sheet):
        def parts(self, frame):
            return [(1, Histograms(lambda frame: frame.counts, edges, layers, **about))]

    return View(SimpleNamespace(counts=counts, summary=""))


def test_each_layer_is_a_row_on_its_own_scale_and_none_is_no_colour():
    outputs = [np.array([[-1.0, -1, -1, -1, 0.5]]), np.array([[0.5]]), np.array([[np.nan]])]
    counts, edges = histograms(outputs, 4, (-2, 2))
    view = view_of(counts, edges, 3)
    z = view.figure.frame_data(0)["z"]
    nan = np.nan
    np.testing.assert_allclose(z, [[nan, 1, 0.5, nan], [nan, nan, 1, nan], [nan] * 4])
    heat = view.figure._figure.data[0]
    np.testing.assert_array_equal(heat.x, [-1.5, -0.5, 0.5, 1.5])
    layout = view.figure._figure.layout
    assert layout.yaxis.ticktext == ("1", "2", "3") and layout.yaxis.range == (0.5, 3.5)
    view.draw(SimpleNamespace(counts=2 * counts, summary=""))
    np.testing.assert_allclose(view.figure.frame_data(0)["z"], z)
    view.figure.close()


def test_layers_have_names_or_are_many():
    counts = np.ones((30, 4))
    named = view_of(counts[:2], np.arange(5), ("first", "last"))
    assert named.figure._figure.layout.yaxis.ticktext == ("first", "last")
    many = view_of(counts, np.arange(5), 30, y="place")
    assert many.figure._figure.layout.yaxis.tickvals is None
    assert many.figure._figure.layout.yaxis.title.text == "place"
    named.figure.close(), many.figure.close()
