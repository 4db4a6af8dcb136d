"""Dense layers and activations: the sources' worked numbers."""

import numpy as np
import pytest

from dlcore import Activation, Dense, Net, Softmax, mlp
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def filled(net, *values):
    """theta with these arrays written into the parameters, in order."""
    theta = np.zeros(net.size)
    places = [view for p in net.views(theta) for view in p.values()]
    for place, value in zip(places, values, strict=True):
        place[...] = value
    return theta


def test_nand_gate():
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    net = Net((Dense(2, 1),))
    z = net.predict(filled(net, [[-2], [-2]], [[3]]), inputs)
    same(z[:, 0] > 0, [True, True, True, False])


def test_xor_of_four_nands_but_not_of_one_neuron():
    def nand(a, b):
        return (-2 * a - 2 * b + 3 > 0).astype(float)

    a, b = np.array([0, 0, 1, 1.0]), np.array([0, 1, 0, 1.0])
    n = nand(a, b)
    same(nand(nand(a, n), nand(b, n)), [0, 1, 1, 0])
    grid = np.linspace(-3, 3, 25)
    w1, w2, bias = (m.ravel()[:, None] for m in np.meshgrid(grid, grid, grid))
    out = w1 * a + w2 * b + bias > 0
    assert (out == np.array([0, 1, 1, 0], bool)).sum(-1).max() == 3
    assert (out == np.array([1, 1, 1, 0], bool)).all(-1).mean() == pytest.approx(0.018, abs=0.001)


def test_the_2_2_2_2_net():
    net = mlp(2, 2, 2, 2, activation="sigmoid")
    net = Net((*net.layers, Activation("sigmoid")))
    W1, W2, W3 = [[1, -2], [-1, 1]], [[2, -1], [-2, -1]], [[3, -1], [-1, 4]]
    # the source has units in rows, the code in columns
    theta = filled(net, *(np.transpose(v) for v in (W1, [[1], [0]], W2, [[0], [0]], W3)), [[-2, 2]])
    x = np.array([[1.0, -1.0], [0.0, 0.0]])
    outputs = net.forward(theta, x)[0]
    close(outputs[1], [[0.98, 0.12], [0.73, 0.50]], atol=0.005)
    close(outputs[3], [[0.86, 0.11], [0.72, 0.12]], atol=0.005)
    close(outputs[5], [[0.6177, 0.8291], [0.5118, 0.8544]], atol=5e-5)


def test_softmax_layer_before_a_plain_loss_is_cross_entropy():
    from dlcore import LOSSES

    z, target = normal(6, 4), np.eye(4)[[0, 1, 2, 3, 0, 1]]
    y, back = Softmax().forward({}, z)
    close(y.sum(-1), 1, rtol=1e-14)
    value, grad = LOSSES["cross-entropy"](z, target)
    close(-(target * np.log(y)).sum() / 6, value, rtol=1e-14)
    close(back(-target / y / 6)[0], grad, atol=1e-16)
