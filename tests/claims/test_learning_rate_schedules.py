"""What lecture 16 claims of noise, and of networks whose rate falls."""

import numpy as np
import pytest

from dlcore import DATASETS, OPTIMIZERS, SCHEDULES, Objective, accuracy, mlp
from dlcore.experiments import NoiseFloor, Scheduled
from dlcore.training import descend
from tests.claims.words import percent
from tests.core.helpers import last

GD = OPTIMIZERS["gradient-descent"]()


def right(seeds, *names, **knobs):
    """Share of test digits right with each schedule, five seeds each, {name: (5,)}."""
    knobs = dict(lr=0.45) | knobs | dict(runs=len(seeds), seed=seeds[0])
    frame = last(Scheduled(schedules=names, **knobs))
    return dict(zip(names, frame.test[:, :, -1], strict=True))


@pytest.fixture(scope="module")
def late(seeds):
    """The rate falls to a tenth after two of three passes."""
    return right(seeds, "constant", "piecewise")


def test_who_slows_down_gets_ahead(fresh, claim):
    frame = last(Scheduled(schedules=("constant", "piecewise"), lr=0.45, **fresh))
    third = frame.test[:, :, -20:]  # nearly all of the last pass
    means, lowest = third.mean(-1), third.min(-1)
    claim(
        "A tenth of the rate for the last of three passes: over that pass a point more is right",
        f"{percent(means[1])} against {percent(means[0])}",
        means[1].mean() > means[0].mean() + 0.01,
    )
    claim(
        "and the worst moment of that pass is five points less bad",
        f"{percent(lowest[1])} against {percent(lowest[0])}",
        lowest[1].mean() > lowest[0].mean() + 0.05,
    )


def test_a_small_rate_is_not_the_reason(seeds, late, claim):
    [small] = right(seeds, "constant", lr=0.045).values()
    claim(
        "A tenth of the rate from the start is at least five points behind",
        f"{percent(small)} against {percent(late['piecewise'])}",
        small.mean() < late["piecewise"].mean() - 0.05,
    )


def test_early_or_at_the_last_moment(seeds, late, claim):
    early, moment = (right(seeds, "piecewise", span=span)["piecewise"] for span in (0.5, 2.8))
    claim(
        "To slow down after half a pass is worse by two points than after two passes",
        f"{percent(early)} against {percent(late['piecewise'])}",
        early.mean() < late["piecewise"].mean() - 0.02,
    )
    claim(
        "To slow down for the last dozen steps is as good as for the last pass, within 1.5 points",
        f"{percent(moment)} against {percent(late['piecewise'])}",
        moment.mean() > late["piecewise"].mean() - 0.015,
    )


def test_the_floor_is_proportional_to_the_rate(seeds, claim):
    frames = [last(NoiseFloor(seed=seed)) for seed in seeds]
    times = [f.losses[1, 200:300].mean() / f.losses[1, -100:].mean() for f in frames]
    claim(
        "On a noisy parabola a tenth of the rate leaves about a tenth of the loss",
        f"{min(times):.1f} to {max(times):.1f} times less",
        all(8.5 < t < 12.5 for t in times),
    )
    floors = [f.losses[0, 300:].mean() for f in frames]
    loud = [last(NoiseFloor(seed=seed, noise=2.0)).losses[0, 300:].mean() for seed in seeds]
    claim(
        "What is left is σ² lr / (2 (2 − lr)), so twice the noise leaves four times as much",
        f"{np.mean(floors):.4f} (calculated {0.1 / 1.9 / 2:.4f}); {np.mean(loud):.3f}",
        np.allclose(floors, 0.1 / 1.9 / 2, rtol=0.05) and np.allclose(loud, 0.4 / 3.8, rtol=0.05),
    )


def test_a_rate_that_falls_too_soon_never_arrives(seeds, claim):
    names = ("inverse-sqrt", "constant", "inverse")
    left = np.array([last(NoiseFloor(schedules=names, seed=seed)).losses[:, -1] for seed in seeds])
    root, constant, inverse = left.T
    claim(
        "First rate 0.1: 1/√t leaves least, a constant more, 1/t most",
        "medians " + ", ".join(f"{v:.4f}" for v in np.median(left, 0)),
        (root < constant / 5).all() and (constant < inverse).all(),
    )
    ones = [last(NoiseFloor(schedules=names, lr=1.0, seed=s)).losses[:, -1] for s in seeds]
    claim(
        "First rate 1: 1/t is the mean of all noise, and leaves least",
        f"{np.max(ones, 0)[2]:.4f} and less against {np.min(ones, 0)[0]:.3f} and more",
        all(one[2] < one[0] / 5 < one[1] for one in ones),
    )


