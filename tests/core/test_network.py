"""Networks: views, masks, widths."""

import numpy as np
import pytest

from dlcore import Activation, BatchNorm, Dense, Dropout, Maxout, MaxPool, Net, ParametricReLU, mlp


def test_writing_a_view_writes_theta():
    net = mlp(3, 2, 2)
    theta = np.zeros((4, net.size))
    net.views(theta)[0]["W"][1] = 7
    assert (theta[1] == 7).sum() == 6
    assert not theta[[0, 2, 3]].any()
    assert [W.shape for W in net.weights(theta)] == [(4, 3, 2), (4, 2, 2)]


def test_masks():
    net = Net((Dense(3, 4), BatchNorm(4), ParametricReLU(4), Maxout(4, 2, 3)))
    assert net.weight_mask.sum() == 3 * 4 + 3 * 4 * 2
    assert net.size == 16 + 16 + 4 + 30


def test_widths():
    net = Net((Dropout(0.1), Dense(6, 8), MaxPool((8,), (2,)), Activation("tanh")))
    assert net.widths == [6, 6, 8, 4, 4]
    assert Net((Activation("relu"),)).widths == [None, None]


def test_mlp():
    net = mlp(4, 5, 6, 2, activation="elu")
    assert [layer.init for layer in net.layers[::2]] == ["he-normal"] * 3
    assert mlp(4, 2, activation="softplus").layers[0].init == "xavier-normal"
    assert mlp(4, 2, init="zeros").layers[0].init == "zeros"
    assert len(net.layers) == 5
    with pytest.raises(ValueError, match="sizes needs an input and an output size"):
        mlp(4)
