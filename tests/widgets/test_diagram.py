"""The diagram of a network: every number at its unit or edge, signs by colour and dash, clicks."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.widgets.panels import pick, small
from tests.widgets.test_theme import contrast
from tests.widgets.truth import check
from widgets.figure.static import picture
from widgets.views import diagram
from widgets.views.diagram import LESS, MORE, at, levels, places, shares
from widgets.views.net import Net, short, told
from widgets.views.network import OUTSIDE, edge_ends
from widgets.views.sheet import Sheet

SIZES = (2, 3, 1)
WEIGHTS = (np.array([[1.0, -1.0, 0.0], [0.25, np.nan, -3.0]]), np.array([[2.0], [-0.5], [0.7]]))
UNITS = (np.array([0.5, -1.0]), np.array([0.62, 0.0, np.nan]), np.array([12.5]))


@pytest.fixture
def show():
    """show(net, **about) -> the view of a diagram."""
    views = []

    def make(net, **about):
        class View(Sheet):
            def parts(self, frame):
                return [(1, p) for p in diagram.diagram(lambda f: f.net, SIZES, **about)]

        views.append(View(SimpleNamespace(net=net, summary="")))
        return views[-1]

    yield make
    for view in views:
        view.figure.close()


def drawn(view, mode):
    """[(trace, arrays), ...] of what is drawn in one way."""
    traces = enumerate(view.figure._figure.data)
    return [(t, view.figure.frame_data(i)) for i, t in traces if t.mode == mode]


def texts(view):
    """{place: text} of all words."""
    said = {}
    for trace, data in drawn(view, "text"):
        for x, y, text in zip(data["x"], data["y"], trace.text, strict=True):
            if text.strip():
                said[round(float(x), 3), round(float(y), 3)] = text
    return said


def ends(data):
    """{(x0, y0, x1, y1)} of the pieces of a line with gaps."""
    rows = np.stack([data["x"], data["y"]], -1)
    pairs = zip(rows, rows[1:], strict=False)
    return {tuple(np.round([*a, *b], 3).tolist()) for a, b in pairs if np.isfinite(a + b).all()}


def test_numbers_are_short():
    assert short(np.float32(-0.731)) == "−0.73" and short("σ′") == "σ′"
    assert short(-np.inf) == "−∞" and short(np.nan) == ""


def test_numbers_of_edges_stand_equally_far_apart():
    for sizes in ((2, 2), (4, 4), (3, 2)):
        y = np.sort(at(sizes, shares(sizes)[:, None])[:, 0, 1])
        np.testing.assert_allclose(np.diff(y), np.diff(y)[0])


def test_every_number_stands_where_it_belongs(show):
    below = ([0.1, -0.2], ["?", "", "0"], [1.0])
    said = texts(show(Net(UNITS, WEIGHTS, below=below)))
    units = places(SIZES).round(3)
    written = [said.get(tuple(place.tolist()), "") for place in units]
    assert written == ["0.5", "−1", "0.62", "0", "", "12.5"]
    edges = at(SIZES, shares(SIZES)[:, None])[:, 0].round(3)
    written = [said.get(tuple(place.tolist()), "") for place in edges]
    assert written == ["1", "−1", "0", "0.25", "", "−3", "2", "−0.5", "0.7"]
    under = {text for (x, y), text in said.items() if (x, y) not in set(map(tuple, units.tolist()))}
    assert {"0.1", "−0.2", "?"} <= under


def test_signs_are_told_by_colour_and_dash_and_sizes_by_width(show):
    np.testing.assert_array_equal(
        levels(np.array([0, 0.1, -0.6, 2, -9, np.nan]), 2.0), [0, 1, -2, 4, -4, np.nan]
    )
    view = show(Net(UNITS, WEIGHTS, edges=()))  # without words the lines are whole
    places_of = places(SIZES)[edge_ends(SIZES)]
    weights, seen = Net(UNITS, WEIGHTS).weight(), {}
    for trace, data in drawn(view, "lines"):
        for x0, y0, x1, y1 in ends(data):
            for i, ((a, b), (c, d)) in enumerate(places_of):
                if (
                    np.allclose([x0, y0], [a, b], atol=2e-3)
                    and abs((x1 - x0) * (d - b) - (y1 - y0) * (c - a)) < 5e-3
                ):
                    seen[i] = trace.line
    assert sorted(seen) == [i for i, w in enumerate(weights) if np.isfinite(w)]
    for i, line in seen.items():
        sign = np.sign(weights[i])
        assert (line.color, line.dash) == {
            1: (MORE, "solid"),
            -1: (LESS, "dash"),
            0: (diagram.IDLE, "dot"),
        }[sign]
    assert seen[6].width > seen[0].width > seen[3].width


def test_chosen_and_silent_units_look_different(show):
    silent = (np.zeros(2, bool), np.array([False, True, False]), np.zeros(1, bool))
    view = show(Net(UNITS, WEIGHTS, silent=silent, unit=2, edge=7))
    chosen, speaking, quiet = drawn(view, "markers")
    stand = [np.flatnonzero(data["y"] != OUTSIDE).tolist() for _, data in (chosen, speaking, quiet)]
    assert stand == [[2], [0, 1, 2, 4, 5], [3]]
    assert quiet[0].marker.symbol == "square" and quiet[0].marker.color == diagram.SILENT
    [(_, marked)] = [pair for pair in drawn(view, "lines") if pair[0].line.color == diagram.CHOSEN]
    assert np.isfinite(marked["y"]).sum() == 4  # two pieces with the number between them
    view.draw(SimpleNamespace(net=Net(UNITS, WEIGHTS), summary=""))
    assert (view.figure.frame_data(view.figure._figure.data.index(chosen[0]))["y"] == OUTSIDE).all()


def test_black_numbers_are_legible_in_units(show):
    view = show(Net(UNITS, WEIGHTS))
    assert min(contrast("#000000", fill) for fill in (diagram.FILL, diagram.SILENT)) >= 4.5
    inside = [t for t, _ in drawn(view, "text") if t.textfont.color == "#000000"]
    assert [t.text[2] for t in inside] == ["0.62"]


def test_turned_it_runs_from_right_to_left(show):
    there, back = texts(show(Net(UNITS, WEIGHTS))), texts(show(Net(UNITS, WEIGHTS), turned=True))
    assert {(round(2 - x, 3), y): text for (x, y), text in there.items()} == back


def test_few_numbers_on_edges_are_those_at_the_chosen_unit(show):
    net = Net(UNITS, WEIGHTS, unit=2, edge=8)
    mine = ["1", "", "", "0.25", "", "", "2", "", "0.7"]
    assert told(net, SIZES, few=True) == mine
    said = texts(show(net, few=True))
    middles = at(SIZES, np.full((9, 1), 0.5))[:, 0].round(3)
    for place, text in zip(middles, mine, strict=True):
        assert not text or said[tuple(place.tolist())] == text
    assert not told(Net(UNITS, WEIGHTS), SIZES, few=True)[0]


def test_the_twin_has_all_numbers(show):
    twin = picture(show(Net(UNITS, WEIGHTS, unit=1), titles=("in", "hidden", "out")).figure)
    for text in ("0.62", "−3", "12.5", "hidden"):
        assert text in twin
    assert "nan" not in twin and 'stroke-dasharray="7 4"' in twin


def test_a_click_chooses_a_unit_or_an_edge(network):
    panel = small(network)
    edge, unit = panel.view.figure.handles
    assert (edge.chooses, edge.count, unit.chooses, unit.count) == ("edge", 9, "unit", 6)
    points = panel.view.figure.frame_data(edge.trace)
    assert len(points["x"]) == 9 * len(diagram.ALONG)
    pick(panel, 0, 0, point=9 * 3 + 7, handle=0, held=False)
    assert panel.experiment.edge == 7
    a, b = places(SIZES)[edge_ends(SIZES)[7]]
    along = (points["x"][9 * 3 + 7] - a[0]) / (b[0] - a[0])
    np.testing.assert_allclose(points["y"][9 * 3 + 7], a[1] + along * (b[1] - a[1]), atol=1e-6)
    pick(panel, 0, 0, point=4, handle=1, held=False)
    assert panel.experiment.unit == 4
    check(panel)
    panel.form.controls["drawn"].value = "backward"
    check(panel)
    panel.close()
