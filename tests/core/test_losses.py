"""Losses: the sources' worked numbers, identities, other people's versions."""

from functools import partial
from math import e, log

import numpy as np
import pytest
from scipy.special import softmax as scipy_softmax
from sklearn.metrics import hinge_loss, log_loss

from dlcore import LOSSES, cross_entropy_of, kl_of, softmax
from dlcore.contracts.functions import check_loss
from dlcore.losses import hinge, weighted_cross_entropy
from tests.core.helpers import normal, one_hot_rows

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


# --- worked numbers of source 4


def test_softmax_of_the_running_example():
    p = softmax(np.array([[0, 0.006, 0.12]]))
    close(p, [[0.31913, 0.32105, 0.35982]], atol=5e-6)
    value, grad = LOSSES["cross-entropy"](np.array([[0, 0.006, 0.12]]), np.eye(3)[[1]])
    assert value == pytest.approx(1.1362, abs=5e-5)
    assert -log(0.321) == pytest.approx(1.1363, abs=5e-5)
    close(grad, p - np.eye(3)[[1]])


def test_one_example_is_right_when_its_probability_is_one():
    value, grad = LOSSES["cross-entropy"](np.array([[0.0, 1000.0, 0.0]]), np.eye(3)[[1]])
    assert value == 0
    assert not grad.any()


def test_first_loss_is_the_logarithm_of_the_number_of_classes():
    target = one_hot_rows(np.random.default_rng(0), 20, 10)
    assert LOSSES["cross-entropy"](np.zeros((20, 10)), target)[0] == pytest.approx(log(10))


def test_gradients_at_a_wrong_saturated_output():
    z, target = np.array([[10.0]]), np.zeros((1, 1))
    a = 1 / (1 + np.exp(-z))
    close(LOSSES["binary-cross-entropy"](z, target)[1], a)  # steep where it is wrong
    assert (LOSSES["mse"](a, target)[1] * a * (1 - a))[0, 0] < 1e-4  # flat there


# --- losses against other definitions


def test_cross_entropy_against_scikit_learn_and_the_mean_surprise():
    z, target = normal(9, 4), one_hot_rows(np.random.default_rng(1), 9, 4)
    value = LOSSES["cross-entropy"](z, target)[0]
    assert value == pytest.approx(log_loss(target.argmax(1), scipy_softmax(z, 1)), rel=1e-12)
    assert value == pytest.approx(cross_entropy_of(target, softmax(z), e).mean(), rel=1e-12)


def test_kl_is_cross_entropy_minus_entropy():
    z, target = normal(9, 4), np.random.default_rng(1).dirichlet(np.ones(4), 9)
    expected = kl_of(target, softmax(z), e).mean()
    assert LOSSES["kl"](z, target)[0] == pytest.approx(expected, rel=1e-12)
    assert LOSSES["kl"](np.log(target), target)[0] == pytest.approx(0, abs=1e-15)


def test_weighted_cross_entropy_counts_each_class_as_often_as_its_weight():
    z, labels, weights = normal(9, 3), np.arange(9) % 3, np.array([1, 2, 5])
    target, repeated = np.eye(3)[labels], np.repeat(np.arange(9), weights[labels])
    value, grad = weighted_cross_entropy(z, target, weights)
    many = LOSSES["cross-entropy"](z[repeated], target[repeated])
    assert value * 9 == pytest.approx(many[0] * len(repeated), rel=1e-12)
    for b in range(9):  # all copies of an example have one gradient
        close(grad[b] * 9, many[1][repeated == b].sum(0) * len(repeated), rtol=1e-12)
    same(weighted_cross_entropy(z, target)[1], LOSSES["cross-entropy"](z, target)[1])
    with np.errstate(all="ignore"):
        check_loss(partial(weighted_cross_entropy, weights=(1, 2, 0.5, 0)))


def test_weighted_cross_entropy_of_targets_of_any_sum():
    z, target = normal(4, 3), np.array([[0.2, 0.1, 0.0], [0, 0, 0], [2, 0, 1], [0, 1, 0]])
    value, grad = weighted_cross_entropy(z, target, (1, 3, 0.5))
    for place in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[place] = 1e-6
        sides = [weighted_cross_entropy(z + d, target, (1, 3, 0.5))[0] for d in (step, -step)]
        assert (sides[0] - sides[1]) / 2e-6 == pytest.approx(grad[place], abs=1e-8)
    same(grad[1], 0)
    assert value > 0
    with pytest.raises(ValueError, match="weights must be one number or 3"):
        weighted_cross_entropy(z, target, (1, 2))


def test_binary_cross_entropy_is_cross_entropy_of_two_classes():
    z, target = normal(9, 1), np.random.default_rng(1).integers(2, size=(9, 1)).astype(float)
    both, one = np.hstack([0 * z, z]), np.hstack([1 - target, target])
    value = LOSSES["binary-cross-entropy"](z, target)[0]
    assert value == pytest.approx(LOSSES["cross-entropy"](both, one)[0], rel=1e-12)
    a = 1 / (1 + np.exp(-z))
    naive = -(target * np.log(a) + (1 - target) * np.log(1 - a)).mean()
    assert value == pytest.approx(naive, rel=1e-12)


def test_hinge_against_its_definition():
    z, labels = normal(9, 4), np.random.default_rng(1).integers(4, size=9)
    one, two = 0.0, 0.0
    for f, y in zip(z, labels, strict=True):
        for j in range(4):
            if j != y:
                one += max(0, f[j] - f[y] + 1)
                two += max(0, f[j] - f[y] + 1) ** 2
    assert LOSSES["hinge"](z, np.eye(4)[labels])[0] == pytest.approx(one / 9, rel=1e-12)
    assert LOSSES["squared-hinge"](z, np.eye(4)[labels])[0] == pytest.approx(two / 9, rel=1e-12)


