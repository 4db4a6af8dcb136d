"""Kinds of answers: given, judged, shown."""

import numpy as np
import pytest

from tests.widgets.panels import pick
from widgets import texts
from widgets.questions.drawings import Curve, Point
from widgets.questions.kinds import Choice, Number, Order
from widgets.questions.sorting import Sort

NUMBERS = [  # within, factor, guess, truth, outcome, distance
    (5, False, "40", 44, "right", 4),
    (5, False, "40", 46, "too low", 6),
    (5, False, "−3", -9, "too high", 6),
    (2, True, "1e-3", 2e-3, "right", 2),
    (2, True, "3", 1, "too high", 3),
    (5, False, "never", np.inf, "right", 0),
    (5, False, "40", np.inf, "too low", np.inf),
    (2, True, "never", 40, "too high", np.inf),
    (5, False, "40", np.nan, "wrong", np.inf),
    (2, True, "-1", 1, "too low", np.inf),
]


@pytest.mark.parametrize("within, factor, guess, truth, outcome, distance", NUMBERS)
def test_numbers(within, factor, guess, truth, outcome, distance):
    kind = Number(within, unit="steps", factor=factor)
    kind.field.value = guess
    found = kind.judge(kind.guess(), truth)
    assert found.outcome == outcome and found.distance == pytest.approx(distance)
    assert outcome in (*kind.outcomes, "right") and kind.say(truth)


@pytest.mark.parametrize(
    "text, number",
    [("0,05", 0.05), ("50,000", 5e4), ("1,234.5", 1234.5), ("1/20", 0.05), ("40 %", 40)]
    + [("−3", -3), ("1e-3", 1e-3), ("0,125", 0.125), ("never", np.inf), ("Never", np.inf)]
    + [("∞", np.inf), ("3,5", 3.5), ("50 000", 5e4), ("50\u202f000", 5e4), ("1'000", 1e3)]
    + [("2 · 10⁻³", 2e-3), ("10^-3", 1e-3), ("2*10**4", 2e4), ("≈ 40", 40), ("~0.5", 0.5)]
    + [("40 steps", 40), ("40 Steps", 40), ("1,000,000", 1e6), (".5", 0.5), ("+3", 3)],
)
def test_numbers_as_people_write_them(text, number):
    kind = Number(1, unit="steps")
    kind.field.value = text
    assert kind.guess() == number


@pytest.mark.parametrize(
    "text", ["40", "40 %", "40%", "40 % of digits", "40,0", "0.4e2 % of digits"]
)
def test_a_number_with_its_unit(text):
    kind = Number(1, unit="% of digits")
    kind.field.value = text
    assert kind.guess() == 40


@pytest.mark.parametrize("text", ["", "many", "nan", "1/0", "1,2,3", "1.000,5", "4 5", "40 m"])
def test_what_is_no_number_is_asked_for_again(text):
    kind = Number(1)
    kind.field.value = text
    with pytest.raises(ValueError, match="type a number"):
        kind.guess()


WORDS = [  # unit, factor, guess, truth, what is said of the distance, of the truth
    ("%", False, 40, 48.611, "8.6 points apart (5 allowed)", "48.6 %"),
    ("% of test digits", False, 40, 90, "50 points of test digits apart (5 allowed)", None),
    ("", True, 1, 1.961e-5, "51,000 times too large (5 times allowed)", "0.0000196"),
    ("", True, 1e-5, 1, "100,000 times too small (5 times allowed)", "1"),
    ("steps", False, 1, 1234, "1,233 steps apart (5 allowed)", "1,234 steps"),
    ("", False, 3, 3, "", "3"),
]


@pytest.mark.parametrize("unit, factor, guess, truth, far, said", WORDS)
def test_numbers_are_said_in_words_and_units(unit, factor, guess, truth, far, said):
    kind = Number(5, unit=unit, factor=factor)
    assert kind.judge(guess, truth).words == far
    assert said is None or kind.say(truth) == said


def test_choice_with_a_truth_that_nobody_offered():
    found = Choice(["a", "b"]).judge("a", "c")
    assert found.outcome == "wrong"


