"""What lecture 15 claims."""

from unittest.mock import patch

import numpy as np
import pytest

from dlcore.experiments import DropoutRates
from dlcore.experiments.dropout_ensemble import dropout_rates
from dlcore.experiments.dropout_ensemble.dropout_rates import RATES
from tests.claims.ends import last
from tests.claims.words import percent, points

HALF = RATES.index(0.5)


@pytest.fixture(scope="module")
def noisy(fresh):
    return last(DropoutRates(**fresh))


def test_dropout_makes_training_worse_and_testing_better(noisy, claim):
    """A gain of 3 points: one seed's standard deviation is about 2, that of five seeds' mean 1."""
    train, gains = noisy.train[[0, HALF]], noisy.test[HALF] - noisy.test[0]
    claim(
        "With a fifth of the labels random, dropout of 0.5 makes training worse in every seed",
        f"right {percent(train[0].mean())} without, {percent(train[1].mean())} with it",
        (train[1] < train[0]).all(),
    )
    claim(
        "and the test better by several points",
        f"gains {points(gains)}, mean {points(gains.mean())} points",
        gains.mean() > 0.03 and (gains > 0).sum() >= 4,
    )


def test_test_accuracy_against_the_rate_is_an_arch(noisy, claim):
    """Accuracy rises to a rate between 0.3 and 0.9, and falls beyond it."""
    mean, best = noisy.test.mean(-1), noisy.rates[noisy.best]
    claim(
        "Test accuracy rises with the rate, and falls again: the error is U-shaped",
        f"without {percent(mean[0])}, at {best} {percent(mean.max())}, at 0.95 {percent(mean[-1])}",
        0.3 <= best <= 0.9 and mean.max() > max(mean[0], mean[-1]) + 0.02,
    )


def test_at_its_best_rate_a_network_believes_true_labels_only(noisy, claim):
    """82 % of the labels are true; 5 seeds of 200 digits give that share to about 1.2 points."""
    train = noisy.train[noisy.best].mean()
    claim(
        "At the rate best for the test, as many training labels are learned as are true, 82 %",
        f"{percent(train)} of the labels given",
        abs(train - 0.82) < 0.04,
    )


def test_who_stops_early_needs_less_of_it(noisy, fresh, claim):
    """Known to about a point: after 10 passes seeds 0 to 2 had 7 points more, and gained a half."""
    soon = last(DropoutRates(epochs=10, **fresh))
    right = soon.test[0].mean(), noisy.test[0].mean()
    claim(
        "Stopped after 10 passes instead of 50, networks without dropout are better by points",
        f"right {percent(right[0])} instead of {percent(right[1])}",
        right[0] > right[1] + 0.03,
    )
    claim(
        "and the best rate then gains less than two points",
        f"{points(soon.gain.mean())} points",
        soon.gain.mean() < 0.02,
    )


def test_a_network_too_small_to_learn_by_heart_gains_nothing(fresh, claim):
    """Ten units, of which some are always missing; labels as random as before."""
    gain = last(DropoutRates(width=10, **fresh)).gain.mean()
    claim(
        "With ten units no rate gains two points",
        f"largest mean gain {points(gain)} points",
        gain < 0.02,
    )


def test_with_clean_labels_there_is_little_to_gain(fresh, claim):
    """Other seeds gained half a point; the mean of five is known to about 0.4."""
    clean = last(DropoutRates(label_noise=0.0, **fresh))
    gain = clean.gain.mean()
    claim(
        "With clean labels no rate gains more than a point and a half",
        f"without {percent(clean.test[0].mean())}, largest mean gain {points(gain)} points",
        gain < 0.015,
    )
    train = clean.train[[0, RATES.index(0.8)]].mean(-1)
    claim(
        "and training falls from 100 % by a point or two at a rate of 0.8",
        f"{percent(train)} of the training digits",
        train[0] > 0.995 and train[0] - 0.04 < train[1] < train[0],
    )


def up_to_half(rates=RATES[: HALF + 1], **knobs):
    """The last frame of true labels with rates 0, 0.1, 0.3, 0.5 alone: no other is asked for."""
    with patch.object(dropout_rates, "RATES", rates):
        return last(DropoutRates(label_noise=0.0, epochs=40, **knobs))


PATIENT = dict(depth=5, width=50, activation="sigmoid", init="xavier-normal", examples=600)
PATIENT |= dict(lr=0.003, batch=32)


def test_dropout_is_the_wrong_remedy_for_a_network_that_does_not_train(fresh, claim):
    """Every step of the rate costs: 5 points and more with most seeds, 2 at least."""
    train = up_to_half(**PATIENT, **fresh).train.mean(-1)
    claim(
        "Five sigmoid layers that hardly train get worse on their training digits with each rate",
        f"right with 0, 0.1, 0.3, 0.5: {percent(train)}",
        (np.diff(train) < -0.02).all() and train[-1] < 0.3,
    )
    small = up_to_half(width=8, **fresh)
    losses = small.test[0] - small.test[HALF]
    claim(
        "A network of eight hidden units gets worse, too",
        f"test without {percent(small.test[0].mean())}, minus {points(losses)} points with 0.5",
        (losses > 0).all() and losses.mean() > 0.02,
    )


def test_what_cures_the_gradient_saves_the_patient(fresh, claim):
    """The mission: 85 % of the training digits with dropout of 0.5, by one change."""
    cures = dict(activation="tanh"), dict(depth=2)
    saved = [up_to_half((0.5,), **PATIENT | cure, **fresh).train.mean() for cure in cures]
    claim(
        "With dropout of 0.5 tanh saves the patient, and so do two layers in place of five",
        f"{percent(saved)} of the training digits",
        min(saved) > 0.85,
    )
    others = dict(width=100), dict(lr=0.01)
    lost = [up_to_half((0.5,), **PATIENT | other, **fresh).train.mean() for other in others]
    claim(
        "More units do not, nor does a larger learning rate",
        f"{percent(lost)}",
        max(lost) < 0.8,
    )
