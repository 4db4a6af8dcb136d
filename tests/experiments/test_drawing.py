"""Drawings become images as networks know them."""

import numpy as np

from dlcore import DATASETS
from dlcore.experiments.drawing import BOX, centred, covered, ink_of, resized, rows_of


def test_rows_are_bits_from_the_left():
    image = ink_of((0b100, 0b011, 0))
    np.testing.assert_array_equal(image, [[1, 0, 0], [0, 1, 1], [0, 0, 0]])
    assert rows_of(image) == (4, 3, 0) and all(type(row) is int for row in rows_of(image))


def test_new_pixels_are_means_of_what_they_cover():
    np.testing.assert_allclose(covered(5, 3).sum(1), 1)
    np.testing.assert_array_equal(resized(np.eye(4), 2, 2), [[0.5, 0], [0, 0.5]])
    np.testing.assert_allclose(resized(np.arange(6.0).reshape(2, 3), 2, 3).ravel(), range(6))
    np.testing.assert_array_equal(resized(np.eye(2), 4, 4), np.kron(np.eye(2), np.ones((2, 2))))


def test_ink_is_centred_as_in_mnist():
    """Put anywhere in any size, a digit lands where MNIST has its own."""
    image = np.zeros((28, 28))
    image[1:11, 2:6] = 1
    moved = centred(image)
    place = np.arange(28)
    assert abs(place @ moved.sum(1) / moved.sum() - 14) <= 0.5
    assert abs(place @ moved.sum(0) / moved.sum() - 14) <= 0.5
    assert np.flatnonzero(moved.any(1)).size == BOX
    np.testing.assert_array_equal(centred(np.zeros((28, 28))), np.zeros((28, 28)))
    np.testing.assert_allclose(centred(moved), moved)


def test_mnist_lies_like_that_already():
    x = DATASETS["mnist10k"]().x_test[:50].reshape(-1, 28, 28)
    place = np.arange(28)
    away = [place @ i.sum(1) / i.sum() - place @ centred(i).sum(1) / centred(i).sum() for i in x]
    assert np.abs(away).mean() < 0.5