def test_orders():
    kind = Order("abc")
    with pytest.raises(ValueError, match=texts.EACH_ONCE):
        kind.guess()
    for control, name in zip(kind.inputs, "acb", strict=True):
        control.value = name
    assert kind.guess() == ("a", "c", "b")
    assert kind.judge(kind.guess(), list("acb")).outcome == "right"
    assert kind.judge(kind.guess(), list("abc")).distance == 1
    assert kind.judge(kind.guess(), list("bca")).distance == 3
    with pytest.raises(ValueError, match="order of"):
        kind.judge(kind.guess(), ["a", "b"])


TRUTH = dict(a="one", b={"one", "two"}, c=["two"])


def sorted_as(*bins):
    kind = Sort(list("abc"), ["one", "two", "<3>"])
    for control, name in zip(kind.inputs, bins, strict=False):
        control.value = name
    return kind


def test_sorting_counts_what_lies_where_it_belongs():
    for bins, outcome, right in (
        (("one", "two", "two"), "right", 3),
        (("one", "one", "two"), "right", 3),
        (("one", "<3>", "one"), "partly", 1),
        (("two", "<3>", "one"), "wrong", 0),
    ):
        kind = sorted_as(*bins)
        found = kind.judge(kind.guess(), TRUTH)
        assert (found.outcome, found.distance) == (outcome, 3 - right)
        assert found.words == texts.SORTED.format(right=right, n=3)
    assert kind.say(kind.guess()) == "two: a; <3>: b; one: c"
    assert kind.say(TRUTH) == "one: a; two: c; one or two: b"


def test_what_is_not_yet_sorted_is_named():
    with pytest.raises(ValueError, match=texts.BIN_FOR.format(names="b, c")):
        sorted_as("one").guess()
    with pytest.raises(ValueError, match=texts.BIN_FOR_MORE.format(names="a, b, c, d", more=2)):
        Sort(list("abcdef"), ["one", "two"]).guess()


def test_what_lies_wrong_stands_under_its_bin_with_its_reason():
    kind, why = sorted_as("<3>", "one", "one"), dict(a="since <a>", b="since b", c="since c")
    assert kind.places(TRUTH) == dict(a=["one"], b=["one", "two"], c=["two"])
    shown = kind.beside(kind.filled, kind.places(TRUTH), None, why)
    one, two, both = shown.split("<ul>")[1:]
    assert "✗ <b>a</b>" in one and "you: &lt;3&gt;" in one and "since &lt;a&gt;" in one
    assert "since c" in two and "✓ b" in both and "since b" not in shown
    assert kind.details(kind.filled, kind.places(TRUTH), why) == ["b: since b"]
    for other in (dict(a=["one"]), (), [["a"]]):  # the question was another one
        assert kind.beside(kind.filled, other, None, why) == ""


@pytest.mark.parametrize(
    "truth",
    ["one", dict(a="one"), TRUTH | dict(d="one"), TRUTH | dict(a="four"), TRUTH | dict(a=[])]
    + [TRUTH | dict(a={"one", "four"})],
)
def test_bins_that_cannot_be_right(truth):
    with pytest.raises(ValueError, match="right .*must be"):
        sorted_as().check(truth)


def test_things_and_bins_are_several():
    for things, bins in (("aa", ["one", "two"]), (["a"], ["one", "two"]), (["a", "b"], ["one"])):
        with pytest.raises(ValueError, match="at least two"):
            Sort(things, bins)
    assert sorted_as().paper.count("☐") == 9 and "&lt;3&gt;" in sorted_as().paper


class Holder:
    """What `pick` drives: a view with a figure."""

    def __init__(self, kind):
        self.view, self.figure = self, kind.figure


