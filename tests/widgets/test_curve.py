"""A curve and its straight lines: what is drawn, and what a drag of a dot or ring sets."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.widgets.fitted_lines import BOX, FittedLines, X
from tests.widgets.panels import pick, small
from tests.widgets.truth import check
from widgets.figure import theme
from widgets.figure.handles import Handle, Pick
from widgets.figure.static import picture
from widgets.panel.handles import dragged
from widgets.panel.panel import Panel
from widgets.views.curve import Curve, Pieces
from widgets.views.sheet import Sheet


@pytest.fixture
def panel(fitted):
    made = small(fitted)
    yield made
    made.close()


def drawn(panel, trace):
    data = panel.view.figure.frame_data(trace)
    return data["x"], data["y"]


def test_lines_have_colours_of_their_own_and_their_grips_stand_on_them(panel):
    pieces = panel.view.shown[1][1]
    traces = panel.view.figure._figure.data
    for n, (slope, height) in enumerate(panel.experiment.lines):
        x, y = drawn(panel, pieces.first + n)
        np.testing.assert_allclose(y, slope * x + height)
        assert traces[pieces.first + n].line.color == theme.look(n)[0]
    np.testing.assert_array_equal(drawn(panel, pieces.dots.first), [[0, 0], [0.5, -1]])
    # the second one leaves the picture below, at x = 0.5
    np.testing.assert_array_equal(drawn(panel, pieces.rings.first), [[2, 0.5], [2.5, -2]])


def test_a_dot_lifts_its_line_and_a_ring_turns_it(panel):
    lift, turn = range(2)
    pick(panel, 1.7, 1.234, False, handle=lift, point=1)
    pick(panel, 1.7, 1.5, handle=lift, point=1)
    assert panel.experiment.lines == ((1.0, 0.5), (-2.0, 1.5))
    pick(panel, 2.0, -0.5, handle=turn, point=1)
    assert panel.experiment.lines == ((1.0, 0.5), (-1.0, 1.5))
    pick(panel, 1.0, -0.5, handle=turn, point=0)
    assert panel.experiment.lines == ((-1.0, 0.5), (-1.0, 1.5))
    check(panel)
    panel.form.controls["lines"].told("undo")
    assert panel.experiment.lines[0] == (1.0, 0.5)
    panel.form.controls["lines"].told("add")
    assert len(panel.experiment.lines) == 3  # a new picture, whose grips work as well
    pick(panel, 2.0, 4.0, handle=turn, point=2)
    x, y = drawn(panel, panel.view.shown[1][1].rings.first)
    np.testing.assert_allclose((x[2], y[2]), (2, 4), atol=0.02)
    check(panel)


def test_slopes_stay_in_their_range_and_a_click_turns_the_nearest():
    ring = Handle(0, "lines", "lines", turns=True)
    assert dragged(FittedLines(), Pick(2, 99, True, ring, 0, True))["lines"][0] == (4.0, 0.5)
    near = dragged(FittedLines(), Pick(0.0, 0.7, True, ring, 0, True))["lines"][0]
    assert near == (2.0, 0.5)  # as if at x = 0.1
    clicked = dragged(FittedLines(), Pick(1.0, 1.0, True, ring, 1))["lines"]
    assert clicked == ((1.0, 0.5), (2.0, -1.0))


class Slow(FittedLines):
    """The same, as if it took long."""

    instant = False


def test_where_a_run_takes_long_the_ring_alone_follows(fitted, panel):
    slow = Panel(Slow, panel.make_view)
    ring = slow.view.figure.handles[1].trace
    pick(slow, 1.5, 2.5, False, handle=1, point=0)
    assert slow.experiment.lines[0] == (1.0, 0.5)
    np.testing.assert_array_equal(np.array(drawn(slow, ring))[:, 0], [1.5, 2.5])
    pick(slow, 1.5, 3.5, True, handle=1, point=0)
    assert slow.experiment.lines[0] == (2.0, 0.5)
    slow.close()


def test_parts_alone_and_the_static_twin(panel):
    class Alone(Sheet):
        def parts(self, frame):
            curve = Curve(lambda frame: (X, X), names=("", "made"), x_range=[-2, 2])
            return [(1, curve), (1, Pieces(lambda frame: np.array([[1.0, 0.0]]), BOX))]

    view = Alone(SimpleNamespace(summary=""))
    assert [t.name for t in view.figure._figure.data] == ["made", "1"]
    assert view.figure.handles == []
    view.figure.close()
    said = picture(panel.view.figure)
    assert said.count("<path") + said.count("<circle") > 8
