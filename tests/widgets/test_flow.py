"""A flow chart lights the boxes and arrows that a frame has reached, on the page and in print."""

from types import SimpleNamespace

import numpy as np
import pytest

from widgets.figure.static import picture
from widgets.views.flow import LIT, Arrow, Box, flow, tip, way
from widgets.views.sheet import Sheet

BOXES = {
    "start": Box(2, 9, 3, 2),
    "good?": Box(2, 5, 3, 2, question=True),
    "help": Box(7, 5, 3, 2),
    "end": Box(2, 1, 3, 2),
}
ARROWS = (
    Arrow("start", "good?", ((2, 8), (2, 6))),
    Arrow("good?", "help", ((3.5, 5), (5.5, 5)), "no"),
    Arrow("good?", "end", ((2, 4), (2, 2)), "yes"),
    Arrow("help", "start", ((7, 6), (7, 9), (3.5, 9))),
)


def words(frame):
    return {"start": ["begin"], "good?": ["is it", "good?"], "help": [frame.help], "end": ["end"]}


class Chart(Sheet):
    label = "A chart"

    def parts(self, frame):
        return [(1, part) for part in flow(lambda frame: frame.lit, BOXES, ARROWS, words)]


def frame(*lit, help="do this"):
    return SimpleNamespace(lit=lit, help=help, summary=" → ".join(lit))


def drawn(view, name):
    """Points (n, 2) of the line through what is lit ("way") or not ("chart")."""
    traces = view.figure._figure.data
    i = next(i for i, trace in enumerate(traces) if trace.name == name)
    data = view.figure.frame_data(i)
    return np.stack([data["x"], data["y"]], -1)


def on(points, part):
    """True if all corners of a part are on the line."""
    return all((np.abs(points - corner) < 1e-5).all(-1).any() for corner in np.asarray(part, float))


LITS = [(), ("start",), ("start", "good?"), ("start", "good?", "help"), ("help", "start")]


@pytest.mark.parametrize("lit", LITS)
def test_what_is_reached_is_lit_and_the_rest_is_not(lit):
    view = Chart(frame(*lit))
    for name, box in BOXES.items():
        assert on(drawn(view, "way"), box.outline) == (name in lit)
        assert on(drawn(view, "chart"), box.outline) == (name not in lit)
    taken = way(lit, ARROWS)
    assert len(taken) == max(0, len(lit) - 1)
    for arrow in ARROWS:
        assert on(drawn(view, "way" if arrow in taken else "chart"), arrow.through)


def test_a_new_frame_moves_the_light_and_the_words():
    view = Chart(frame("start"))
    view.draw(frame("start", "good?", "end", help="do that"))
    assert on(drawn(view, "way"), BOXES["end"].outline)
    assert not on(drawn(view, "way"), BOXES["help"].outline)
    texts = [word for t in view.figure._figure.data if t.text for word in t.text]
    assert "do that" in texts and "do this" not in texts


def test_the_printed_chart_has_the_same_light_and_words():
    said = picture(Chart(frame("start", "good?")).figure)
    assert LIT in said and "start → good?" in said
    for word in ("begin", "is it", "good?", "do this", "end", "yes", "no"):
        assert f">{word}</tspan>" in said
    assert "nan" not in said and LIT not in picture(Chart(frame()).figure).split("<g")[0]


def test_boxes_are_closed_and_questions_have_cut_corners():
    plain, question = (BOXES[name].outline for name in ("start", "good?"))
    for line in (plain, question):
        np.testing.assert_array_equal(line[:3], line[-3:])
        assert (line.max(0) - line.min(0) == [3, 2]).all()
    assert len(np.unique(plain, axis=0)) == 4 and len(np.unique(question, axis=0)) == 8


def test_arrows_point_where_they_go():
    for end in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        head = tip(((0, 0), end), (0.1, 0.1))
        np.testing.assert_array_equal(head[1], end)
        assert (np.abs(head[[0, 2]]).max(-1) < 1).all()
        np.testing.assert_allclose(head[[0, 2]].mean(0), np.array(end) * 0.86)
