"""Restricted Boltzmann machines, autoencoders, and what they give a deep network."""

from itertools import islice, product

import numpy as np
import pytest

from dlcore import DATASETS, OPTIMIZERS, Objective, accuracy, descend, mlp
from dlcore.activations import sigmoid
from dlcore.data import first
from dlcore.pretraining import (
    RBM,
    autoencoder,
    last,
    log_odds,
    pretrain,
    pretraining,
    rbm,
    shuffled,
)

V = np.array(list(product([0.0, 1.0], repeat=4)))  # all states of 4 visible
H = np.array(list(product([0.0, 1.0], repeat=3)))  # and 3 hidden units


def small(seed=0):
    """Data of 4 bits in which bits 0, 1 and bits 2, 3 agree; an RBM of 3 hidden units."""
    x = np.random.default_rng(seed).integers(2, size=(40, 2)).astype(float).repeat(2, 1)
    f = RBM(x, 3, seed=seed)
    return f, np.random.default_rng(seed + 1).standard_normal(4 * 3 + 3 + 4)


def log_likelihood(f, theta, x):
    """Exact mean log p(x): all 2^7 states are summed."""
    W, b, a = f.parts(theta)
    weight = np.exp(V @ W @ H.T + (V @ a)[:, None] + H @ b)
    of_state = np.log(weight.sum(1) / weight.sum())
    return of_state[(x @ [8, 4, 2, 1]).astype(int)].mean()


def test_direction_is_the_expected_cd1_statistics():
    f, theta = small()
    W, b, a = f.parts(theta)
    v, p = f.x, sigmoid(f.x @ W + b)[0]
    expected = np.zeros_like(theta)
    dW, db, da = f.parts(expected)
    for h in H:
        chance = np.prod(np.where(h > 0, p, 1 - p), 1, keepdims=True)
        v1 = sigmoid(h @ W.T + a)[0][None]
        p1 = sigmoid(v1 @ W + b)[0]
        dW += ((chance * v1).T @ np.repeat(p1, 40, 0) - (chance * v).T @ p) / 40
        db += (chance * (p1 - p)).sum(0) / 40
        da += (chance * (v1 - v)).sum(0) / 40
    drawn = np.stack([f(theta)[1] for _ in range(3000)])
    error = drawn.std(0) / np.sqrt(len(drawn))
    assert (np.abs(drawn.mean(0) - expected) <= 5 * error + 1e-12).all()


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_following_it_makes_the_data_likely(seed):
    f, theta = small(seed)
    theta = 0.1 * theta
    before = log_likelihood(f, theta, f.x)
    step = next(islice(descend(f, theta, OPTIMIZERS["momentum"](), 0.01), 4000, None))
    after = log_likelihood(f, step.theta, f.x)
    # -log 16: nothing known; -log 4 would be perfect, which contrastive divergence need not reach
    assert abs(before + np.log(16)) < 0.2 and after > -2.4


def test_rbm_and_autoencoder_give_weights_and_repeat():
    x = first(DATASETS["digits"](), 200).x
    W = 0.1 * np.random.default_rng(0).standard_normal((64, 20)).astype(np.float32)
    for learn in (rbm, autoencoder):
        got, b = last(learn(x, W, 50, 0.02, 20, np.random.default_rng(1)))
        assert got.shape == (64, 20) and b.shape == (20,) and got.dtype == np.float32
        again, _ = last(learn(x, W, 50, 0.02, 20, np.random.default_rng(1)))
        np.testing.assert_array_equal(got, again)
        assert 0.1 < np.linalg.norm(got - W) / np.linalg.norm(W) < 100


def test_the_reconstruction_gets_better():
    x = first(DATASETS["digits"](), 400).x
    f = RBM(x, 30, batch=20)
    start = np.zeros(64 * 30 + 94, np.float32)
    start[: 64 * 30] = 0.1 * np.random.default_rng(0).standard_normal(64 * 30)
    start[-64:] = log_odds(x)
    errors = [s.value for s in islice(descend(f, start, OPTIMIZERS["momentum"](), 0.02), 401)]
    assert np.mean(errors[-20:]) < 0.6 * np.mean(errors[:20])


