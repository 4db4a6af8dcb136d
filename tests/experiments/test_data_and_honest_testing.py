"""Lecture 02: learners, splits, folds, leaks and scores against what can be calculated."""

import numpy as np
import pytest

from dlcore import DATASETS, OPTIMIZERS, Objective, accuracy, error_bar, mlp
from dlcore.data import Data, first, hold_out, one_hot
from dlcore.experiments import (
    BestOfMany,
    Confusion,
    ForgottenStep,
    ImageAsVector,
    Leaderboard,
    Leaks,
    ManySplits,
    RotatingFolds,
    ScaledPixels,
)
from dlcore.experiments.data_and_honest_testing.leaks import choose, copy, scale
from dlcore.experiments.data_and_honest_testing.learners import LEARNERS, judged
from tests.core.helpers import at_step, last, normal

X = np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 0.0], [4.0, 1.0]])
Y = one_hot([0, 0, 1, 1])


@pytest.mark.parametrize("learner", LEARNERS)
def test_learners_tell_two_heaps_apart(learner):
    said = LEARNERS[learner](X, Y, np.array([[1.0, 0.5], [3.5, 0.5]])).argmax(-1)
    assert said.tolist() == [0, 1]
    assert judged(learner, Data(X, Y, X, Y)).all()


def test_learners_by_hand():
    """Means (0, 0.5), (4, 0.5): x m - m^2 / 2; a class without examples is never said."""
    outputs = LEARNERS["nearest mean"](X, one_hot([0, 0, 1, 1], 3), np.array([[1.0, 0.5]]))
    np.testing.assert_allclose(outputs, [[0.125, 4.125 - 8 - 0.0, -np.inf]])
    x, y, ones = normal(40, 3), one_hot(np.arange(40) % 2), np.ones((40, 1))
    best = np.linalg.lstsq(np.hstack([x, ones]), y, rcond=None)[0]
    linear = LEARNERS["least squares"](x, y, x, ridge=0)
    np.testing.assert_allclose(linear, np.hstack([x, ones]) @ best, atol=1e-9)
    apart = np.linalg.norm(x[:, None] - x, axis=-1) + 9 * np.eye(40)
    for i in range(5):
        others = np.arange(40) != i
        said = LEARNERS["nearest neighbour"](x[others], y[others], x[i : i + 1])
        assert (said == y[apart[i].argmin()]).all()


def test_a_pixel_is_an_entry_and_back():
    frame = last(ImageAsVector(row=3, column=5))
    half = [*ImageAsVector().frames()][14]
    assert np.isfinite(half.laid).sum() == 14 * 28 and half.headline.startswith("14 of 28 rows")
    assert frame.entry == 89 and frame.x[89] == frame.images[0, 3, 5]
    np.testing.assert_array_equal(frame.x.reshape(28, 28), frame.images[frame.chosen])
    assert frame.y.argmax() == frame.labels[frame.chosen] and frame.y.sum() == 1
    small = last(ImageAsVector(data="digits", row=20, column=2, index=4))
    assert (small.row, small.column, small.entry) == (7, 2, 58)
    assert set(np.unique(last(ImageAsVector(threshold=0.5)).images)) == {0, 1}


def test_splits_are_those_of_hold_out():
    frame = last(ManySplits(data="digits", splits=4, seed=7))
    data = DATASETS["digits"]()
    x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
    hits = judged("nearest mean", hold_out(x, y, 0.2, 7002))
    assert frame.right[:, 2].tolist() == [hits.mean(), hits[:35].mean()]
    assert frame.sizes.tolist() == [359, 35]
    np.testing.assert_allclose(frame.formula[0], error_bar(frame.right[0].mean(), 359))
    assert frame.spread[0] == pytest.approx(frame.right[0].std(ddof=1))
    with pytest.raises(ValueError, match="too slow for 'mnist10k': take digits"):
        ManySplits(learner="nearest neighbour")


def test_the_best_of_many_is_the_highest_and_its_first():
    e = BestOfMany(models=300, labels=50, runs=2, seed=4)
    frame, (test, fresh) = last(e), e.draw(4)
    assert frame.best[0, -1] == test.max() and frame.fresh[0, -1] == fresh[test.argmax()]
    assert frame.best.shape == frame.fresh.shape == (2, len(frame.tried))
    some = frame.tried[3]
    assert frame.best[0, 3] == test[:some].max()
    assert abs(test.mean() - 0.5) < 0.02 and (np.diff(frame.best) >= 0).all()