def test_a_point_is_clicked_or_typed():
    kind = Point(("w1", -2, 2), ("w2", -2, 2), within=0.5)
    pick(Holder(kind), 1.23456, -0.5)
    assert kind.guess() == (1.23, -0.5)
    kind.inputs[0].value = "1"
    assert kind.guess() == (1.0, -0.5)
    np.testing.assert_array_equal(kind.figure.frame_data(0)["x"], [1])
    assert kind.judge(kind.guess(), (1, -0.1)).outcome == "right"
    found = kind.judge(kind.guess(), np.array([-2, 3.5]))
    assert found.outcome == "wrong" and found.distance == 5
    kind.reveal((-2, 3.5))
    np.testing.assert_array_equal(kind.figure.frame_data(1)["y"], [3.5])
    kind.freeze(True)
    pick(Holder(kind), 0, 0)
    assert kind.guess() == (1.0, -0.5)


def curve(log=False, within=1.0):
    kind = Curve(("step", 0, 100), ("loss", 1, 1000), within, points=3, log=log)
    return kind


def test_a_curve_is_clicked_or_typed():
    kind = curve()
    pick(Holder(kind), 40, 7.001)  # the nearest place is 50
    assert [field.value for field in kind.inputs] == ["", "7", ""]
    with pytest.raises(ValueError, match="at 0"):
        kind.guess()
    kind.inputs[0].value, kind.inputs[2].value = "10", "4"
    assert kind.guess() == (10, 7, 4)
    np.testing.assert_array_equal(kind.figure.frame_data(0)["x"], [0, 50, 100])
    steps = np.arange(101)
    assert kind.judge(kind.guess(), (steps, 10 - 0.06 * steps)).distance == pytest.approx(0)
    assert kind.judge(kind.guess(), (steps, 12 - 0.06 * steps)).outcome == "too low"
    assert kind.judge(kind.guess(), (steps, 8 - 0.06 * steps)).outcome == "too high"
    half = kind.judge(kind.guess(), (steps[:60], 10 - 0.06 * steps[:60]))
    assert half.outcome == "right"  # only what was reached
    assert kind.judge(kind.guess(), (steps, np.full(101, np.nan))).outcome == "wrong"


def drag(kind, *places):
    """The pen goes over these places and is lifted at the last."""
    for place in places:
        pick(Holder(kind), *place, done=False)
    pick(Holder(kind), *places[-1])


def test_a_drag_draws_through_all_places_and_stays_on_the_axis():
    kind = curve()
    assert kind.figure.draws
    drag(
        kind, (-4, 1040), (104, -40)
    )  # from beyond the edges: the same line however few its places
    assert [field.value for field in kind.inputs] == ["1000", "500", "1"]
    drag(kind, (-4, 1040), (20, 800), (80, 200), (104, -40))
    assert [field.value for field in kind.inputs] == ["1000", "500", "1"]
    drag(kind, (-4, 5000), (100, 1))
    assert [field.value for field in kind.inputs] == ["1000", "1000", "1"]
    pick(Holder(kind), 0, 0.2)  # a click on the left edge, below the axis
    assert kind.inputs[0].value == "1"
    log = curve(log=True)
    drag(log, (0, 1000), (100, 10))
    assert [float(field.value) for field in log.inputs] == [1000, 100, 10]


def test_the_ends_have_room():
    layout = curve().figure._figure.layout
    assert layout.xaxis.range == (-5, 105) and layout.yaxis.range[0] < 1
    assert layout.xaxis.fixedrange and layout.dragmode is False


def test_answers_are_put_back():
    for kind, values in (
        (Number(1), ["0,05"]),
        (Choice(["a", "b"]), ["b"]),
        (Order("ab"), ["b", "a"]),
        (curve(), ["1", "2", "3"]),
        (Sort(list("ab"), ["one", "two"]), dict(a="two", b="one")),
    ):
        kind.fill(values)
        assert kind.filled == values and kind.guess()
        with pytest.raises(ValueError):
            kind.fill([*values, "one too many"])
    with pytest.raises(ValueError):
        Choice(["a", "b"]).fill(["c"])


def test_a_curve_on_a_logarithmic_axis_is_a_factor_off():
    kind = curve(log=True, within=3)
    found = kind.judge((100, 10, 1), ([0, 50, 100], [200, 20, 2]))
    assert found.outcome == "right" and found.distance == pytest.approx(2)
    assert kind.judge((100, 10, 1), ([0, 100], [0, 1])).outcome == "wrong"  # no logarithm
