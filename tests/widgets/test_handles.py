"""Handles on the picture: what is dragged is a knob, inside its range, at a plain number."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from dlcore import with_share
from dlcore.experiments import Experiment
from dlcore.knobs import Part, knob, numbers, points
from tests.widgets import drawn_schedule
from tests.widgets.panels import pick, small
from tests.widgets.truth import check
from widgets.figure.handles import Handle, Pick, handles_of
from widgets.panel.handles import dragged
from widgets.panel.panel import Panel


@dataclass(frozen=True)
class All(Experiment):
    """Knobs of all kinds that a handle can set."""

    lr: float = knob(0.1, 0.001, 1, log=True)
    width: int = knob(3, 1, 9)
    rule: str = knob("a", choices=["a", "b"])
    place: tuple = knob(None, point=True)
    shares: tuple = numbers((0.2, 0.3, 0.5), 0, 1)
    way: tuple = points(
        ((0.0, 0.5), (4.0, 0.5)),
        {"x": Part(0, 10), "rate": Part(0.01, 1, log=True)},
        count=(1, 3),
        ordered=True,
    )
    cloud: tuple = points(
        ((0, 0, 1),), dict(x=Part(-1, 1), y=Part(-1, 1), kind=Part(0, 1)), count=(0, 9)
    )

    def reach(self, name):
        """Of a place."""
        return ((-5, 5), (-5, 5)), (1.0, 2.0)


@pytest.mark.parametrize(
    ("drags", "point", "place", "knobs"),
    [
        (("lr", None), 0, (0.0123456, 7), dict(lr=0.012)),
        (("lr", "width"), 0, (9.9, 3.7), dict(lr=1.0, width=4)),
        ((None, "width"), 0, (0, -3), dict(width=1)),
        ("place", 0, (0.123456, -2.0), dict(place=(0.123, -2.0))),
        ((None, "place"), 0, (0.5, -2.0), dict(place=(1.0, -2.0))),
        ((None, "shares"), 1, (1, 0.41267), dict(shares=(0.2, 0.413, 0.5))),
        ((None, "shares"), 2, (2, 1.2), dict(shares=(0.2, 0.3, 1.0))),
        ("way", 1, (2.3456, 0.0333), dict(way=((0.0, 0.5), (2.35, 0.033)))),
        ("way", 0, (7.0, 5.0), dict(way=((4.0, 1.0), (4.0, 0.5)))),
        ((None, "way"), 1, (2.0, 0.033), dict(way=((0.0, 0.5), (4.0, 0.033)))),
        (("way", None), 1, (2.0, 0.033), dict(way=((0.0, 0.5), (2.0, 0.5)))),
        (("cloud", "cloud"), 0, (-0.001, 0.5), dict(cloud=((0.0, 0.5, 1),))),
    ],
    ids=str,
)
def test_a_handle_sets_the_knobs_of_its_axes(drags, point, place, knobs):
    [handle] = handles_of(0, drags)
    set_to = dragged(All(), Pick(*place, True, handle, point, True))
    assert set_to == knobs
    All(**set_to)
    assert all("-0.0" not in repr(value).split(", ") for value in set_to.values())


def test_a_click_adds_a_point_where_there_may_be_more():
    way, cloud = Handle(0, "way", "way"), Handle(0, "cloud", "cloud")
    grown = All(**dragged(All(), Pick(2.0, 0.1, True, way, 0)))
    assert grown.way == ((0.0, 0.5), (2.0, 0.1), (4.0, 0.5))
    with pytest.raises(ValueError, match="way: there are 3 points"):
        dragged(grown, Pick(3.0, 0.1, True, way, 0))
    assert dragged(grown, Pick(3.0, 0.1, True, way, 1, True))["way"][1] == (3.0, 0.1)
    assert dragged(All(), Pick(0.5, 2.0, True, cloud, 0)) == dict(cloud=((0, 0, 1), (0.5, 1.0, 1)))
    assert dragged(All(cloud=()), Pick(0.5, 0.5, True, cloud, -1)) == dict(cloud=((0.5, 0.5, 0),))
    upwards = Handle(0, None, "way")
    moved = dragged(All(), Pick(3.0, 0.1, True, upwards, 1))
    assert moved == dict(way=((0.0, 0.5), (4.0, 0.1)))


def test_a_click_chooses_by_number_or_by_name():
    pick = Pick(9.0, 9.0, True, Handle(3, chooses="width"), 5)
    assert dragged(All(), pick) == dict(width=5)
    assert dragged(All(), pick._replace(handle=Handle(3, chooses="rule"), point=1)) == dict(
        rule="b"
    )


@dataclass(frozen=True)
class Weather(drawn_schedule.DrawnSchedule):
    """Here the noises of all parts sum to 1."""

    noise: tuple = numbers((0.2, 0.3, 0.5), 0, 1, least=0, most=1)

    def settled(self, knob, value, place):
        """Others keep their proportions."""
        return with_share(value, place[0]) if knob == "noise" else value


def test_an_experiment_may_move_the_other_numbers_too():
    panel = Panel(Weather, drawn_schedule.DrawnView)
    which = [h.y for h in panel.view.figure.handles].index("noise")
    for height in (0.5, 0.6, 0.9):
        pick(panel, 2, height, False, handle=which, point=2)
    pick(panel, 2, 0.75, handle=which, point=2)
    assert panel.experiment.noise == (0.1, 0.15, 0.75)
    fields = panel.form.controls["noise"]
    fields.told("type", column=0, row=0, text="0.4")
    assert panel.experiment.noise == (0.4, 0.1, 0.5)
    fields.told("type", column=0, row=0, text="2")  # what makes no sense moves nothing
    assert (
        fields.value == (2.0, 0.1, 0.5)
        and "noise: 1 must be between 0 and 1, not 2.0" in panel.problem
    )
    for _ in range(3):  # a drag is one step
        fields.told("undo")
    assert panel.experiment.noise == (0.2, 0.3, 0.5) and panel.problem == ""
    panel.form.controls["schedule"].told("step", column=0, row=1, by=1)
    assert panel.experiment.schedule[0] == (0.0, 0.32)
    panel.close()


@pytest.fixture
def panel(drawn):
    made = small(drawn)
    yield made
    made.close()


def test_the_picture_the_fields_and_the_code_follow_a_drag(panel):
    for x, y, done in ((20, 0.1, False), (15, 0.05, False), (12.34, 0.0333, True)):
        pick(panel, x, y, done, point=1)
        check(panel)
    assert panel.experiment.schedule == ((0.0, 0.3), (12.3, 0.033), (60.0, 0.01))
    [handle] = [h for h in panel.view.figure.handles if h.x == "schedule"]
    drawn = panel.view.figure.frame_data(handle.trace)
    np.testing.assert_array_equal(drawn["x"], np.array([0, 12.3, 60], "f4"))
    fields = panel.form.controls["schedule"]
    assert fields.cells[1] == ["12.3", "0.033"]
    fields.told("undo")  # a drag is one step back
    assert panel.experiment.schedule == ((0.0, 0.3), (30.0, 0.3), (60.0, 0.01))
    check(panel)


def test_a_click_elsewhere_adds_a_point_until_there_are_enough(panel):
    for x in (10, 20, 40):
        pick(panel, x, 0.2, held=False)
    assert [x for x, _ in panel.experiment.schedule] == [0, 10, 20, 30, 40, 60]
    before = panel.experiment
    pick(panel, 50, 0.2, held=False)
    assert "there are 6 points" in panel.headline.value and panel.experiment == before
    check(panel)
    pick(panel, 50, 0.2, point=5)
    assert panel.problem == "" and panel.experiment.schedule[-1] == (50.0, 0.2)
    check(panel)


@pytest.mark.parametrize("about", [dict(fix=["schedule"]), dict(hide=["schedule"])], ids=str)
def test_what_cannot_be_moved_by_fields_cannot_be_dragged(drawn, about):
    panel = small(drawn, **about)
    assert all("schedule" not in handle for handle in panel.view.figure.handles)
    panel.close()


class Slow(drawn_schedule.DrawnSchedule):
    """The same, as if it took long."""

    instant: ClassVar[bool] = False

    def __post_init__(self):
        super().__post_init__()
        if self.schedule[0][1] > 0.9:
            raise ValueError("too fast")


def test_where_a_run_takes_long_only_the_handle_moves_until_it_is_let_go():
    panel = Panel(Slow, drawn_schedule.DrawnView)
    run, [handle] = panel.experiment, [h for h in panel.view.figure.handles if h.x == "schedule"]

    def places():
        drawn = panel.view.figure.frame_data(handle.trace)
        return np.stack([drawn["x"], drawn["y"]], -1)

    before = places()
    pick(panel, 20, 0.1, False, point=1)
    np.testing.assert_allclose(places(), [[0, 0.3], [20, 0.1], [60, 0.01]], rtol=1e-6)
    assert panel.experiment is run and panel.form.value == run
    pick(panel, 20, 0.1, True, point=1)
    assert panel.experiment.schedule == ((0.0, 0.3), (20.0, 0.1), (60.0, 0.01))
    pick(panel, 0, 1, False, point=0)
    pick(panel, 0, 1, True, point=0)
    assert "too fast" in panel.headline.value
    np.testing.assert_allclose(places(), [[0, 0.3], [20, 0.1], [60, 0.01]], rtol=1e-6)
    panel.form.set(schedule=run.schedule)
    np.testing.assert_array_equal(places(), before)
    panel.close()


@pytest.mark.parametrize(
    ("name", "place", "knobs"),
    [
        ("optimizer_race", (0.5, 0.25), dict(start=(0.5, 0.25))),
        ("momentum_hill", (9.0, 0.0), dict(start=5.5)),
        ("momentum_map", (3.0, 0.25), dict(lr=3.0, beta=0.25)),
        ("diamond_and_circle", (-1.0, 7.0), dict(w1=-1.0, w2=2.0)),
    ],
)
def test_the_handles_of_a_panel_are_knobs(name, place, knobs):
    panel = small(name)
    for k, handle in enumerate(panel.view.figure.handles):
        pick(panel, *place, handle=k)
        assert {name: getattr(panel.experiment, name) for name in knobs} == knobs
        shown = panel.view.figure.frame_data(handle.trace)
        for axis, knob_of_axis in zip("xy", handle[1:3], strict=True):
            if type(getattr(panel.experiment, knob_of_axis or "", None)) is float:
                assert shown[axis][0] == np.float32(getattr(panel.experiment, knob_of_axis))
        check(panel)
    assert panel.view.figure.handles
    panel.close()
