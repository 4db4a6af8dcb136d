"""The experiments of lecture 12 against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import BatchNorm, Net
from dlcore.experiments import (
    ByHand,
    Cliff,
    Direction,
    Disturbed,
    Drift,
    OrthogonalPull,
    SameImage,
    Training,
)
from dlcore.experiments.normalization.disturbed import AGAINST, KINDS
from tests.core.helpers import last

TINY = dict(depth=1, width=12, epochs=1, runs=2)


def test_by_hand_is_the_layer():
    frame = last(ByHand(batch=6, gamma=2.0, beta=-1.0, eps=0.1))
    x, net = frame.values[0][:, None], Net((BatchNorm(1, eps=0.1),))
    y = net.forward(net.init(0, float), x, np.random.default_rng(0))[0][-1]
    np.testing.assert_allclose(frame.values[2], y[:, 0])
    np.testing.assert_allclose(frame.values[3], 2 * y[:, 0] - 1)
    assert not frame.same


@pytest.mark.parametrize("spread", [0.3, 2.0])
def test_spread_and_mean_undo_it(spread):
    frame = last(ByHand(spread=spread, learned="σ and μ of this batch"))
    assert frame.same and frame.mean[2] == pytest.approx(0, abs=1e-12)


def test_of_one_example_beta_is_left():
    frame = last(ByHand(batch=1, beta=1.5))
    assert frame.values[3].tolist() == [1.5] and frame.scores["mean"]["x̂"] == 0


def test_stages_are_scored_when_they_are_reached():
    frames = list(ByHand().frames())
    assert [len(frame.scores["mean"]) for frame in frames] == [1, 2, 3, 4]


SHORT = SameImage(epochs=1, size=4)


@pytest.mark.parametrize("norm", ["batch norm", "renorm"])
def test_company_counts_in_training_mode_only(norm):
    frame = last(replace(SHORT, norm=norm))
    assert frame.apart[0] > 1e-3 > frame.apart[1]


def test_company_is_nothing_to_layer_norm():
    frame = last(replace(SHORT, norm="layer norm"))
    assert (frame.apart < 1e-5).all() and frame.right[0, -1] == frame.right[1, -1]
    assert "memory" in replace(SHORT, norm="layer norm").idle


def test_companies_are_as_they_are_called():
    e = replace(SHORT, others="all of one class", size=5)
    from dlcore import DATASETS

    data = DATASETS["digits"]()
    batches = e.companies(data)
    assert batches.shape == (6, 5, 64) and (batches[:, 0] == data.x_test[e.image]).all()
    labels = data.y_test.argmax(-1)
    for k, batch in enumerate(batches):
        found = [labels[(data.x_test == x).all(-1)][0] for x in batch[1:]]
        assert set(found) == {k}


@pytest.mark.parametrize("against", ["learning rate", "first weights", "batch size"])
def test_each_cell_is_an_ordinary_training(against):
    e = Disturbed(against=against, kinds=("none", "batch norm after f"), examples=100, **TINY)
    frame, (name, values) = last(e), AGAINST[against]
    own = replace(e.usual, **KINDS["batch norm after f"] | {name: values[1]})
    right = own.judge(*own.trained())["test" if frame.part == "test" else "train"]
    np.testing.assert_array_equal(frame.right[1, 1], right)
    assert frame.right.shape == (2, len(values), 2)


def test_contrast_is_of_the_test_images():
    e = Disturbed(against="contrast", kinds=("batch norm", "cosine"), examples=100, **TINY)
    frame, at = last(e), AGAINST["contrast"][1].index(1.0)
    for row, kind in zip(frame.right, e.kinds, strict=True):
        own = replace(e.usual, **KINDS[kind])
        np.testing.assert_array_equal(row[at], own.judge(*own.trained())["test"])
    assert np.ptp(frame.of("cosine")) == 0 and "lr" not in e.idle


def test_the_drift_is_that_of_the_training():
    e = Drift(depth=2, width=12, epochs=2)
    frame, training = last(e), e.training
    own = Training(examples=1000, depth=2, width=12, epochs=2, activation="elu")
    net, theta, data = own.trained()
    z = net.forward(theta, data.x[:256])[0][0]
    np.testing.assert_allclose(frame.now[0], [z.mean(), z.std()], rtol=1e-4, atol=1e-5)
    assert frame.counts.sum(-1).tolist() == [256 * 12] * 2 and training == own
    assert frame.gradients.shape == (3,) and frame.grown.shape == (2,)


def test_behind_batch_norm_the_spread_is_gamma():
    first = next(Drift(norm="batch", depth=2, width=12).frames())
    np.testing.assert_allclose(first.now, [[0, 1], [0, 1]], atol=1e-2)


def test_ten_sigmoid_layers_are_diagnosed():
    assert "vanishing" in {f.key for f in last(Drift(activation="sigmoid", depth=10)).findings}


def test_v_is_turned_and_never_shortened():
    frames = list(Direction(length=0.2).frames())
    assert max(abs(frame.across) for frame in frames) < 1e-6
    assert (np.diff(frames[-1].lengths) >= 0).all()
    np.testing.assert_allclose(np.linalg.norm(frames[-1].paths[1], axis=-1), frames[-1].g)


def test_plain_descent_is_plain():
    frame = last(Direction(steps=1, lr=0.1, curvature=4.0))
    w, then = frame.paths[0]
    np.testing.assert_allclose(then, w - 0.1 * np.array([1, 4]) * (w - frame.target))


def test_orthogonal_columns_are_reached_where_there_is_room():
    frame = last(OrthogonalPull(inputs=12, units=8))
    assert 0.9 < frame.gains[-1, -1] <= frame.gains[0, -1] < 1.1
    assert frame.penalty[-1] < frame.penalty[0] / 20
    assert last(OrthogonalPull(inputs=8, units=12)).gains.shape[0] == 8


def test_the_gradient_of_the_cliff():
    e, at, h = Cliff(length=3), np.array([0.9, 1.2]), 1e-6
    ends = [[e.loss(at + s * d)[0] for s in (h, -h)] for d in np.eye(2)]
    np.testing.assert_allclose(e.loss(at)[1], [(a - b) / (2 * h) for a, b in ends], rtol=1e-6)


def test_by_value_turns_the_gradient_and_by_norm_does_not():
    value, norm = (next(Cliff(how=how).frames()) for how in ("by value", "by norm"))
    assert value.turned > 40 and norm.turned == pytest.approx(0, abs=1e-6)
    assert norm.sizes[1] == pytest.approx(1)


def test_over_the_cliff():
    frame = last(Cliff())
    assert [found.key for found in frame.findings] == ["divergence"]
    assert np.isnan(frame.turned) and "Thrown" in frame.headline