def walk(rate, seed, steps=190):
    """The weights of a training at each step."""
    data, net = DATASETS["digits"](), mlp(64, 32, 10)
    f = Objective(net, "cross-entropy", data.x[:1000], data.y[:1000], 16, seed)
    steps = zip(range(steps), descend(f, net.init(seed), GD, rate), strict=False)
    way = [step.theta for _, step in steps]
    return way, lambda theta: accuracy(net, theta, data.x_test, data.y_test)


def test_a_mean_does_as_well(seeds, claim):
    found = []
    for seed in seeds:
        way, judge = walk(0.45, seed)
        found.append((judge(way[-1]), judge(np.mean(way[-63:], 0))))
    ends, means = np.array(found).T
    claim(
        "The mean of the weights of the last pass: better on average, in no run two points worse",
        f"{percent(means)} against {percent(ends)}",
        (means > ends - 0.02).all() and means.mean() > ends.mean(),
    )


def test_flat_and_not_done(seeds, claim):
    found = []
    for seed in seeds:
        way, judge = walk(lambda t: 0.45 * 0.9**t if t < 126 else 0.45, seed, 253)
        found.append([judge(way[t]) for t in (120, 126, 252)])
    before, frozen, later = np.array(found).T
    claim(
        "With a rate that is gone the curve is flat; the rate given back, at least 5 points more",
        f"{percent(frozen)}, two passes later {percent(later)}",
        np.allclose(before, frozen, atol=0.002) and later.mean() > frozen.mean() + 0.05,
    )


@pytest.mark.certain
def test_the_clock(claim):
    schedule = SCHEDULES["exponential"](lr=1.0, span=1, factor=0.9)
    claim(
        "Nine tenths after each of 63 batches: about a thousandth is left",
        f"{schedule(63):.4f}",
        0.001 < schedule(63) < 0.002,
    )


@pytest.mark.certain
def test_numbers_of_source_3(claim):
    stair = SCHEDULES["piecewise"](lr=0.1, span=50, factor=0.01)
    line = SCHEDULES["exponential"](lr=0.01, span=20, factor=0.1)
    theirs = [0.01 * 0.1 ** (epoch / 20) for epoch in range(100)]
    claim(
        "0.1, then 0.001 after 50; 0.01 · 0.1^(e/20) is `exponential` with span 20",
        f"{stair(49):g}, {stair(50):g}; equal in 100 epochs",
        np.allclose([stair(49), stair(50)], [0.1, 0.001])
        and np.allclose(theirs, [line(t) for t in range(100)]),
    )


def test_the_slip_of_the_clock_costs(seeds, claim):
    knobs = dict(span=1.0, factor=0.9)
    meant, slipped = (
        right(seeds, "exponential", clock=clock, **knobs)["exponential"]
        for clock in ("epochs", "batches")
    )
    claim(
        "The rate multiplied after each batch instead of each epoch costs 15 points and more",
        f"{percent(slipped)} instead of {percent(meant)}",
        slipped.mean() < meant.mean() - 0.15,
    )


def test_who_ends_slowly_is_on_top(seeds, claim):
    top = ("piecewise", "linear", "1cycle")
    found = right(seeds, *top, "exponential", "power")
    means = {name: shares.mean() for name, shares in found.items()}
    claim(
        "Late and far: stair, line and 1cycle are above exponential, and power is at most half a "
        "point above their mean",
        ", ".join(f"{name} {mean:.1%}" for name, mean in means.items()),
        min(means[name] for name in top) > means["exponential"]
        and np.mean([means[name] for name in top]) > means["power"] - 0.005,
    )


def test_1cycle_loses_where_there_is_no_noise_yet(seeds, claim):
    constant, cycle = right(seeds, "constant", "1cycle", lr=0.05, epochs=2).values()
    claim(
        "With a rate of 0.05 and two passes 1cycle is ten points behind the constant",
        f"{percent(cycle)} against {percent(constant)}",
        cycle.mean() < constant.mean() - 0.1,
    )