def test_hinge_of_two_classes_against_scikit_learn():
    z, labels = normal(9, 2), np.array([0, 1, 0, 1, 0, 1, 1, 1, 0])
    decision = z[:, 1] - z[:, 0]
    expected = hinge_loss(labels, decision)
    assert LOSSES["hinge"](z, np.eye(2)[labels])[0] == pytest.approx(expected, rel=1e-12)


def test_hinge_is_content_with_the_margin():
    target = np.eye(3)[[0]]
    value, grad = LOSSES["hinge"](np.array([[2.0, 1.0, 0.5]]), target)
    assert value == 0
    assert not grad.any()
    value, grad = partial(hinge, margin=2.0)(np.array([[2.0, 1.0, 0.5]]), target)
    assert value == 1.5
    same(grad, [[-2, 1, 1]])


def test_mse_and_mae_pull_to_mean_and_median():
    data = np.array([[0.0], [0.1], [0.2], [0.3], [5.0]])
    for name, middle in (("mse", data.mean()), ("mae", np.median(data))):
        grad = LOSSES[name](np.full((5, 1), middle), data)[1]
        assert grad.sum() == pytest.approx(0, abs=1e-15)
    assert LOSSES["mse"](np.zeros((5, 1)), data)[0] == pytest.approx((data**2).sum() / 2 / 5)
    assert LOSSES["mae"](np.zeros((5, 1)), data)[0] == pytest.approx(data.mean())


def test_cosine_proximity_counts_directions_only():
    out, target = normal(5, 3), normal(5, 3, seed=1)
    loss = LOSSES["cosine-proximity"]
    assert loss(7 * out, target)[0] == pytest.approx(loss(out, target)[0], rel=1e-9)
    assert loss(target, target)[0] == pytest.approx(0, abs=1e-10)
    assert loss(-target, target)[0] == pytest.approx(2, rel=1e-10)
    assert loss(np.zeros((5, 3)), target)[0] == 1


@pytest.mark.parametrize("size", [1e-30, 1e-5, 1e25])
def test_cosine_proximity_of_outputs_of_any_size(size):
    out = np.float32(size) * np.eye(3, dtype=np.float32)
    value, grad = LOSSES["cosine-proximity"](out, np.eye(3, dtype=np.float32))
    assert abs(value) < 1e-6
    assert np.abs(grad * np.float32(size)).max() < 1e-6
    turned = LOSSES["cosine-proximity"](out, np.eye(3, dtype=np.float32)[[1, 2, 0]])[1]
    close(turned * np.float32(size), -np.eye(3)[[1, 2, 0]] / 3, atol=1e-6)


@pytest.mark.parametrize("z", [-80.0, -20.0, -1.0, 0.0, 3.0, 20.0, 80.0])
def test_binary_cross_entropy_in_float32_is_as_exact_when_little_is_wrong(z):
    for t in 0.0, 1.0:
        exact = LOSSES["binary-cross-entropy"](np.array([[z]]), np.array([[t]]))
        single = LOSSES["binary-cross-entropy"](np.float32([[z]]), np.float32([[t]]))
        wrong = z if t == 0 else -z
        close(exact[0], np.logaddexp(0, wrong), rtol=1e-14)
        close(np.abs(exact[1]), 1 / (1 + np.exp(-wrong)), rtol=1e-14)
        for a, b in zip(single, exact, strict=True):
            assert a.dtype == np.float32
            close(a, b, rtol=1e-6)


def test_logits_of_classes_that_are_ruled_out():
    ruled_out = np.array([[1.0, 2.0, -np.inf]])
    value, grad = LOSSES["cross-entropy"](ruled_out, np.eye(3)[[0]])
    assert value == pytest.approx(1.3132617, abs=1e-7)  # as of the other two alone
    close(grad, [[-0.7310586, 0.7310586, 0]], atol=1e-7)
    assert LOSSES["cross-entropy"](ruled_out, np.eye(3)[[2]])[0] == np.inf
    assert LOSSES["kl"](ruled_out, np.array([[0.5, 0.5, 0.0]]))[0] == pytest.approx(0.1201145)
    for t in np.eye(2):
        value, grad = LOSSES["binary-cross-entropy"](np.array([[np.inf, -np.inf]]), t[None])
        assert value == (0 if t[0] else np.inf)
        same(np.abs(grad), [[0, 0]] if t[0] else [[1, 1]])


@np.errstate(over="ignore")
def test_logits_as_large_as_float32_holds():
    far = np.array([[3e38, -3e38]], np.float32)
    for right, loss in ((0, 0), (1, np.inf)):
        value, grad = LOSSES["cross-entropy"](far, np.eye(2, dtype=np.float32)[[right]])
        assert value == loss
        same(np.abs(grad), [[right, right]])


@pytest.mark.parametrize("name", LOSSES)
def test_batches_are_averaged_and_shapes_must_agree(name):
    rng = np.random.default_rng(0)
    outputs, target = normal(8, 3), one_hot_rows(rng, 8, 3)
    whole = LOSSES[name](outputs, target)[0]
    halves = [LOSSES[name](outputs[part], target[part])[0] for part in (slice(4), slice(4, 8))]
    assert whole == pytest.approx(np.mean(halves), rel=1e-12)
    with pytest.raises(ValueError, match=r"target must have shape \(8, 3\), not \(8,\)"):
        LOSSES[name](outputs, target[:, 0])
    with pytest.raises(ValueError, match=r"target must have shape \(8, 3\), not \(8, 1\)"):
        LOSSES[name](outputs, target[:, :1])
    with pytest.raises(ValueError, match="at least one example"):
        LOSSES[name](outputs[:0], target[:0])
