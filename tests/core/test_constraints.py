"""Limits on weights and gradients: what they hold, and what they leave alone."""

from functools import partial

import numpy as np
import pytest

from dlcore import CONSTRAINTS, Activation, Dense, Maxout, Net, clip_by_norm, constrained
from dlcore.constraints import max_norm

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_norms_after_the_constraints():
    W = np.random.default_rng(0).standard_normal((3, 6, 5)) * np.array([0.1, 1, 2, 5, 9])
    before = np.linalg.norm(W, axis=-2)
    close(np.linalg.norm(max_norm(W, 2.0), axis=-2), np.minimum(before, 2), rtol=1e-14)
    inside = np.broadcast_to((before <= 2)[:, None], W.shape)
    same(max_norm(W, 2.0)[inside], W[inside])  # untouched to the last bit
    close(np.linalg.norm(CONSTRAINTS["unit-norm"](W), axis=-2), 1, rtol=1e-14)
    same(CONSTRAINTS["unit-norm"](0 * W), 0 * W)
    same(CONSTRAINTS["non-negative"](W), np.where(W > 0, W, 0))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_is_a_projection_of_weights_only(name):
    net = Net((Maxout(4, 6, 3), Activation("tanh"), Dense(6, 2)))
    theta = 3 * np.random.default_rng(0).standard_normal((2, net.size))
    once = constrained(net, name)(theta)
    close(constrained(net, name)(once), once, rtol=1e-14)
    assert (once != theta).any()
    free = net.weight_mask == 0
    same(once[:, free], theta[:, free])


def test_weights_of_any_size_keep_their_direction():
    sizes = np.array([1e-30, 1e25, 1.0], np.float32)
    W = sizes * np.array([[3.0], [-4.0]], np.float32)
    close(CONSTRAINTS["unit-norm"](W), [[0.6] * 3, [-0.8] * 3], rtol=1e-6)
    close(max_norm(W), [[3e-30, 1.2, 1.2], [-4e-30, -1.6, -1.6]], rtol=1e-6)


def test_limits_of_runs_hold_for_every_piece_of_maxout():
    net = Net((Maxout(4, 6, 3),))
    theta = 9 * np.ones((2, net.size))
    limits = np.array([0.5, 1.0]).reshape(2, 1, 1)
    pieces = net.weights(constrained(net, partial(max_norm, limit=limits))(theta))
    assert len(pieces) == 3
    for W in pieces:
        close(np.linalg.norm(W, axis=-2), [[0.5] * 6, [1.0] * 6])


def test_another_limit():
    net = Net((Dense(6, 5),))
    theta = 9 * np.ones(net.size)
    W = net.weights(constrained(net, partial(max_norm, limit=0.5))(theta))[0]
    close(np.linalg.norm(W, axis=0), 0.5)
    limits = np.array([0.5, 1.0]).reshape(2, 1, 1)
    both = constrained(net, partial(max_norm, limit=limits))(np.stack([theta, theta]))
    close(np.linalg.norm(net.weights(both)[0], axis=-2), [[0.5] * 5, [1.0] * 5])
    with pytest.raises(ValueError, match="no constraint is called 'maxnorm'.*Did you mean"):
        constrained(net, "maxnorm")


@pytest.mark.parametrize("size", [1e-30, 1.0, 1e30])
def test_clipping_by_norm_keeps_the_direction_of_gradients_of_any_size(size):
    grad = np.array([3.0, -4.0], np.float32) * np.float32(size)
    clipped = clip_by_norm(1.0)(grad)
    close(clipped, grad if size < 1 else [0.6, -0.8], rtol=1e-6)
    same(clip_by_norm(1.0)(0 * grad), 0 * grad)