def test_log_odds_is_the_bias_that_predicts_the_mean():
    x = np.array([[0.0, 0.2, 1.0], [0.0, 0.4, 1.0]])
    np.testing.assert_allclose(sigmoid(log_odds(x))[0], [0.01, 0.3, 0.99])


def test_layers_are_trained_one_on_the_other_and_the_last_is_left_alone():
    x = first(DATASETS["digits"](), 100).x
    net = mlp(64, 12, 8, 10, activation="sigmoid")
    theta = net.init(0)
    got = pretrain(net, theta, x, rbm, epochs=2, seed=4)
    np.testing.assert_array_equal(got, pretrain(net, theta, x, rbm, epochs=2, seed=4))
    p, before = net.views(got), net.views(theta)
    np.testing.assert_array_equal(p[4]["W"], before[4]["W"])
    assert theta is not got and (p[0]["W"] != before[0]["W"]).all()
    # a second layer alone, on what the first makes of x, with the random numbers that were left
    rng = np.random.default_rng([4, 15])
    W, b = last(rbm(x, before[0]["W"], 10, 0.02, 20, rng))
    np.testing.assert_array_equal(p[0]["W"], W)
    features = sigmoid(x @ W + b)[0]
    W2, b2 = last(rbm(features, before[2]["W"], 10, 0.02, 20, rng))
    np.testing.assert_array_equal(p[2]["W"], W2)
    np.testing.assert_array_equal(p[2]["b"][0], b2)


def test_pretraining_shows_each_layer_in_turn():
    net, x = mlp(64, 12, 8, 10, activation="sigmoid"), first(DATASETS["digits"](), 100).x
    theta = net.init(0)
    seen = [(layer, now.copy()) for layer, now in pretraining(net, theta, x, epochs=2)]
    assert [layer for layer, _ in seen] == [0] * 11 + [1] * 11  # before and after 10 updates
    np.testing.assert_array_equal(seen[0][1], theta)
    np.testing.assert_array_equal(seen[-1][1], pretrain(net, theta, x, epochs=2))
    part = net.places[2]["W"][0]  # of the second layer
    assert (seen[10][1][part] == theta[part]).all() and (seen[-1][1][part] != theta[part]).all()


def test_shuffled_weights_are_the_same_numbers_elsewhere():
    net = mlp(64, 12, 10, activation="sigmoid")
    theta = net.init(0)
    net.views(theta)[0]["b"][...] = 3
    other = shuffled(net, theta, seed=1)
    for W, mixed in zip(net.weights(theta), net.weights(other), strict=True):
        assert not np.array_equal(W, mixed)
        np.testing.assert_array_equal(np.sort(W.ravel()), np.sort(mixed.ravel()))
    np.testing.assert_array_equal(net.views(other)[0]["b"], net.views(theta)[0]["b"])


@pytest.mark.parametrize("learn", [rbm, autoencoder])
def test_a_deep_sigmoid_net_learns_after_pretraining_and_not_before(learn):
    data = DATASETS["digits"]()
    net = mlp(64, *[30] * 5, 10, activation="sigmoid")

    def tuned(theta):
        f = Objective(net, "cross-entropy", data.x, data.y, 32)
        steps = descend(f, theta, OPTIMIZERS["momentum"](), 0.1)
        return accuracy(net, next(islice(steps, 225, None)).theta, data.x, data.y)

    theta = net.init(0)
    assert tuned(theta) < 0.3
    assert tuned(pretrain(net, theta, data.x, learn)) > 0.8


@pytest.mark.parametrize(
    "net",
    [
        mlp(64, 10),
        mlp(64, 20, 10),
        mlp(64, 20, 20, 10, activation="tanh"),
    ],
)
def test_other_nets_are_refused(net):
    with pytest.raises(ValueError, match="net must be hidden layers of sigmoids"):
        pretrain(net, net.init(0), DATASETS["digits"]().x)


def test_inputs_must_be_like_probabilities():
    net = mlp(4, 3, 2, activation="sigmoid")
    with pytest.raises(ValueError, match="x must be between 0 and 1, not '-1 to 2'"):
        pretrain(net, net.init(0), np.array([[0, 1, 2, -1.0]]))
