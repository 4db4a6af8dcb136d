"""Penalties by hand."""

import numpy as np
import pytest

from dlcore import PENALTIES, Dense, Maxout, Net
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


def test_orthogonality_is_the_sum_over_all_pieces_of_maxout():
    net = Net((Maxout(4, 6, 3), Dense(6, 2)))
    theta = net.init([0, 1], float)
    value, grad = PENALTIES["orthogonality"].on(net, theta)
    assert value.shape == (2,)
    for run, one in enumerate(theta):
        alone, pull = PENALTIES["orthogonality"].on(net, one)
        assert alone.shape == ()
        assert alone == pytest.approx(value[run], rel=1e-14)
        same(pull, grad[run])
    W, last = net.views(theta[0])[0]["W"], net.views(theta[0])[1]["W"]
    assert value[0] == pytest.approx(sum(orthogonality(V)[0] for V in (*W, last)), rel=1e-14)


def test_soft_threshold():
    w = np.array([-3.0, -0.5, 0.0, 0.2, 2.0])
    same(soft_threshold(w, 0.5), [-2.5, 0, 0, 0, 1.5])
    same(soft_threshold(w, 0.0), w)
