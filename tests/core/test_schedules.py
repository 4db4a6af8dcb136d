"""Schedules by hand."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SCHEDULES, SURFACES, descend
from dlcore.schedules import schedule

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def rates(name, steps, **fields):
    """The first rates."""
    schedule = SCHEDULES[name](**fields)
    return [schedule(t) for t in range(steps)]


def test_decays_by_hand():
    close(rates("constant", 3, lr=0.2), [0.2, 0.2, 0.2])
    close(rates("inverse-sqrt", 4, lr=1.0), [1, 1 / np.sqrt(2), 1 / np.sqrt(3), 0.5])
    close(rates("inverse-sqrt", 31, lr=1.0, span=10)[30], 0.5)
    close(rates("inverse", 4, lr=1.0), [1, 1 / 2, 1 / 3, 1 / 4])
    close(rates("power", 4, lr=1.0, span=1, power=2.0), [1, 1 / 4, 1 / 9, 1 / 16])
    close(rates("power", 21, lr=0.1, span=10)[::10], [0.1, 0.1 / 2, 0.1 / 3])


def test_figures_of_source_3():
    close(rates("exponential", 41, lr=0.01, span=20)[::20], [0.01, 0.001, 0.0001])
    piecewise = rates("piecewise", 101, lr=0.1, span=50, factor=0.01)
    close(piecewise, [0.1] * 50 + [0.001] * 51)


def test_1cycle_goes_up_then_down():
    values = np.array(rates("1cycle", 150, lr=0.4, span=100))
    close(values[[0, 45, 90, 100, 149]], [0.04, 0.4, 0.04, 0.0004, 0.0004])
    assert (np.diff(values[:46]) > 0).all()
    assert (np.diff(values[45:101]) < 0).all()
    close(values[:46], values[90:44:-1])


def test_linear_falls_to_0_and_stays():
    close(rates("linear", 6, lr=0.4, span=4), [0.4, 0.3, 0.2, 0.1, 0, 0])


@pytest.mark.parametrize("name", ["inverse-sqrt", "inverse", "exponential", "power"])
def test_decays_fall_and_stay_positive(name):
    values = np.array(rates(name, 300))
    assert (np.diff(values) < 0).all()
    assert (values > 0).all()


def test_performance_lowers_the_rate_on_a_plateau():
    schedule = SCHEDULES["performance"](lr=1.0, factor=0.5, span=2, patience=2)
    # means of two: 4, 3 | 3, 3: lower | 2 | 2.5, 2: lower again | nan, nan: and again
    values = [5, 3, 4, 2, 3, 3, 2, 4, 1, 3, 2, 3, 2, 2, np.nan, 1, np.nan, 1]
    state, lrs = schedule.init(), []
    for t, value in enumerate(values):
        state, lr = schedule.update(state, t, value)
        lrs.append(np.ravel(lr)[0])
    same(lrs, [1] * 7 + [0.5] * 6 + [0.25] * 4 + [0.125])


def test_performance_judges_every_run_by_itself():
    schedule = SCHEDULES["performance"](lr=1.0, factor=0.5, span=1, patience=1)
    state = schedule.init()
    for t, value in enumerate(np.array([[3.0, 3.0], [2.0, 3.0], [1.0, 3.0]])):
        state, lr = schedule.update(state, t, value)
    same(lr, [[1.0], [0.25]])


def test_a_schedule_keeps_no_memory_of_its_own():
    """One schedule object serves two runs."""
    schedule = SCHEDULES["performance"](lr=1.0, span=5, patience=1)
    rule, f = OPTIMIZERS["gradient-descent"](), SURFACES["elongated"]
    start = np.array(f.start)
    first, second = (
        next(islice(descend(f, start, rule, schedule), 60, None)).theta for _ in range(2)
    )
    same(first, second)


def test_performance_rescues_a_rate_that_is_too_large():
    rule, f = OPTIMIZERS["gradient-descent"](), SURFACES["elongated"]
    start = np.array(f.start)
    schedule = SCHEDULES["performance"](lr=0.1, factor=0.5, span=2, patience=1)
    assert next(islice(descend(f, start, rule, 0.1), 200, None)).value > 1
    assert next(islice(descend(f, start, rule, schedule), 200, None)).value < 1e-3


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_rule_takes_every_schedule(name):
    fields = {"span": 100} if "span" in SCHEDULES[name].__dataclass_fields__ else {}
    f = SURFACES["bowl"]
    for rule in (kind() for kind in OPTIMIZERS.values()):
        schedule = SCHEDULES[name](lr=rule.usual_lr, **fields)
        walk = descend(f, np.array(f.start), rule, schedule)
        assert next(islice(walk, 200, None)).value < f(np.array(f.start))[0]


@pytest.mark.parametrize(
    "name, fields, message",
    [
        ("constant", dict(lr=-1.0), "lr must be at least 0, not -1.0"),
        ("constant", dict(lr=np.nan), "lr must be a finite number, not nan"),
        ("1cycle", dict(span=0), "span must be greater than 0, not 0"),
        ("exponential", dict(factor=0.0), "factor must be greater than 0"),
        ("performance", dict(patience=0), "patience must be at least 1"),
    ],
)
def test_nonsense_is_refused(name, fields, message):
    with pytest.raises(ValueError, match=message):
        SCHEDULES[name](**fields)


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("t", [-1, np.nan, np.inf, 0.5, 2.0, True, "3", None, np.arange(3)])
def test_a_step_is_a_whole_number(name, t):
    made = SCHEDULES[name]()
    calls = [made, lambda t: made.update(made.init(), t, np.array(1.0)), schedule(lambda t: 0.1)]
    for call in calls:
        with pytest.raises(ValueError, match=r"^t must be (a whole number|at least 0), not "):
            call(t)


@pytest.mark.parametrize("name", SCHEDULES)
def test_steps_of_numpy_count_like_others(name):
    made = SCHEDULES[name]()
    assert made(np.int64(7)) == made(np.array(7)) == made(7)
