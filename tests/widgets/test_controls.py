"""A slider gives plain numbers, a field beside it any other, and neither changes what was said."""

import pytest

from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets.panel.number import Ladder, Number, plain, read, written

LR = Ladder(1e-4, 2.0, log=True)


@pytest.fixture
def race():
    panel = small("optimizer_race", surface="saddle")
    yield panel
    panel.close()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.05", 0.05), ("0.0123456", 0.0123456), ("0,05", 0.05), ("1/20", 0.05), (" .3 ", 0.3)]
    + [("5 · 10⁻²", 0.05), ("5*10^-2", 0.05), ("5e−2", 0.05), ("0,050", 0.05), ("10⁻²", 0.01)]
    + [("2e-3", 0.002), ("1/3", 1 / 3), ("7", 7.0)],
)
def test_a_typed_number_is_taken_exactly(race, typed, number):
    knob = race.form.controls["lr"]
    knob.field.value = typed
    assert race.experiment.lr == knob.value == number
    assert f"lr={number!r}" in race.code and f"lr={number!r}" in race.code_line.value
    assert float(knob.field.value) == number
    check(race)


def test_the_same_number_in_other_words_is_written_as_all_are(race):
    knob = race.form.controls["lr"]
    for typed in ("0,05", "1/20", "0.050"):
        knob.field.value = typed
        assert knob.field.value == "0.05" and race.experiment.lr == 0.05


@pytest.mark.parametrize(
    "typed", ["many", "", "1,000", "1,234", "5 %", "1/0", "0.05 or so", "nan", "inf"]
)
def test_what_is_no_number_is_said_to_be_none(race, typed):
    good = race.experiment
    knob = race.form.controls["lr"]
    knob.field.value = typed
    assert "lr must be a finite number" in race.headline.value and race.experiment == good
    check(race)
    knob.slider.value += 1
    assert race.problem == "" and race.experiment.lr == knob.value != good.lr


def test_hard_limits_hold_for_what_is_typed(race):
    for knob, typed in {"lr": "-1", "steps": "1000000", "seed": "2.5"}.items():
        field = race.form.controls[knob].field
        before, field.value = field.value, typed
        assert knob in race.problem and typed.replace("-1", "-1.0") in race.problem
        field.value = before
        assert race.problem == ""
    check(race)


def test_a_number_beyond_the_slider_widens_it_until_another_is_said(race):
    knob = race.form.controls["lr"]
    usual = knob.slider.min, knob.slider.max
    knob.field.value = "7.3"
    assert race.experiment.lr == 7.3 and knob.slider.value == knob.slider.max > usual[1]
    knob.slider.value -= 1
    assert 5 < race.experiment.lr < 7.3
    knob.field.value = "0.1"
    assert (knob.slider.min, knob.slider.max) == usual
    check(race)


def test_a_page_that_answers_with_the_place_of_a_slider_changes_nothing():
    panel = small("optimizer_race", lr=0.0123456, start=(0.123456, 0.9876))
    before = panel.experiment
    for knob in (panel.form.controls["lr"], *panel.form.controls["start"].axes):
        knob.slider.set_state({"value": knob.slider.value})
    assert panel.experiment is before
    panel.form.controls["start"].axes[0].slider.value += 1
    assert panel.experiment.start[1] == 0.9876 and panel.experiment.lr == 0.0123456
    check(panel)
    panel.close()


def test_both_fields_of_a_place_are_exact(race):
    x, y = race.form.controls["start"].axes
    assert (x.field.value, y.field.value) == ("1", "0.0001")  # the saddle's usual start
    x.field.value = "1/3"
    assert race.experiment.start == (1 / 3, 1e-4)
    y.field.value = "here"
    assert "start must be two finite numbers" in race.problem
    y.field.value, x.field.value = "0.0001", "1"
    assert race.problem == "" and race.experiment.start is None
    check(race)


def test_another_surface_has_other_ends(race):
    race.form.set(surface="plateau")
    axes = race.form.controls["start"].axes
    assert [(axis.ladder.low, axis.ladder.high) for axis in axes] == [(-10, 6), (-2, 2)]
    assert race.experiment.start is None
    assert not any(axis.slider.disabled for axis in axes)


def test_a_slider_is_never_put_where_it_cannot_stand(race):
    """A page moves a slider that stands beyond its ends, and answers with the new place."""
    for axis in race.form.controls["start"].axes:
        for name in ("min", "max", "value"):
            axis.slider.observe(lambda change: stands(change["owner"]), name)
    for surface in ("plateau", "bowl", "elongated", "saddle"):
        race.form.set(surface=surface)


def stands(slider):
    assert slider.min <= slider.value <= slider.max


def test_fixed_places_stay_fixed_on_another_surface():
    panel = small("optimizer_race", fix=["start"])
    panel.form.set(surface="plateau")
    for axis in panel.form.controls["start"].axes:
        assert axis.slider.disabled and axis.field.disabled
    panel.close()


# ---- ladders


LADDERS = [LR, Ladder(0.5, 0.999), Ladder(-2.0, 2.0), Ladder(0, 0.01), Ladder(1e-6, 1, log=True)]
LADDERS += [Ladder(1, 256, whole=True), Ladder(0, 99, whole=True), Ladder(50, 8000, whole=True)]
LADDERS += [
    Ladder(1, 1000, log=True, whole=True),
    Ladder(-0.95, 0.95),
    Ladder(0.005, 0.2, log=True),
]


@pytest.mark.parametrize("ladder", LADDERS, ids=str)
def test_every_place_of_a_slider_has_a_plain_number_and_both_ends_are_reached(ladder):
    knob = Number(ladder, ladder.low, "knob")
    numbers = []
    for place in range(knob.slider.min, knob.slider.max + 1):
        knob.slider.value = place
        numbers.append(knob.value)
    assert numbers == sorted(numbers)
    assert (numbers[0], numbers[-1]) == (ladder.low, ladder.high) and len(numbers) > 50
    inside = numbers[1:-1]
    digits = 2 if ladder.log else 3
    assert all(n == plain(n, digits) for n in inside)
    assert len(set(numbers)) == len(numbers) or (ladder.log and ladder.whole)
    kind = int if ladder.whole else float
    assert all(type(n) is kind for n in inside)


@pytest.mark.parametrize("ladder", [one for one in LADDERS if not (one.log and one.whole)], ids=str)
def test_the_place_of_a_number_is_the_nearest_one(ladder):
    first, last = ladder.around(ladder.low, ladder.high)
    for place in range(first + 1, last, 7):
        assert ladder.near(ladder.at(place)) == place
        between = 0.6 * ladder.at(place) + 0.4 * ladder.at(place + 1)
        assert ladder.near(between) in (place, place + 1)


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-9, 123456.789, -0.25, 0.0, 12, 5e-324, 1e300])
def test_what_is_written_is_read_as_the_same_number(number):
    assert read(written(number), isinstance(number, int)) == number
