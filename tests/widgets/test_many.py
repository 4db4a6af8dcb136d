"""A knob of many numbers: fields, arrow keys, more and fewer points, Undo, and the same code."""

import numpy as np
import pytest

from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets import restore
from widgets.panel.state_code import encode


@pytest.fixture
def panel(drawn):
    made = small(drawn)
    yield made
    made.close()


def test_what_is_typed_is_taken_exactly_and_printed_plainly(panel):
    fields = panel.form.controls["schedule"]
    fields.told("type", column=1, row=1, text="1/20")
    assert panel.experiment.schedule == ((0.0, 0.3), (30.0, 0.05), (60.0, 0.01))
    assert fields.cells == [["0", "0.3"], ["30", "0.05"], ["60", "0.01"]]
    assert "schedule=((0.0, 0.3), (30.0, 0.05), (60.0, 0.01))" in panel.code
    panel.form.controls["noise"].told("type", column=2, row=0, text="0")
    assert panel.experiment.noise == (0.5, 0.5, 0.0) and "noise=(0.5, 0.5, 0.0)" in panel.code
    check(panel)


@pytest.mark.parametrize(
    ("knob", "about", "said"),
    [
        (
            "schedule",
            dict(column=1, row=1, text="many"),
            "schedule, point 2: rate must be a finite",
        ),
        (
            "schedule",
            dict(column=1, row=0, text="61"),
            "schedule, point 2: step must be between 0 and 60, not 61.0",
        ),
        (
            "schedule",
            dict(column=1, row=0, text="-1"),
            "schedule, point 2: step must be between 0 and 60, not -1.0",
        ),
        ("schedule", dict(column=2, row=0, text="20"), "schedule, point 3: step must not be less"),
        ("noise", dict(column=0, row=0, text="-2"), "noise: start must be at least 0, not -2.0"),
        ("noise", dict(column=0, row=0, text=""), "noise: start must be a finite number, not ''"),
    ],
)
def test_nonsense_is_answered_and_undone(panel, knob, about, said):
    fields, good = panel.form.controls[knob], panel.experiment
    fields.told("type", **about)
    assert said in panel.headline.value.replace("&#x27;", "'") and panel.experiment == good
    check(panel)
    fields.told("undo")
    assert panel.problem == "" and panel.experiment == good and not fields.can["undo"]
    check(panel)


def test_arrow_keys_go_through_plain_numbers_to_the_ends(panel):
    fields = panel.form.controls["schedule"]
    seen = []
    for _ in range(25):
        fields.told("step", column=0, row=1, by=1)
        seen.append(panel.experiment.schedule[0][1])
    assert seen[:3] == [0.32, 0.34, 0.36] and seen[-1] == 1
    fields.told("step", column=0, row=1, by=-10)
    assert panel.experiment.schedule[0][1] < 0.7
    noise = panel.form.controls["noise"]
    noise.told("step", column=1, row=0, by=-1)
    assert panel.experiment.noise == (0.5, 0.48, 0.5)
    noise.told("step", column=1, row=0, by=-1000)
    assert panel.experiment.noise == (0.5, 0.0, 0.5)
    check(panel)


def test_points_are_added_and_removed_as_many_as_there_may_be(panel):
    fields = panel.form.controls["schedule"]
    fields.told("add")
    assert panel.experiment.schedule[2] == (45.0, 0.0548) and len(panel.experiment.schedule) == 4
    while fields.can["add"]:
        fields.told("add")
    assert len(panel.experiment.schedule) == 6
    while fields.can["remove"]:
        fields.told("remove", column=0)
    assert panel.experiment.schedule == ((60.0, 0.01),) and panel.problem == ""
    fields.told("add")
    assert panel.experiment.schedule == ((60.0, 0.01),) * 2
    check(panel)


def test_what_was_done_to_one_point_is_one_step_back(panel):
    fields = panel.form.controls["schedule"]
    first = panel.experiment.schedule
    for rate in ("0.2", "0.1", "0.05"):
        fields.told("type", column=0, row=1, text=rate)
    second = panel.experiment.schedule
    panel.form.set(schedule=[*second[:2], (50, 0.02)])  # as a drag does
    assert fields.can["undo"]
    fields.told("undo")
    assert panel.experiment.schedule == second
    fields.told("undo")
    assert panel.experiment.schedule == first and not fields.can["undo"]
    fields.told("undo")
    assert panel.experiment.schedule == first
    check(panel)


def test_arrays_are_taken(panel):
    panel.form.set(schedule=np.array([[0, 0.5], [60, 0.25]]), noise=np.zeros(3))
    assert panel.experiment.schedule == ((0.0, 0.5), (60.0, 0.25))
    assert panel.form.controls["noise"].cells == [["0"], ["0"], ["0"]]
    check(panel)


def test_a_code_restores_them(panel):
    panel.form.set(schedule=((0, 0.5), (10, 0.25), (60, 0.1), (60, 0.01)), noise=(0, 1, 2))
    code = encode(panel.experiment, panel.player.position, panel.frame, panel.page.panel)
    other = restore(code)
    assert other.experiment == panel.experiment
    assert other.form.controls["schedule"].value == panel.experiment.schedule
    other.close()


def test_they_are_folded_unless_they_are_named_in_front(drawn):
    panel = small(drawn)
    strip, more = panel.form.children
    controls = panel.form.controls
    assert {controls["schedule"], controls["noise"]} == set(more.children)
    panel.close()
    panel = small(drawn, front="noise")
    strip, more = panel.form.children
    assert controls is not panel.form.controls and panel.form.controls["noise"] in strip.children
    panel.close()


def test_what_is_fixed_does_not_move(drawn):
    panel = small(drawn, fix=["noise"])
    before, noise = panel.experiment, panel.form.controls["noise"]
    assert noise.disabled
    noise.told("type", column=0, row=0, text="2")
    assert panel.experiment == before
    panel.close()
