"""What lecture 06 claims of networks that read digits: rates, batches, noise."""

from time import process_time

import numpy as np
import pytest

from dlcore import OPTIMIZERS
from dlcore.experiments import BatchBudget, FourRates, GradientNoise
from dlcore.training import updates_of
from tests.claims.words import percent
from tests.core.helpers import at_step, last

LN10 = np.log(10)
GD = OPTIMIZERS["gradient-descent"]()
ALL = ("1", "10", "32", "100", "500", "all")


@pytest.fixture(scope="module")
def ladders(seeds):
    """Four rates and the greedy run, once for each seed: last frames."""
    return [last(FourRates(greedy=True, seed=seed)) for seed in seeds]


def losses(frames):
    """(seeds, rates) at the end."""
    return np.array([frame.losses[:, -1] for frame in frames])


def test_four_rates(ladders, claim):
    small, tenth, one, ten, _ = losses(ladders).T
    claim(
        "Of 0.01, 0.1, 1 and 10 the rate 1 ends lowest, then 0.1, then 0.01; 10 is worst",
        f"medians {np.median(one):.3f}, {np.median(tenth):.2f}, {np.median(small):.2f}, "
        f"{np.median(ten):.2f}",
        (one < tenth).all() and (tenth < small).all() and (small < ten).all(),
    )
    peaks = [np.nanmax(frame.losses[3]) for frame in ladders]
    claim(
        "With rate 10 the loss leaps up, then falls back to that of guessing, ln 10",
        f"up to {min(peaks):.0f} and more; at the end {ten.min():.2f} to {ten.max():.2f}",
        min(peaks) > LN10 + 1 and np.median(peaks) > 3 * LN10 and (abs(ten - LN10) < 0.05).all(),
    )


def test_the_best_rate_lands_on_the_other_wall(ladders, claim):
    early = np.array([frame.early() for frame in ladders])
    claim(
        "In the first quarter the best rate lands on the other wall, the small ones hardly move",
        f"gauge of 0.01: {early[:, 0].max():.2f}, 0.1: {early[:, 1].max():.2f}, 1: "
        f"{early[:, 2].min():.2f} to {early[:, 2].max():.2f}",
        (early[:, :2] < -0.9).all() and (early[:, 2] > 0.3).all(),
    )


def test_greed_does_not_pay(ladders, claim):
    _, _, one, _, greedy = losses(ladders).T
    claim(
        "Rate 1 ends lower than the run that lands at the bottom with each step",
        f"{one.min():.3f} to {one.max():.3f} against {greedy.min():.3f} to {greedy.max():.3f}",
        (one < greedy).all(),
    )


def test_with_tanh_it_is_the_other_way_round(seeds, claim):
    frames = [last(FourRates(greedy=True, activation="tanh", seed=seed)) for seed in seeds]
    _, _, one, _, greedy = losses(frames).T
    claim(
        "With tanh units the greedy run ends lower than rate 1, in the median",
        f"{greedy.min():.3f} to {greedy.max():.3f} against {one.min():.3f} to {one.max():.3f}",
        np.median(greedy) < np.median(one),
    )


def test_too_large_is_too_large_for_a_network(seeds, claim):
    frames = [last(FourRates(activation="sigmoid", seed=seed)) for seed in seeds]
    ten = losses(frames)[:, 3]
    claim(
        "With sigmoid units rate 10 is not too large: in the median the loss ends below 0.3",
        f"{ten.min():.2f} to {ten.max():.2f}, median {np.median(ten):.2f}",
        np.median(ten) < 0.3,
    )


def test_small_batches_win_for_equally_many_examples(seeds, claim):
    frames = [last(BatchBudget(seed=seed)) for seed in seeds]
    found = losses(frames)
    claim(
        "After three passes with one rate, 0.1: the smaller the batch, the lower the loss",
        "medians of 1, 10, 100, all: " + ", ".join(f"{v:.2f}" for v in np.median(found, 0)),
        (np.diff(np.median(found, 0)) > 0).all() and (found[:, 1] < found[:, 2]).all(),
    )


def test_with_the_best_rate_of_each(seeds, claim):
    rates = (0.01, 0.03, 0.1, 0.3, 1.0)
    runs = [
        [losses([last(BatchBudget(sizes=ALL, lr=lr, seed=seed))])[0] for lr in rates]
        for seed in seeds[:3]
    ]
    best = np.median(np.nanmin(runs, 1), 0)
    claim(
        "With the best of five rates for each: 1, 10 and 32 are far ahead of 500 and all",
        ", ".join(f"{name}: {loss:.2f}" for name, loss in zip(ALL, best, strict=True)),
        best[:3].max() < best[4:].min() / 2,
    )


def test_twenty_examples_once(seeds, claim):
    about = dict(sizes=("1", "all"), examples=20, epochs=1)
    found = losses([last(BatchBudget(seed=seed, **about)) for seed in seeds])
    claim(
        "20 examples, one pass: one by one they bring the loss lower than all at once",
        f"{found[:, 0].min():.2f} to {found[:, 0].max():.2f} against {found[:, 1].min():.2f} to "
        f"{found[:, 1].max():.2f}",
        (found[:, 0] < found[:, 1]).all(),
    )


def test_noise_falls_with_the_root_of_the_batch_size(seeds, claim):
    frames = [last(GradientNoise(seed=seed)) for seed in seeds]
    slopes = [np.polyfit(np.log(f.sizes[:6]), np.log(f.noise[:6]), 1)[0] for f in frames]
    claim(
        "Four times the batch, half the noise: a slope of −1/2 for sizes 1 to 32",
        ", ".join(f"{slope:.2f}" for slope in slopes),
        all(-0.56 < slope < -0.46 for slope in slopes),
    )


def test_many_single_examples_point_uphill(seeds, claim):
    late = [last(GradientNoise(epochs=20, seed=seed)).uphill for seed in seeds]
    claim(
        "After 20 passes 10 to 70 % of single examples point uphill",
        f"batches of 1: {percent([u[0] for u in late], 0)}; of 128: "
        f"{percent([u[-1] for u in late], 0)}",
        all(0.1 < u[0] < 0.7 and u[-1] < u[0] / 2 for u in late),
    )


def test_the_clock(seeds, claim):
    """Computing time of this process; the shortest of three, as others may disturb."""

    def seconds(name):
        f, times = BatchBudget().objective(name), []
        for _ in range(3):
            began = process_time()
            at_step(updates_of(len(f.x), f.batch, 1), f, f.net.init(seeds[0]), GD, 0.03)
            times.append(process_time() - began)
        return min(times)

    ratio = seconds("1") / seconds("32")
    claim(
        "A pass one by one takes more than 3 times the computing time of one in batches of 32",
        "more than 3 times" if ratio > 3 else f"{ratio:.1f} times",
        ratio > 3,
    )
