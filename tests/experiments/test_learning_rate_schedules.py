"""Lecture 16: schedules, what they leave, and a schedule that is drawn."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SCHEDULES, Objective, accuracy
from dlcore.experiments import (
    NoiseFloor,
    Plateau,
    RateRange,
    Scheduled,
    ScheduleEditor,
    TunedSchedules,
)
from dlcore.experiments.learning_rate_schedules.digits import fitted, usual
from dlcore.experiments.learning_rate_schedules.schedule_editor import Drawn
from tests.core.helpers import at_step, last

close, same = np.testing.assert_allclose, np.testing.assert_array_equal
GD = OPTIMIZERS["gradient-descent"]()


def test_the_floor_of_a_constant_rate_is_what_can_be_calculated():
    frame = last(NoiseFloor(schedules=("constant",), lr=0.2, noise=2.0))
    floor = 2.0**2 * 0.2 / (2 * (2 - 0.2))
    close(frame.losses[0, 300:].mean(), floor, rtol=0.02)
    close(frame.scores["loss that is left"]["constant"], floor, rtol=0.05)


def test_without_noise_nothing_is_left():
    frame = last(NoiseFloor(schedules=tuple(SCHEDULES), noise=0.0, lr=0.5))
    assert frame.losses.shape == frame.rates.shape == (len(SCHEDULES), 601)
    close(frame.losses[0], 0.5 * 0.25 ** np.arange(601), atol=1e-12)
    close(frame.rates[list(SCHEDULES).index("piecewise"), [299, 300]], [0.5, 0.05])


def test_all_schedules_meet_the_same_noise():
    frame = last(NoiseFloor(schedules=("constant", "piecewise"), factor=1.0))
    same(frame.losses[0], frame.losses[1])


def training(e, name, seed, **knobs):
    """A training of its own."""
    return usual(schedule=name, lr=e.lr, epochs=e.epochs, seed=seed, **knobs)


def test_scheduled_networks_are_those_that_are_trained_alone():
    e = Scheduled(schedules=("constant", "1cycle", "exponential"), epochs=2, runs=2, seed=3)
    frame = last(e)
    for v, name in enumerate(e.schedules):
        alone = last(training(e, name, 4, span=e.span, factor=e.factor))
        close(frame.test[v, 1, -1], alone.test[0, -1])
        close(frame.train[v, 1, -1], alone.train[0, -1])
    assert frame.t == 126 and frame.passes[-1] == 2
    close(frame.rates[1, [0, 126]], [0.03, 0.0003])
    head, rows = frame.table
    assert head[-1] == "rate now" and rows[0][-1] == "0.3"


def test_the_clock_counts_epochs_or_batches():
    about = dict(schedules=("exponential",), span=1.0, factor=0.9, epochs=2, runs=1, lr=1.0)
    right, slip = (last(Scheduled(clock=clock, **about)) for clock in ("epochs", "batches"))
    close(right.rates[0, [63, 126]], [0.9, 0.81])
    close(slip.rates[0, 63], 0.9**63)


def test_rates_of_the_performance_schedule_are_those_of_its_first_network():
    e = Scheduled(schedules=("constant", "performance"), epochs=3, runs=2, span=1.0)
    frame, nets = last(e), e.nets()
    schedule = nets.trainings[1].rates(nets.total)
    assert schedule.span == 6 and schedule.factor == e.factor
    state, rates = schedule.init(), []
    for step in islice(nets.steps(), nets.total + 1):
        state, rate = schedule.update(state, step.t, step.value[2])
        rates.append(np.ravel(rate)[0])
    assert len(np.unique(rates)) > 1
    same(frame.rates[1], rates)


def test_tuned_schedules_are_judged_by_networks_that_did_not_choose():
    e = TunedSchedules(schedules=("constant", "linear"), epochs=1, runs=2)
    frame = last(e)
    assert frame.test.shape == (2, 11, 4) and frame.fresh.shape == (2, 2)
    same(frame.chosen, frame.test[..., :2].mean(-1).argmax(-1))
    v, place = 1, frame.chosen[1]
    lr = float(frame.rates[place])
    alone = last(usual(**fitted("linear", 1), lr=lr, epochs=1, seed=3))
    close(frame.fresh[v, 1], alone.test[0, -1])
    close(frame.shapes, [np.ones(64), 1 - frame.places], atol=1e-12)
    assert np.isnan(last(TunedSchedules(schedules=("performance",), epochs=1)).shapes).all()


def test_a_plateau_frame_tells_what_the_schedule_saw():
    e = Plateau(epochs=4, patience=1, span=0.1)
    frame = last(e)
    assert frame.span == 6 and len(frame.means) == len(frame.ends) == 253 // 6
    close(frame.means[1], frame.losses[6:12].mean())
    schedule = SCHEDULES["performance"](lr=e.lr, factor=e.factor, span=6, patience=1)
    state, rates = schedule.init(), []
    for t, loss in enumerate(frame.losses):
        state, rate = schedule.update(state, t, loss)
        rates.append(np.ravel(rate)[0])
    same(frame.rates, rates)
    first = np.flatnonzero(frame.means > frame.lowest)[0]
    assert frame.falls[0] + 1 == frame.ends[first]
    alone = last(usual(lr=e.lr, epochs=4))
    close(frame.test[1, -1], alone.test[0, -1])


# ---- the drawn schedule

HALF = dict(lr=0.4, span=200)
DRAWN = {
    "exponential": (((0, 0.4), (100, 0.04)), dict(HALF, factor=0.1), range(201)),
    "piecewise": (((0, 0.4), (50, 0.4), (50, 0.04), (100, 0.04)), dict(lr=0.4, span=100), None),
    "1cycle": (((0, 0.04), (45, 0.4), (90, 0.04), (100, 0.0004)), HALF, (0, 90, 180, 200)),
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_like_a_schedule_is_this_schedule_at_its_points(name):
    points, fields, steps = DRAWN[name]
    schedule, drawn = SCHEDULES[name](**fields), Drawn(points, 200)
    steps = [t for t in range(201) if t != 100] if steps is None else steps
    close([drawn(t) for t in steps], [schedule(t) for t in steps], rtol=1e-12)


def test_networks_follow_the_drawn_schedule():
    e = ScheduleEditor(drawn=((0, 0.5), (60, 0.5), (100, 0.01)), epochs=1, runs=2)
    frame = last(e)
    about = usual(epochs=1)
    data, net = about.examples_of(), about.net(64, 10)
    f = Objective(net, "cross-entropy", data.x, data.y, 16, seed=1)
    theta = at_step(63, f, net.init(1), GD, Drawn(e.drawn, 63)).theta
    close(frame.test[0, 1, -1], accuracy(net, theta, data.x_test, data.y_test))
    assert frame.points.tolist() == [[0, 0.5], [60, 0.5], [100, 0.01]]


def test_the_rival_is_the_best_of_all_constants_at_every_moment():
    frame = last(ScheduleEditor(epochs=1, runs=2, drawn=((50, 0.1),)))
    same(frame.right[1], frame.test[1:].mean(1).max(0))
    close(frame.lead, frame.right[0, -1] - frame.right[1, -1])
    lr = frame.best
    alone = [last(usual(lr=lr, epochs=1, seed=s)).test[0, -1] for s in (0, 1)]
    close(np.mean(alone), frame.right[1, -1])


def test_points_outside_are_refused():
    with pytest.raises(ValueError, match="drawn"):
        ScheduleEditor(drawn=((0, 0.1), (120, 0.1)))
    with pytest.raises(ValueError, match="drawn"):
        ScheduleEditor(drawn=((50, 0.1), (20, 0.1)))
    with pytest.raises(ValueError, match="second derivatives"):
        TunedSchedules(optimizer="newton")


def test_the_range_test_rises_by_a_factor_and_breaks():
    frame = last(RateRange(runs=2))
    close(frame.rates, 0.001 * 10000 ** (np.arange(64) / 63))
    close(frame.means[20], frame.losses[:, 13:21].mean())
    assert np.isnan(frame.means[:7]).all() and frame.lowest < frame.breaks
    assert frame.means[frame.breaks] > 1.5 * frame.means[: frame.breaks + 1][7:].min()
    first, *_ = RateRange(runs=2).frames()
    assert first.breaks is None and first.lowest is None


def keys(frame):
    return [found.key for found in frame.findings]


def test_diagnosis_of_rates():
    assert keys(last(ScheduleEditor(epochs=1, runs=2))) == ["noise"]
    assert keys(last(ScheduleEditor(epochs=1, runs=2, drawn=((0, 0.05),)))) == ["slow"]
    good = ((0, 0.5), (60, 0.5), (100, 0.003))
    assert keys(last(ScheduleEditor(epochs=1, runs=2, drawn=good))) == []
    gone = ((0, 0.5), (100, 1e-4))
    assert keys(last(ScheduleEditor(epochs=1, runs=2, drawn=gone))) == ["rate-gone"]
    slip = Scheduled(schedules=("exponential", "linear"), clock="batches", span=1.0, factor=0.9)
    assert keys(last(slip)) == ["rate-gone"]
    assert keys(last(Plateau(span=0.1, patience=1))) == ["rate-gone"]
