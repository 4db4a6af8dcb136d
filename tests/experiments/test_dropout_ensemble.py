"""The experiments of lecture 15 against what they claim to measure."""

import numpy as np
import pytest

from dlcore import Dropout, PlainDropout, accuracy
from dlcore.data import digits
from dlcore.ensembles import ensemble_mean
from dlcore.experiments import (
    Averages,
    Bagged,
    DropoutRates,
    Forest,
    Gains,
    Knockout,
    Masks,
    Mismatch,
    Thinned,
    Training,
)
from dlcore.experiments.dropout_ensemble import forest
from dlcore.experiments.dropout_ensemble.averages import compare, with_chances
from dlcore.experiments.dropout_ensemble.bagged import RIDGE, correlation
from dlcore.experiments.dropout_ensemble.knockout import knock_out
from tests.core.helpers import assert_it_repeats, last

SMALL = dict(examples=100, epochs=1, runs=2)
EXPERIMENTS = [
    Masks(steps=5),
    DropoutRates(width=8, **SMALL),
    Averages(units=3, hidden=4, **SMALL),
    Mismatch(width=8, **SMALL),
    Knockout(width=8, **SMALL),
    Bagged(members=3),
    Forest(members=3, examples=100, runs=2),
    Gains(width=8, **SMALL),
    Thinned(units=4, epochs=1),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_weights_are_trained_where_both_ends_are_there():
    frames = list(Masks(steps=40, seed=3).frames())
    for before, after in zip(frames, frames[1:], strict=False):
        inputs, one, two, _ = np.split(after.there[0], np.cumsum(after.sizes[:3]))
        counts = [new - old for new, old in zip(after.reached, before.reached, strict=True)]
        np.testing.assert_array_equal(counts[0], np.outer(inputs, one) * two.any())
        np.testing.assert_array_equal(counts[1], np.outer(one, two))
        np.testing.assert_array_equal(counts[2], np.outer(two, np.ones(3)))
        np.testing.assert_array_equal(after.trained[0], np.concatenate([*map(np.ravel, counts)]))


def test_an_empty_layer_cuts_off_what_is_below_it():
    frames = list(Masks(rate=0.9, steps=40).frames())[1:]
    empty = [frame.trained[0] for frame in frames if not frame.there[0, 10:16].any()]
    assert empty and not np.any(empty)


def test_without_dropout_every_update_trains_every_weight():
    frame = last(Masks(rate=0.0, input_rate=0.0, steps=20))
    assert all((share == 1).all() for share in frame.shares)
    assert frame.expected == (1, 1, 1) and frame.different == 1


def test_each_rate_is_trained_as_if_alone():
    e = DropoutRates(width=8, label_noise=0.0, examples=200, epochs=2, runs=3, seed=4)
    frame = last(e)
    alone = last(DropoutRates(width=8, label_noise=0.0, examples=200, epochs=2, runs=1, seed=5))
    np.testing.assert_array_equal(frame.test[:, 1], alone.test[:, 0])
    np.testing.assert_array_equal(frame.gain, frame.test[frame.best] - frame.test[0])


def test_networks_are_judged_by_the_labels_given_and_tested_by_true_ones():
    """Half of the labels drawn anew: 45 % are false, and without dropout are learned by heart."""
    few = dict(examples=100, epochs=100, runs=4)
    noisy, clean = (last(DropoutRates(label_noise=share, **few)) for share in (0.5, 0.0))
    assert min(noisy.train[0].mean(), clean.train[0].mean()) > 0.9
    assert noisy.test[0].mean() < clean.test[0].mean() - 0.2


@pytest.mark.parametrize("kind", ["linear", "maxout", "relu"])
def test_a_gap_is_that_of_the_drawn_masks(kind):
    e = Averages(units=4, hidden=5, rate=0.3)
    net = e.net(kind, 0.3)
    theta = net.init(0)
    x, y = digits().x_test[:100], digits().y_test[:100]
    scaled = net.predict(theta, x)
    gap, _, mean_right, right = compare(scaled, ensemble_mean(net, theta, x, with_chances), y)
    many = np.broadcast_to(x, (3000, *x.shape))
    drawn = net.forward(theta, many, np.random.default_rng(0))[0][-1]
    mean, error = drawn.mean(0), np.linalg.norm(drawn.std(0)) / 3000**0.5
    assert abs(np.linalg.norm(scaled - mean) - gap * np.linalg.norm(mean)) < 3 * error
    assert right == accuracy(net, theta, x, y) and 0 <= mean_right <= 1


def test_four_ways_to_test_are_what_they_are_called():
    e = Mismatch(width=8, examples=64, epochs=1, runs=1)
    frame = last(e)
    plain, inverted = e.net(PlainDropout(0.5)), e.net(Dropout(0.5))
    theta = plain.init([0])
    halved = theta.copy()
    for W in plain.weights(halved)[1:]:
        W *= 0.5
    x = digits().x_test
    np.testing.assert_allclose(plain.predict(theta, x), inverted.predict(halved, x), atol=1e-6)
    first = next(e.frames())  # before training both nets are the same
    np.testing.assert_array_equal(first.right[0], first.right[3])
    np.testing.assert_array_equal(first.right[1], first.right[2])
    assert frame.losses.shape[:2] == (4, 1)


def test_z_doubles_when_half_of_the_units_come_back():
    for rate, factor in (0.5, 2), (0.8, 5):
        frame = last(Mismatch(rate=rate, width=100, examples=320, epochs=2, runs=1))
        assert frame.ratio == pytest.approx(factor, rel=0.05)


def test_nothing_removed_is_the_network_itself():
    e = Knockout(width=12, examples=200, epochs=2, runs=2, rate=0.2)
    frame = last(e)
    assert frame.right.shape == (2, 2, 10)
    h = np.maximum(np.random.default_rng(0).standard_normal((4, 50, 12)), 0)
    p = dict(W=np.random.default_rng(1).standard_normal((4, 12, 10)), b=np.zeros((4, 1, 10)))
    y = np.eye(10)[(h @ p["W"])[0].argmax(-1)]
    right = knock_out(p, h, y, np.arange(12))
    assert right[0, 0] == 1 > right[-1, 0]


def test_polynomials_are_those_of_least_squares():
    e = Bagged(degree=3)
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (2, 4000))
    exact = 1 - x + 2 * x**3
    grid = np.linspace(-1, 1, 61)
    shrunk = 10 * RIDGE / 4000  # by which so little L2 may move it
    np.testing.assert_allclose(
        e.fit(x, exact), np.tile(1 - grid + 2 * grid**3, (2, 1)), atol=shrunk
    )


