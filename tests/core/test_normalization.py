"""Normalizing layers: what is zero, what is one, what undoes what, in training and prediction."""

import numpy as np

from dlcore import BatchNorm, BatchRenorm, Dense, LayerNorm, Net
from dlcore.layers import asked
from dlcore.seeding import generator
from tests.core.helpers import normal, started

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_batch_norm_in_training():
    x = 5 + 3 * normal(200, 4)
    layer = BatchNorm(4)
    p = started(layer)
    y, back = layer.forward(p, x, generator(0))
    close(y.mean(0), 0, atol=1e-13)
    close(y.std(0), 1, rtol=1e-5)
    _, gradients = back(np.ones_like(y))
    close(p["mean"] - gradients["mean"], 0.1 * x.mean(0, keepdims=True), rtol=1e-13)
    close(p["var"] - gradients["var"], 0.9 + 0.1 * x.var(0, keepdims=True), rtol=1e-13)


def test_batch_norm_in_prediction_is_a_straight_line():
    layer, x = BatchNorm(4), normal(6, 4)
    p = {"gamma": np.full((1, 4), 2.0), "beta": np.full((1, 4), 0.5)}
    p |= {"mean": np.full((1, 4), 3.0), "var": np.full((1, 4), 4.0)}
    y, back = layer.forward(p, x)
    close(y, 2 * (x - 3) / np.sqrt(4 + 1e-5) + 0.5, rtol=1e-14)
    same(layer.forward(p, x[:1])[0], y[:1])  # whatever else is in the batch
    gradients = back(y)[1]  # the tracked statistics stay what they are in prediction
    assert gradients["mean"].tolist() == gradients["var"].tolist() == [[0, 0, 0, 0]]


def test_batch_norm_undoes_any_scale_of_the_weights():
    net = Net((Dense(5, 4), BatchNorm(4, eps=0.0)))
    theta, x = net.init(0, float), normal(20, 5)
    scaled = theta.copy()
    net.views(scaled)[0]["W"][...] *= 100
    rng = generator(0)
    close(net.forward(theta, x, rng)[0][-1], net.forward(scaled, x, rng)[0][-1], rtol=1e-9)


def test_batch_of_one():
    x = normal(1, 4)
    p = started(BatchNorm(4))
    same(BatchNorm(4).forward(p, x, generator(0))[0], np.zeros((1, 4)))
    y = LayerNorm(4).forward(started(LayerNorm(4)), x, generator(0))[0]
    close([y.mean(), y.std()], [0, 1], atol=1e-4)


def test_batch_renorm_without_freedom_is_batch_norm():
    x, dy = 3 + 2 * normal(9, 4), normal(9, 4, seed=1)
    p = started(BatchNorm(4))
    y, back = BatchNorm(4).forward(p, x, generator(0))
    y1, back1 = BatchRenorm(4, r_max=1.0, d_max=0.0).forward(p, x, generator(0))
    close(y1, y, rtol=1e-14)
    close(asked(back1(dy)[0]), asked(back(dy)[0]), rtol=1e-13)


def test_batch_renorm_inside_its_limits_trains_on_what_it_predicts():
    layer, x, dy = BatchRenorm(4), normal(9, 4), normal(9, 4, seed=1)
    p = started(layer)
    p["mean"][...], p["var"][...] = 0.2, 1.3
    y, back = layer.forward(p, x, generator(0))
    close(y, layer.forward(p, x)[0], rtol=1e-12)
    # r and d are constants on the way back: the gradient of batch norm, times r
    r = np.sqrt((x.var(0) + layer.eps) / (1.3 + layer.eps))
    expected = asked(BatchNorm(4).forward(p, x, generator(0))[1](dy * r)[0])
    close(asked(back(dy)[0]), expected, rtol=1e-12)


def test_layer_norm_looks_at_one_example_only():
    layer, x = LayerNorm(6), normal(5, 6)
    p = started(layer)
    y = layer.forward(p, x, generator(0))[0]
    close(y.mean(-1), 0, atol=1e-14)
    same(layer.forward(p, x[2:3])[0], y[2:3])
