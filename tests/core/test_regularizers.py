"""Penalties by hand."""

import numpy as np
import pytest

from dlcore.regularizers import orthogonality, soft_threshold

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_orthogonality_of_the_source():
    """sum |W W^T - I|, where the source has units in rows."""
    W = np.random.default_rng(0).standard_normal((7, 4))
    rows = W.T
    assert orthogonality(W)[0] == pytest.approx(np.abs(rows @ rows.T - np.eye(4)).sum())
    q = np.linalg.qr(W)[0]
    assert orthogonality(q)[0] < 1e-14
    for _ in range(3000):
        W = W - 0.001 * orthogonality(W)[1]
    close(np.linalg.svd(W)[1], 1, atol=0.02)


def test_soft_threshold():
    w = np.array([-3.0, -0.5, 0.0, 0.2, 2.0])
    same(soft_threshold(w, 0.5), [-2.5, 0, 0, 0, 1.5])
    same(soft_threshold(w, 0.0), w)
