"""What lecture 16 claims of schedules that are tuned, of warm-up, of plateaus."""

import numpy as np
import pytest

from dlcore.experiments import Plateau, RateRange, ScheduleEditor, TunedSchedules
from dlcore.experiments.learning_rate_schedules.tuned_schedules import RATES
from tests.claims.words import percent
from tests.core.helpers import last

THREE = ("piecewise", "linear", "1cycle")


def tuned(seeds, *names, **knobs):
    """Its last frame: five networks choose, or as many as `runs` says, and others judge."""
    return last(TunedSchedules(schedules=names, seed=seeds[0], **dict(runs=5) | knobs))


@pytest.fixture(scope="module")
def fair(seeds):
    """Two passes, one layer."""
    return tuned(seeds, "constant", *THREE)


def test_tuned_schedules_hardly_differ(fair, claim):
    constant, *three = fair.fresh.mean(-1)
    claim(
        "Each with its best rate, two passes: stair, line and 1cycle lie within 2.5 points",
        ", ".join(f"{name} {share:.1%}" for name, share in zip(THREE, three, strict=True)),
        max(three) - min(three) < 0.025,
    )
    claim(
        "Each of them is at least one point above the best constant rate",
        f"{constant:.1%} with the constant",
        min(three) > constant + 0.01,
    )


def test_who_slows_down_may_be_bolder(fair, claim):
    constant, *three = fair.rates[fair.chosen]
    claim(
        "The best rate of a constant is never larger than the largest of stair, line and 1cycle",
        f"{constant:.2g} against " + ", ".join(f"{rate:.2g}" for rate in three),
        constant <= max(three),
    )


def test_one_rate_for_all_proves_anything(fair, claim):
    small = fair.test.mean(-1)[:, np.abs(RATES - 0.1).argmin()]
    claim(
        "With a rate of 0.1 for all the constant is ahead of line and 1cycle by 3 points",
        f"constant {small[0]:.1%}, line {small[2]:.1%}, 1cycle {small[3]:.1%}",
        small[0] > max(small[2:]) + 0.03,
    )


def test_with_much_time_the_lead_is_gone(seeds, fair, claim):
    long = tuned(seeds, "constant", "linear", epochs=30, runs=2)
    leads = [np.diff(frame.fresh.mean(-1)[[0, v]])[0] for frame, v in ((fair, 2), (long, 1))]
    claim(
        "After thirty passes the straight line is less than one point from the best constant rate",
        f"{100 * leads[1]:+.1f} points instead of {100 * leads[0]:+.1f} after two",
        abs(leads[1]) < 0.01,
    )


def test_warm_up_saves_a_wild_start(seeds, claim):
    frame = tuned(seeds, "linear", "1cycle", depth=8, skip=True, runs=2)
    linear, cycle = frame.fresh
    claim(
        "Eight layers with skip connections: 1cycle is more than 5 points ahead of the line",
        f"{percent(cycle)} against {percent(linear)}",
        cycle.mean() > linear.mean() + 0.05,
    )
    bears = frame.rates[frame.chosen]
    claim(
        "It bears a larger rate there",
        f"{bears[1]:.2g} against {bears[0]:.2g}",
        bears[1] > bears[0],
    )


def test_warm_up_and_adam(seeds, claim):
    frame = tuned(seeds, "linear", "1cycle", optimizer="adam", runs=2)
    linear, cycle = frame.test.mean(-1)[:, np.abs(RATES - 0.2).argmin()]
    claim(
        "Adam with a rate of 0.2: 1cycle gets 20 points more right than the line",
        f"{cycle:.1%} against {linear:.1%}",
        cycle > linear + 0.2,
    )


def test_a_drawn_schedule_beats_the_best_constant(seeds, claim):
    drawn = {
        "hint": ((0.0, 0.5), (60.0, 0.5), (100.0, 0.003)),
        "stair": ((0.0, 0.5), (66.0, 0.5), (67.0, 0.05), (100.0, 0.05)),
        "exponential": ((0.0, 0.5), (100.0, 0.005)),
        "upside down": ((0.0, 0.05), (100.0, 0.5)),
    }
    lead = {
        name: last(ScheduleEditor(drawn=points, seed=seeds[0])).lead
        for name, points in drawn.items()
    }
    claim(
        "0.5 up to 60 %, then down to 0.003: above the best of ten constants, chosen afterwards",
        f"{100 * lead['hint']:.1f} points",
        lead["hint"] > 0,
    )
    claim(
        "An exponential from 0.5 to 0.005 gains less than a stair",
        f"{100 * lead['exponential']:.1f} against {100 * lead['stair']:.1f} points",
        lead["exponential"] < lead["stair"],
    )
    claim(
        "From 0.05 up to 0.5, small first and large at the end: five points and more behind it",
        f"{100 * lead['upside down']:.1f} points",
        lead["upside down"] < -0.05,
    )


def plateaus(seeds, **knobs):
    """How often the rate falls, and what is right: (5,) and (2, 5)."""
    frames = [last(Plateau(seed=seed, **knobs)) for seed in seeds]
    return np.array([len(f.falls) for f in frames]), np.array([f.test[:, -1] for f in frames]).T


@pytest.fixture(scope="module")
def nervous(seeds):
    """Ten averages in each epoch."""
    return plateaus(seeds, span=0.1)


def test_short_averages_hear_plateaus_in_noise(nervous, claim):
    falls, _ = nervous
    claim(
        "Averages of six batches, patience 2: in six epochs the rate falls 15 times and more",
        f"{falls.min()} to {falls.max()} times",
        falls.min() >= 15,
    )


def test_longer_averages_and_patience(seeds, nervous, claim):
    _, right = nervous
    changes = {
        "patience 9": dict(span=0.1, patience=9),
        "averages of a quarter of an epoch": dict(span=0.25),
        "factor 0.9": dict(span=0.1, factor=0.9),
    }
    for name, knobs in changes.items():
        fewer, better = plateaus(seeds, **knobs)
        times = f"{fewer.min()} to {fewer.max()} falls"
        claim(
            f"With {name} it is better by half a point and more, on average",
            f"{percent(better[0])} against {percent(right[0])}; {times}",
            better[0].mean() > right[0].mean() + 0.005,
        )


def test_calm_weights_do_not_help(seeds, claim):
    calm, (right, twin) = plateaus(seeds, span=0.1, lr=0.03)
    claim(
        "With a rate of 0.03 it falls five times and more, too, and is at least 5 points behind",
        f"{calm.min()} to {calm.max()} times; {percent(right)} against {percent(twin)}",
        calm.min() >= 5 and right.mean() < twin.mean() - 0.05,
    )


def test_a_range_test_finds_the_rate(seeds, fair, claim):
    frames = [last(RateRange(seed=seed)) for seed in seeds]
    lowest, breaks = np.array([[score[""] for score in f.scores.values()] for f in frames]).T
    best = fair.rates[fair.chosen[fair.names.index("linear")]]
    claim(
        "One pass with a rising rate: its loss is lowest at a rate within a factor of three of the "
        "best largest rate of a straight line",
        f"{lowest.min():.2f} to {lowest.max():.2f}; tuned {best:.2g}",
        (np.maximum(lowest / best, best / lowest) < 3).all(),
    )
    claim(
        "It breaks between 1.5 and 6",
        f"at {breaks.min():.1f} to {breaks.max():.1f}",
        ((breaks > 1.5) & (breaks < 6)).all(),
    )
