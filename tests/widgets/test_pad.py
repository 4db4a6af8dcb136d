"""A pad: strokes are knobs like all others, can be undone, and stand in the code."""

import pytest

from dlcore.experiments.drawing import ink_of, rows_of
from tests.widgets.drawn_shape import BAR, FRAME
from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets import restore
from widgets.panel.pad import Pad
from widgets.panel.state_code import encode


@pytest.fixture
def panel(own):
    made = small("drawn_shape")
    yield made
    made.close()


def stroke(pad, *moments):
    """What a page says of one stroke: the rows at some moments, the pen lifted at the last."""
    for i, rows in enumerate(moments):
        pad.told("ink", rows=list(rows), done=i == len(moments) - 1)


def test_what_is_drawn_is_a_knob(panel):
    pad = panel.form.controls["ink"]
    assert isinstance(pad, Pad) and pad in panel.form.beside
    pad.told("ink", rows=[255, *FRAME[1:]], done=False)
    assert panel.experiment.ink == (255, *FRAME[1:]) and panel.frame.rows[0] == 8
    check(panel)
    pad.told("ink", rows=[255, *FRAME[1:7], 255], done=True)
    assert f"ink=(255, {', '.join(map(str, FRAME[1:7]))}, 255)" in panel.code
    check(panel)


def test_a_stroke_is_one_step_back(panel):
    pad = panel.form.controls["ink"]
    first, second = (1, *FRAME[1:]), (3, *FRAME[1:])
    stroke(pad, (1, *FRAME[1:]), (3, *FRAME[1:]))
    stroke(pad, (7, *FRAME[1:]), (15, *FRAME[1:]))
    assert panel.experiment.ink != second
    pad.told("undo")
    assert panel.experiment.ink == second != first
    pad.told("undo")
    assert panel.experiment.ink == FRAME and not pad.can["undo"]
    check(panel)


def test_examples_come_one_after_the_other(panel):
    pad = panel.form.controls["ink"]
    seen = []
    for _ in range(3):
        pad.told("example")
        seen.append(panel.experiment.ink)
    assert seen == [BAR, FRAME, BAR]
    pad.told("undo")
    assert panel.experiment.ink == FRAME
    check(panel)


@pytest.mark.parametrize("rows", [[256] * 8, [1.5] * 8, [0] * 7, ["ink"] * 8, [-1] * 8])
def test_nonsense_is_answered(panel, rows):
    panel.form.controls["ink"].told("ink", rows=rows, done=True)
    assert panel.problem.startswith("ink") and panel.experiment.ink == FRAME
    check(panel)


def test_what_is_fixed_is_not_drawn_on(own):
    panel = small("drawn_shape", fix=["ink"])
    pad = panel.form.controls["ink"]
    for kind, about in ("ink", dict(rows=[0] * 8, done=True)), ("example", {}):
        pad.told(kind, **about)
    assert panel.experiment.ink == FRAME
    panel.close()


def test_a_code_restores_the_drawing(panel):
    stroke(panel.form.controls["ink"], BAR)
    code = encode(panel.experiment, panel.player.position, panel.frame, panel.page.panel)
    other = restore(code)
    assert other.experiment == panel.experiment and other.form.controls["ink"].value == BAR
    other.close()


def test_rows_and_images_are_the_same():
    image = ink_of(FRAME)
    assert image.sum(1).tolist() == [0, 6, 2, 2, 2, 2, 6, 0] and image[2].tolist() == [
        *(0, 1, 0, 0, 0, 0, 1, 0)
    ]
    assert rows_of(image) == FRAME