def test_a_leaderboard_climbs_by_its_public_part():
    e = Leaderboard(submissions=200, labels=100, share=0.3, runs=3)
    frames = list(e.frames())
    assert np.isnan(frames[5].private).all() and "envelope" not in frames[5].headline
    assert frames[-1].over and frames[-1].sizes == (30, 70)
    assert (np.diff(frames[-1].public) >= 0).all()
    assert frames[-1].findings[0].key == "fooled" and not frames[0].findings
    alone = last(Leaderboard(submissions=200, labels=100, share=0.3, runs=1, seed=2))
    np.testing.assert_array_equal(alone.private[0], frames[-1].private[2])


def test_folds_test_everybody_once():
    e = RotatingFolds(samples=3, examples=60, k=4)
    frames = list(e.frames())
    assert (frames[0].tests.sum(0) == 1).all() and frames[0].tests.shape == (4, 60)
    assert [f.turn for f in frames] == [1, 2, 3, 4, 4, 4, 4] and frames[-1].samples == 3
    data = e.sample(2)
    assert len(data.x) == 60 and len(data.x_test) == 1797 - 60
    one = np.mean(
        [
            judged(
                "nearest mean",
                Data(
                    *(np.delete(part, i, 0) for part in (data.x, data.y)), data.x[[i]], data.y[[i]]
                ),
            )[0]
            for i in range(60)
        ]
    )
    np.testing.assert_allclose(frames[-1].off[2, 2], one - e.score(data))


def test_what_is_done_before_the_split():
    x, y = normal(30, 40).astype(np.float32), one_hot(np.arange(30) % 2)
    x[:, 7] += 5 * y[:, 0]
    data = Data(x, y, x[:5], y[:5])
    chosen = choose(data, None)
    assert chosen.x.shape == (30, 20) and (chosen.x == x[:, [7]]).all(0).any()
    np.testing.assert_array_equal(chosen.x_test, chosen.x[:5])
    copied = copy(data, np.random.default_rng(0))
    assert copied.x.shape == (120, 40) and np.abs(copied.x[30:60] - x).max() < 1
    np.testing.assert_array_equal(copied.x_test, data.x_test)
    np.testing.assert_allclose(scale(data, None).x.std(0), 1, rtol=1e-4)
    assert Leaks(scale=True, copy=True).first == ("scale", "copy")
    before, *_, after = Leaks(choose=True, draws=5).frames()
    assert after.findings[0].key == "leak" and not before.findings
    assert before.table[1][0][1] == "not yet" and after.t == 5


def test_whitened_pixels_are_uncorrelated():
    method = "whitened (ZCA)"
    frame = last(ScaledPixels(method=method, epsilon=1e-7))
    alive = frame.variances > 0.5
    c = frame.covariance[alive][:, alive]
    assert alive.sum() > 50 and np.abs(c - np.eye(len(c))).max() < 0.1
    plain = last(ScaledPixels(method="standardized"))
    np.testing.assert_allclose(plain.variances[plain.variances > 0.5], 1, rtol=1e-4)
    assert np.abs(plain.means).max() < 1e-5 and plain.counts.shape == (7, 48)
    assert "epsilon" in ScaledPixels().idle and not ScaledPixels(method=method).idle
    raw, *_ = ScaledPixels().frames()
    np.testing.assert_allclose(raw.images[0].ravel(), DATASETS["digits"]().x[0], atol=1e-6)


def test_four_ways_of_testing_one_network():
    e = ForgottenStep(epochs=2, runs=2, examples=200)
    frame, data = last(e), first(DATASETS["digits"](), 200)
    f = Objective(mlp(64, 100, 10), "cross-entropy", data.x, data.y, 32, seed=1)
    theta = at_step(14, f, f.net.init(1), OPTIMIZERS["adam"](), 0.005).theta
    sides = data.x_test.reshape(-1, 8, 8).swapaxes(1, 2).reshape(-1, 64)
    for way, x in enumerate((data.x_test, 16 * data.x_test, None, sides)):
        if x is not None:
            right = accuracy(f.net, theta, x, data.y_test)
            assert frame.right[way, 1] == pytest.approx(right, abs=0.01)


def test_a_table_of_confusions():
    data = DATASETS["digits"]()
    frame, *tour = Confusion(data="digits", truth=1, said=1).frames()
    assert frame.counts.sum(-1).tolist() == data.y_test.sum(0).tolist()
    assert frame.accuracy == judged("nearest mean", data).mean()
    assert frame.scores["right"]["1"] == frame.counts[1, 1] / frame.counts[1].sum()
    assert len(frame.images) == 12 and frame.chosen == (frame.truth, frame.said) == (1, 1)
    wrong = [f.counts[f.truth, f.said] for f in tour]
    assert wrong == sorted(wrong, reverse=True) and (tour[0].truth, tour[0].said) == frame.worst
    assert all(
        f.truth != f.said and len(f.images) == min(n, 12) for f, n in zip(tour, wrong, strict=True)
    )
