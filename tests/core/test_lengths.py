"""Lengths of vectors that are so long or short that their squares are no numbers any more."""

import numpy as np
import pytest

from dlcore.lengths import shortened, to_length_one

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
SIZES = [1e-38, 1e-30, 1e-5, 1.0, 1e5, 1e25, 5e37]


@pytest.mark.parametrize("size", SIZES)
def test_a_vector_of_any_size_has_a_length_and_a_direction(size):
    v = np.array([3.0, -4.0], np.float32) * np.float32(size)
    u, length = to_length_one(v)
    close(u, [0.6, -0.8], rtol=1e-6)
    close(length, [5 * size], rtol=1e-6)
    assert u.dtype == length.dtype == np.float32
    close(to_length_one(v[:, None] * np.ones(3, np.float32), 0)[1], np.full((1, 3), 5 * size), 1e-6)


def test_zero_has_no_direction():
    u, length = to_length_one(np.zeros((2, 3)))
    same(u, np.zeros((2, 3)))
    same(length, np.zeros((2, 1)))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_too_long_is_shortened_and_nothing_else_changes(size):
    v = np.array([[3.0, -4.0], [0.0, 0.0]], np.float32) * np.float32(size)
    same(shortened(v, np.float32(6 * size)), v)
    close(shortened(v, np.float32(size)), [[0.6 * size, -0.8 * size], [0, 0]], rtol=1e-6)


def test_a_length_may_be_more_than_float32_holds():
    v = np.full(4, 3e38, np.float32)
    with np.errstate(over="ignore"):
        close(shortened(v, np.float32(1)), 0.5)
