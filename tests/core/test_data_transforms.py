"""Splits, standardizing, whitening, permuted pixels, wrong labels."""

import numpy as np
import pytest

from dlcore import DATASETS, Data, one_hot
from dlcore.data import first, hold_out, permute, standardize, with_label_noise, zca


@pytest.fixture
def data():
    return DATASETS["digits"]()


def test_standardize_measures_the_training_part_only(data):
    scaled = standardize(data)
    varied = data.x.std(0) > 0
    np.testing.assert_allclose(scaled.x[:, varied].mean(0), 0, atol=1e-5)
    np.testing.assert_allclose(scaled.x[:, varied].std(0), 1, atol=1e-5)
    assert not scaled.x[:, ~varied].any() and not scaled.x_test[:, ~varied].any()
    assert np.abs(scaled.x_test[:, varied].mean(0)).max() > 0.01
    mean, std = data.x.mean(0), np.where(varied, data.x.std(0), np.inf)
    np.testing.assert_allclose(scaled.x_test, (data.x_test - mean) / std, rtol=1e-4, atol=1e-6)
    assert scaled.x.dtype == scaled.x_test.dtype == np.float32
    assert scaled.y is data.y and scaled.y_test is data.y_test


def test_a_constant_feature_becomes_zero_in_spite_of_rounding():
    x = np.full((1000, 1), 0.1, np.float32)
    scaled = standardize(Data(x, x, x + 1, x))
    assert not scaled.x.any() and not scaled.x_test.any()


def test_zca_makes_the_covariance_the_identity(data):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((500, 6)) @ rng.standard_normal((6, 6)) + 3
    white = zca(Data(x, x, x[:50], x[:50]), epsilon=1e-12)
    np.testing.assert_allclose(white.x.T @ white.x / 500, np.eye(6), atol=1e-8)
    np.testing.assert_allclose(white.x.mean(0), 0, atol=1e-12)
    np.testing.assert_allclose(white.x_test, white.x[:50], atol=1e-12)
    # of all whitenings the one that moves the data least: a symmetric matrix
    whiten = np.linalg.lstsq(x - x.mean(0), white.x, rcond=None)[0]
    np.testing.assert_allclose(whiten, whiten.T, atol=1e-8)


def test_epsilon_bounds_what_zca_blows_up(data):
    for epsilon in (1e-3, 1e-1):
        white = zca(data, epsilon)
        variance = np.linalg.eigvalsh(np.cov(white.x.T, bias=True))
        assert variance.max() <= 1.001 and white.x.dtype == np.float32
        before = np.linalg.eigvalsh(np.cov(data.x.T, bias=True))
        np.testing.assert_allclose(variance, np.sort(before / (before + epsilon)), atol=1e-3)


def test_permuted_pixels_keep_lengths_and_come_back(data):
    order = np.random.default_rng(1).permutation(64)
    mixed = permute(data, order)
    np.testing.assert_array_equal(mixed.x[5], data.x[5, order])
    np.testing.assert_array_equal(permute(mixed, order.argsort()).x_test, data.x_test)
    R = np.eye(64)[:, order]
    np.testing.assert_array_equal(mixed.x, data.x @ R)
    np.testing.assert_array_equal(R.T @ R, np.eye(64))


def test_hold_out_parts_are_disjoint_and_complete():
    x, y = np.arange(50.0)[:, None], np.arange(50.0)[:, None] ** 2
    parts = hold_out(x, y, 0.3, seed=4)
    assert len(parts.x) == 35 and len(parts.x_test) == 15
    np.testing.assert_array_equal(np.sort(np.concatenate([parts.x, parts.x_test]), 0), x)
    np.testing.assert_array_equal(parts.y, parts.x**2)
    np.testing.assert_array_equal(parts.y_test, parts.x_test**2)
    np.testing.assert_array_equal(parts.x, hold_out(x, y, 0.3, seed=4).x)
    assert not np.array_equal(parts.x, hold_out(x, y, 0.3, seed=5).x)


def test_label_noise_changes_the_stated_share_of_training_labels(data):
    noisy = with_label_noise(data, 0.5, seed=1)
    wrong = (noisy.y != data.y).any(1)
    assert wrong.mean() == pytest.approx(0.5 * 0.9, abs=0.03)  # one in ten is right by chance
    assert (noisy.y.sum(1) == 1).all() and noisy.y_test is data.y_test and noisy.x is data.x
    np.testing.assert_array_equal(with_label_noise(data, 0).y, data.y)


def test_first_keeps_the_test_part(data):
    few = first(data, 100)
    np.testing.assert_array_equal(few.x, data.x[:100])
    assert len(few.y) == 100 and few.x_test is data.x_test


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda d: first(d, 0), "n must be between 1 and 1437, not 0"),
        (lambda d: first(d, 1438), "n must be between 1 and 1437"),
        (lambda d: hold_out(d.x, d.y, 0), "share must be such that both parts"),
        (lambda d: zca(d, 0), "epsilon must be greater than 0"),
        (lambda d: permute(d, [0, 1]), "order must be a permutation of 0 to 63"),
        (lambda d: permute(d, np.zeros(64, int)), "order must be a permutation"),
        (lambda d: with_label_noise(d, 1.2), "share must be between 0 and 1"),
    ],
)
def test_nonsense_is_refused(data, call, message):
    with pytest.raises(ValueError, match=message):
        call(data)


@pytest.mark.parametrize("scale", [1e30, 1e-30, 1])
@pytest.mark.parametrize("offset", [0, 1000])
def test_standardize_large_and_small(scale, offset):
    x = (offset + np.random.default_rng(0).standard_normal((200, 3))) * scale
    x = x.astype(np.float32)
    scaled = standardize(Data(x, x, x[:9], x[:9]))
    np.testing.assert_allclose(scaled.x.mean(0), 0, atol=2e-4)
    np.testing.assert_allclose(scaled.x.std(0), 1, rtol=1e-3)
    np.testing.assert_array_equal(scaled.x_test, scaled.x[:9])


def test_one_hot():
    assert one_hot([1, 0]).tolist() == [[0, 1], [1, 0]]
    assert one_hot([0, 0], 3).shape == (2, 3) and one_hot(np.array([], int), 3).shape == (0, 3)
    for labels, classes in [([-1, 0], None), ([0, 3], 3)]:
        with pytest.raises(ValueError, match="labels must be between 0 and"):
            one_hot(labels, classes)
