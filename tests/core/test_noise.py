"""Dropout and noise: what is drawn, and what stays the same on average."""

import numpy as np
import pytest

from dlcore import Dropout, Noise, PlainDropout
from dlcore.seeding import generator
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_dropout_keeps_the_mean():
    x = np.ones((400, 500))
    y = Dropout(0.3).forward({}, x, generator(0))[0]
    assert set(np.unique(y)) == {0, 1 / (1 - 0.3)}
    assert (y == 0).mean() == pytest.approx(0.3, abs=5 * np.sqrt(0.21 / y.size))
    plain = PlainDropout(0.3).forward({}, x, generator(0))[0]
    same(plain, y > 0)
    same(Dropout(0.3).forward({}, x)[0], x)


def test_plain_dropout_scales_the_weights_in_prediction():
    x, W = normal(7, 5), normal(5, 3, seed=1)
    y = PlainDropout(0.4).forward({}, x)[0]
    close(y @ W, x @ ((1 - 0.4) * W), rtol=1e-14)


def test_both_forms_of_dropout_are_one_training_apart_by_the_scale():
    x, dy = normal(7, 5), normal(7, 5, seed=1)
    (y, back), (y1, back1) = (
        kind(0.4).forward({}, x, generator(3)) for kind in (Dropout, PlainDropout)
    )
    close(y * 0.6, y1, rtol=1e-14)
    close(back(dy)[0] * 0.6, back1(dy)[0], rtol=1e-14)


def test_noise_has_its_width():
    y = Noise(0.5).forward({}, np.zeros((300, 400)), generator(0))[0]
    assert y.std() == pytest.approx(0.5, rel=0.02)
    assert abs(y.mean()) < 0.01


def test_masks_are_drawn_anew():
    rng, x = generator(0), np.ones((4, 50))
    first, second = (Dropout(0.5).forward({}, x, rng)[0] for _ in range(2))
    assert (first != second).any()


@pytest.mark.parametrize("k", [2, 3])
def test_average_of_all_masked_linear_networks_is_the_scaled_one(k):
    x, W = normal(1, k), normal(k, 3, seed=1)
    masks = np.array(np.meshgrid(*[[0, 1]] * k)).reshape(k, -1).T
    close((x * masks @ W).mean(0), 0.5 * (x @ W)[0], rtol=1e-14)
