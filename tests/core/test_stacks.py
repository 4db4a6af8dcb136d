"""Layers one after the other: what a whole network amounts to."""

import numpy as np
import pytest

from dlcore import (
    Activation,
    Dense,
    Net,
    Residual,
    Softmax,
    mlp,
)
from dlcore.layers import asked
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_stack_of_linear_layers_is_one_linear_layer():
    net = Net((Dense(6, 5), Dense(5, 4), Dense(4, 3)))
    theta, x = net.init(0, float) + 0.1 * normal(net.size), normal(9, 6)
    (W1, b1), (W2, b2), (W3, b3) = (p.values() for p in net.views(theta))
    collapsed = x @ (W1 @ W2 @ W3) + (b1 @ W2 @ W3 + b2 @ W3 + b3)
    close(net.predict(theta, x), collapsed, rtol=1e-12)


def test_relu_net_is_a_thin_linear_net_for_a_given_input():
    net = mlp(10, *[30] * 6, 5)
    theta, x = net.init(0, float) + 0.05 * normal(net.size), normal(1, 10)
    outputs = net.forward(theta, x)[0]
    M, c = np.eye(10), np.zeros((1, 10))
    for i, p in enumerate(net.views(theta)):
        if p:
            M, c = M @ p["W"], c @ p["W"] + p["b"]
        else:
            active = outputs[i] > 0
            M, c = M * active, c * active
    close(x @ M + c, outputs[-1], rtol=1e-12)


def test_relu_net_without_biases_is_the_product_of_its_active_weights():
    net = mlp(10, 20, 20, 5)
    theta, x = net.init(0, float), normal(1, 10)
    outputs = net.forward(theta, x)[0]
    W1, W2, W3 = net.weights(theta)
    on1, on2 = (outputs[i][0] > 0 for i in (1, 3))
    thin = (x @ W1[:, on1]) @ W2[on1][:, on2] @ W3[on2]
    close(thin, outputs[-1], rtol=1e-12)


def test_permuted_pixels():
    net = mlp(12, 8, 3)
    theta, x, order = net.init(0, float), normal(20, 12), np.random.default_rng(1).permutation(12)
    permuted = theta.copy()
    net.views(permuted)[0]["W"][...] = net.views(theta)[0]["W"][order]
    close(net.predict(permuted, x[:, order]), net.predict(theta, x), rtol=1e-12)


def test_identity_layers_grafted_on_a_relu_net_change_nothing():
    shallow = mlp(8, 16, 16, 4)
    theta, x = shallow.init(0, float), normal(30, 8)
    hidden = [Dense(16, 16), Activation("relu")] * 10
    deep = Net((*shallow.layers[:-1], *hidden, shallow.layers[-1]))
    first, last = theta[: -(16 * 4 + 4)], theta[-(16 * 4 + 4) :]
    identity = np.concatenate([np.eye(16).ravel(), np.zeros(16)])
    grafted = np.concatenate([first, *[identity] * 10, last])
    same(deep.predict(grafted, x), shallow.predict(theta, x))


def test_residual_adds_its_input():
    x, inner = normal(7, 4), (Dense(4, 9), Activation("tanh"), Dense(9, 4))
    skip, plain = Net((Residual(inner),)), Net(inner)
    theta = plain.init(0, float)
    same(skip.init(0, float), theta)
    close(skip.predict(theta, x), x + plain.predict(theta, x), rtol=1e-15)
    dy = normal(7, 4, seed=1)
    (grad, deltas), (grad1, deltas1) = (n.forward(theta, x)[1](dy) for n in (skip, plain))
    same(grad, grad1)
    close(asked(deltas[0]), dy + asked(deltas1[0]), rtol=1e-15)
    zero = 0 * theta
    same(asked(skip.forward(zero, x)[1](dy)[1][0]), dy)  # the gradient passes whole


def test_softmax_layer_before_a_plain_loss_is_cross_entropy():
    from dlcore import LOSSES

    z, target = normal(6, 4), np.eye(4)[[0, 1, 2, 3, 0, 1]]
    y, back = Softmax().forward({}, z)
    close(y.sum(-1), 1, rtol=1e-14)
    value, grad = LOSSES["cross-entropy"](z, target)
    close(-(target * np.log(y)).sum() / 6, value, rtol=1e-14)
    close(back(-target / y / 6)[0], grad, atol=1e-16)


@pytest.mark.parametrize("k", [2, 3])
def test_average_of_all_masked_linear_networks_is_the_scaled_one(k):
    x, W = normal(1, k), normal(k, 3, seed=1)
    masks = np.array(np.meshgrid(*[[0, 1]] * k)).reshape(k, -1).T
    close((x * masks @ W).mean(0), 0.5 * (x @ W)[0], rtol=1e-14)
