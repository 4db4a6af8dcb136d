"""Layers one after the other: what a whole network amounts to."""

import numpy as np

from dlcore import Activation, Dense, Net, mlp
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
