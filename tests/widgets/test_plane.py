"""Maps of the plane: classes, boundaries and units are what the network says."""

import numpy as np
import pytest

from dlcore import Activation, Dense, Net, mlp
from dlcore.activations import softmax
from dlcore.experiments.plane import Map, level_lines, plane_map, points
from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets.figure.static import picture
from widgets.views.plane import scale, sureness, unit_names

SIDE = np.linspace(-2, 2, 21)


def middles(x, y):
    """Middles of pieces of lines."""
    x, y = (part.reshape(-1, 3)[:, :2].mean(1) for part in (x, y))
    return x, y


def test_level_lines_are_where_the_level_is():
    x, y = np.meshgrid(SIDE, SIDE)
    along = level_lines(0.3 * x - y + 0.05, SIDE)
    np.testing.assert_allclose(along[1], 0.3 * along[0] + 0.05, atol=1e-12)
    assert np.isnan(along[0][2::3]).all() and np.nanmin(along[0]) == -2
    around = level_lines(x**2 + y**2, SIDE, 1.0)
    np.testing.assert_allclose(np.hypot(*middles(*around)), 1, atol=0.02)
    nothing = level_lines(x + 9, SIDE)
    assert len(nothing[0]) == 3 and np.isnan(nothing[1]).all()


def test_a_map_is_what_the_network_says():
    net = Net((Dense(2, 5), Activation("tanh"), Dense(5, 4), Activation("relu"), Dense(4, 3)))
    theta = net.init(1)
    seen = plane_map(net, theta, SIDE)
    place = np.array([[SIDE[7], SIDE[3]]], "f")
    outputs, _ = net.forward(theta, place)
    np.testing.assert_allclose(seen.classes[:, 3, 7], softmax(outputs[-1])[0], rtol=1e-5)
    assert [len(maps) for maps in seen.units] == [5, 4]
    for maps, out in zip(seen.units, (outputs[1], outputs[3]), strict=True):
        np.testing.assert_allclose(maps[:, 3, 7], out[0], rtol=1e-4, atol=1e-6)
    assert seen.winner[3, 7] == outputs[-1].argmax()


@pytest.mark.parametrize("outputs", [1, 2, 3])
def test_the_boundary_parts_the_classes(outputs):
    net = mlp(2, 6, outputs, activation="tanh")
    theta = 2 * net.init(3)
    seen = plane_map(net, theta, SIDE)
    assert len(seen.classes) == max(2, outputs)
    np.testing.assert_allclose(seen.classes.sum(0), 1, rtol=1e-5)
    x, y = middles(*seen.boundary)
    at = np.stack([x, y], -1).astype("f")
    said = net.predict(theta, at)
    lead = np.sort(said, -1)
    gaps = lead[:, -1] - lead[:, -2] if outputs > 1 else np.abs(said[:, 0])
    gaps = gaps[np.isfinite(x + y)]
    assert len(gaps) > 10 and np.quantile(gaps, 0.9) < 0.1  # not where three meet


def test_colours_tell_the_class_and_how_sure():
    classes = np.array([[[0.9, 0.4]], [[0.1, 0.3]], [[0.0, 0.3]]])
    z = sureness(classes)
    assert 0.8 < z[0, 0] < 1 and 0 < z[0, 1] < 0.15
    stops = scale(3)
    assert len(stops) == 6 and stops[0][0] == 0 and stops[-1][0] == 1
    assert unit_names((np.zeros((2, 3, 3)),)) == ["unit 1", "unit 2"]
    assert unit_names((np.zeros((1, 3, 3)), np.zeros((2, 3, 3)))) == ["1.1", "2.1", "2.2"]


def test_points_are_row_by_row():
    np.testing.assert_array_equal(points(np.arange(2)), [[0, 0], [1, 0], [0, 1], [1, 1]])
    assert Map(SIDE, np.zeros((2, 21, 21)), ()).winner.shape == (21, 21)


def test_the_panel_draws_it(planes):
    panel = small(planes, width=7, epochs=3)
    check(panel)
    figure = panel.view.figure
    heat, gallery = panel.view.shown[0][1], panel.view.shown[3][1]
    shown = figure.frame_data(heat.first)["z"]
    np.testing.assert_allclose(shown, sureness(panel.frame.seen.classes), atol=1e-6)
    sheet = figure.frame_data(gallery.first)["z"]
    units = panel.frame.seen.units[0]
    first = sheet[:32, :32]
    np.testing.assert_allclose(first, (units / np.abs(units).max((1, 2), keepdims=True))[0, ::-1])
    assert picture(figure).count("<image") == 2
    panel.close()
