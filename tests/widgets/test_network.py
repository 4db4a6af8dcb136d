"""The drawing of a network: every unit and edge once, with its own light."""

from types import SimpleNamespace

import numpy as np
import pytest

from widgets.views import network
from widgets.views.network import GLOW, OUTSIDE, Light, edge_ends, faded, levels, unit_places
from widgets.views.sheet import Sheet

SIZES = (1, 3, 2)
LIGHT = Light(
    (np.array([np.nan]), np.array([0.0, 0.5, 1.0]), np.array([0.3, 2.0])),
    (np.full((1, 3), np.nan), np.array([[0.0, 1.0], [0.1, 0.1], [0.5, 0.99]])),
    (np.zeros(1, bool), np.array([True, False, False]), np.zeros(2, bool)),
)


@pytest.fixture
def view():
    class View(Sheet):
        def parts(self, frame):
            left, right, bottom, top = network.ground(SIZES)
            axes = dict(x_range=[left, right], y_range=[bottom, top])
            return [(1, part) for part in network.network(lambda frame: LIGHT, SIZES, **axes)]

    made = View(SimpleNamespace(summary=""))
    yield made
    made.figure.close()


def traces(view, mode):
    """[(colour, arrays), ...] of what is drawn in one way."""
    figure = view.figure
    drawn = [(i, t) for i, t in enumerate(figure._figure.data) if t.type == "scatter"]
    return [
        ((t.line if mode == "lines" else t.marker).color, figure.frame_data(i))
        for i, t in drawn
        if t.mode == mode
    ]


def test_columns_stand_side_by_side_around_the_middle():
    expected = [(0, 0), (1, 1), (1, 0), (1, -1), (2, 0.5), (2, -0.5)]
    np.testing.assert_array_equal(unit_places(SIZES), expected)
    expected = [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (2, 4), (2, 5), (3, 4), (3, 5)]
    np.testing.assert_array_equal(edge_ends(SIZES), expected)


def test_light_has_eight_levels():
    light = [np.nan, 0, 0.124, 0.126, 0.5, 1, 7]
    np.testing.assert_array_equal(levels(np.array(light)), [-1, 0, 0, 1, 4, 7, 7])
    assert len(GLOW) == 8
    np.testing.assert_allclose(
        faded(np.array([0, 1e-4, 0.01, 0.1, 1, 9]), 0.01), [0, 0, 0, 0.5, 1, 1]
    )


def test_every_unit_is_drawn_once_in_its_own_light(view):
    seen = {}
    for color, data in traces(view, "markers"):
        for place in zip(data["x"], data["y"], strict=True):
            if place[1] != OUTSIDE:
                assert seen.setdefault(place, color) is color
    known = [network.UNKNOWN, network.SILENT, GLOW[4], GLOW[7], GLOW[2], GLOW[7]]
    assert seen == dict(zip(map(tuple, unit_places(SIZES)), known, strict=True))


def test_every_edge_is_drawn_once_in_its_own_light(view):
    seen = {}
    for color, data in traces(view, "lines"):
        rows = np.stack([data["x"], data["y"]], -1)
        for a, b in zip(rows, rows[1:], strict=False):
            if np.isfinite(a + b).all():
                assert seen.setdefault((*a, *b), color) is color
    colors = [network.UNKNOWN] * 3 + [GLOW[k] for k in (0, 7, 0, 0, 4, 7)]
    places = unit_places(SIZES)[edge_ends(SIZES)].reshape(-1, 4)
    assert seen == dict(zip(map(tuple, places), colors, strict=True))
