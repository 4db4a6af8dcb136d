"""Early stopping, folds, confusion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import DATASETS, OPTIMIZERS, Objective, accuracy, descend, mlp
from dlcore.data import first
from dlcore.validation import EarlyStopping, confusion_matrix, cross_validate, error_bar, folds


def watch(values, **rules):
    """Observe values until all runs are over -> the watcher and the number of observations."""
    stop = EarlyStopping(**rules)
    for t, value in enumerate(values):
        theta = np.full((*np.shape(value), 2), float(t))
        if stop.observe(value, theta).all():
            return stop, t + 1
    return stop, None


@pytest.mark.parametrize(
    "patience, seen, best, at",
    [(0, 3, 3, 1), (1, 3, 3, 1), (2, 6, 2, 3), (3, None, 1, 6), (9, None, 1, 6)],
)
def test_patience(patience, seen, best, at):
    stop, n = watch([5, 3, 4, 2, 2, 2, 1, 6], patience=patience)
    assert (n, stop.best, stop.at) == (seen, best, at)
    np.testing.assert_array_equal(stop.theta, [at, at])


def test_small_steps_do_not_count_as_better():
    stop, n = watch([1.0, 0.95, 0.92, 0.5, 0.49], patience=2, min_delta=0.1)
    assert n == 3 and stop.best == 1.0 and stop.at == 0
    stop, n = watch([1.0, 0.95, 0.89, 0.85, 0.84], patience=2, min_delta=0.1)
    assert n == 5 and stop.best == 0.89 and stop.at == 2


def test_mode_max_watches_the_other_way():
    stop, n = watch([0.1, 0.5, 0.4, 0.3], patience=2, mode="max")
    assert n == 4 and stop.best == 0.5 and stop.at == 1
    mirrored, m = watch([-0.1, -0.5, -0.4, -0.3], patience=2, mode="min")
    assert m == n and mirrored.best == -stop.best and mirrored.at == stop.at


def test_every_run_stops_for_itself_and_keeps_its_best():
    rng = np.random.default_rng(0)
    values = rng.standard_normal((60, 4))
    stop, n = watch(values, patience=4)
    ends = []
    for k in range(4):
        alone, end = watch(values[:, k], patience=4)
        ends.append(end)
        assert stop.best[k] == alone.best and stop.at[k] == alone.at
        np.testing.assert_array_equal(stop.theta[k], alone.theta)
    assert n == max(ends) and len(set(ends)) > 1


def test_a_stopped_run_ignores_later_success_and_nan_is_never_better():
    stop, n = watch([[1, 1], [2, 0.9], [0, 0.8], [0, np.nan], [0, 0.7], [0, 3]], patience=1)
    assert n == 4 and stop.best.tolist() == [1, 0.8] and stop.at.tolist() == [0, 2]
    stop, _ = watch([np.nan, np.inf, 2, 3], patience=3)
    assert stop.best == 2 and stop.at == 2


@pytest.mark.parametrize(
    "rules, message",
    [
        ({"patience": -1}, "patience must be at least 0"),
        ({"min_delta": -0.1}, "min_delta must be at least 0"),
        ({"mode": "least"}, "mode must be 'min' or 'max', not 'least'"),
    ],
)
def test_nonsense_is_refused(rules, message):
    with pytest.raises(ValueError, match=message):
        EarlyStopping(**rules)


def test_the_best_theta_comes_back_from_a_real_training():
    data = first(DATASETS["digits"](), 100)
    net = mlp(64, 32, 10)
    f = Objective(net, "cross-entropy", data.x, data.y, 20)
    stop, losses = EarlyStopping(patience=5), []
    for step in descend(f, net.init((0, 1)), OPTIMIZERS["adam"](), 0.03):
        losses.append(f.at(step.theta, data.x_test, data.y_test)[0])
        if stop.observe(losses[-1], step.theta).all() or step.t == 300:
            break
    assert stop.stopped.all()
    np.testing.assert_allclose(f.at(stop.theta, data.x_test, data.y_test)[0], stop.best, rtol=1e-6)
    for k in range(2):
        assert losses[stop.at[k]][k] == pytest.approx(stop.best[k])


@pytest.mark.parametrize("n, k", [(10, 5), (11, 3), (7, 7), (2, 2)])
def test_folds_use_every_example_once_to_test_and_else_to_train(n, k):
    x = np.arange(n)[:, None]
    parts = list(folds(x, 10 * x, k))
    assert len(parts) == k
    np.testing.assert_array_equal(np.sort(np.concatenate([p.x_test for p in parts]), 0), x)
    for part in parts:
        np.testing.assert_array_equal(np.sort(np.concatenate([part.x, part.x_test]), 0), x)
        np.testing.assert_array_equal(part.y, 10 * part.x)
        np.testing.assert_array_equal(part.y_test, 10 * part.x_test)
        assert n // k <= len(part.x_test) <= n // k + 1


@pytest.mark.parametrize("k", [0, 1, 11])
def test_impossible_folds_are_refused(k):
    with pytest.raises(ValueError, match="k must be between 2 and the 10 examples"):
        list(folds(np.zeros((10, 1)), np.zeros((10, 1)), k))


def test_cross_validation_of_least_squares_equals_the_closed_form():
    # leaving one out: error_i = residual_i / (1 - hat_ii)
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(20), rng.standard_normal((20, 2))])
    y = x @ [[1], [2], [3]] + 0.3 * rng.standard_normal((20, 1))

    def score(data):
        w = np.linalg.lstsq(data.x, data.y, rcond=None)[0]
        return ((data.y_test - data.x_test @ w) ** 2).mean()

    hat = x @ np.linalg.pinv(x)
    exact = ((y - hat @ y)[:, 0] / (1 - np.diag(hat))) ** 2
    scores = cross_validate(score, x, y, k=20)
    np.testing.assert_allclose(np.sort(scores), np.sort(exact))
    np.testing.assert_array_equal(scores, cross_validate(score, x, y, k=20))


def test_confusion_matrix_counts():
    y = np.eye(3)[[0, 0, 1, 2, 2, 2]]
    outputs = np.eye(3)[[0, 1, 1, 2, 0, 2]] * 0.4
    counts = confusion_matrix(outputs, y)
    assert counts.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 2]]
    stacked = confusion_matrix(np.stack([outputs, np.roll(outputs, 1, -1)]), y)
    np.testing.assert_array_equal(stacked[0], counts)
    assert stacked.sum((1, 2)).tolist() == [6, 6]


def test_confusion_matrix_agrees_with_accuracy():
    data = DATASETS["digits"]()
    net = mlp(64, 10)
    theta = net.init((0, 1))
    counts = confusion_matrix(net.predict(theta, data.x_test), data.y_test)
    right = np.trace(counts, axis1=-2, axis2=-1) / 360
    np.testing.assert_allclose(right, accuracy(net, theta, data.x_test, data.y_test))
    np.testing.assert_array_equal(counts.sum(-1), [data.y_test.sum(0)] * 2)


def test_an_error_bar_is_the_spread_of_a_mean_of_coins():
    coins = np.random.default_rng(0).random((5000, 200)) < 0.7
    assert coins.mean(-1).std() == pytest.approx(error_bar(0.7, 200), rel=0.05)
    assert error_bar(0.9, np.array([100, 10_000])) == pytest.approx([0.03, 0.003])
    with pytest.raises(ValueError, match="accuracy must be between 0 and 1, not 90"):
        error_bar(90, 100)
    with pytest.raises(ValueError, match="n must be at least 1, not 0"):
        error_bar(0.9, 0)


def plainly(values, patience, min_delta):
    """Early stopping of one run as a textbook has it -> best value, its place, the last place."""
    best, at = np.inf, 0
    for t, value in enumerate(values):
        if value < best - min_delta:
            best, at = value, t
        elif t - at >= patience:
            return best, at, t
    return best, at, None


VALUES = st.lists(st.floats(width=32, allow_nan=True), min_size=1, max_size=30)


@given(VALUES, st.integers(0, 5), st.sampled_from([0, 0.1, 2]))
def test_early_stopping_does_what_the_textbook_does(values, patience, min_delta):
    stop, seen = watch(values, patience=patience, min_delta=min_delta)
    best, at, end = plainly(values, patience, min_delta)
    assert (stop.best, stop.at, seen) == (best, at, None if end is None else end + 1)