def test_correlation_of_members():
    rng = np.random.default_rng(0)
    shared, own = rng.standard_normal((2000, 1, 61)), rng.standard_normal((2000, 10, 61))
    assert correlation(0.6 * shared + 0.8 * own) == pytest.approx(0.36, abs=0.01)
    assert correlation(own) == pytest.approx(0, abs=0.01)


def test_the_formula_of_the_lecture_gives_the_variance_of_a_bag():
    frame = last(Bagged(members=20, degree=3, seed=1))
    rho, single = frame.alike[1], frame.variance[1, 0]
    # 40 worlds: the variance of one polynomial is known to about a quarter
    expected = rho * single + (1 - rho) / 20 * single
    assert frame.variance[1, -1] == pytest.approx(expected, rel=0.5)


def test_a_forest_that_may_ask_for_any_pixel_is_a_bag():
    frame = last(Forest(pixels=64, members=4, examples=100, runs=2))
    trees, woods, _ = frame.right
    np.testing.assert_array_equal(trees[:, 0], frame.right[0, :, 0])
    np.testing.assert_array_equal(trees, woods)


def test_a_member_is_the_same_in_a_larger_ensemble_and_beside_other_seeds():
    few = dict(examples=100, seed=2)
    whole = last(Forest(members=4, runs=2, **few))
    part = last(Forest(members=2, runs=1, **few))
    np.testing.assert_array_equal(whole.right[:, :1, :2], part.right)


def test_correlation_of_errors():
    rng = np.random.default_rng(0)
    shared, own = rng.standard_normal((1, 20_000)), rng.standard_normal((6, 20_000))
    errors = 0.6 * shared + 0.8 * own
    pairs = np.corrcoef(errors)[np.triu_indices(6, 1)]
    assert forest.correlation(errors) == pytest.approx(pairs.mean())
    assert np.isnan(forest.correlation(errors[:1]))
    assert forest.correlation(np.zeros((3, 5))) == 0  # nobody errs


def test_gains_are_those_of_two_trainings():
    e = Gains(width=8, examples=100, epochs=5, runs=2, seed=3)
    frame = last(e)
    about = dict(data="digits", depth=1, optimizer="adam", batch=50, width=8, examples=100)
    about |= dict(epochs=5, runs=2, seed=3, label_noise=0.2, lr=e.lr, activation="relu")
    alone = [last(Training(init="he-normal", dropout=p, **about)).test[:, -1] for p in (0.0, 0.5)]
    np.testing.assert_array_equal(frame.test[2], alone)
    np.testing.assert_allclose(frame.gain[2], 100 * (alone[1] - alone[0]))
