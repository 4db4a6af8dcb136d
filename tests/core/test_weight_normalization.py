"""Dense layers of directions: what the length of weights does, and does not do."""

import numpy as np

from dlcore import Cosine, Dense, WeightNorm
from tests.core.helpers import normal, started

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_weight_norm_starts_as_the_dense_layer_and_parts_length_from_direction():
    x, layer = normal(7, 5), WeightNorm(5, 3)
    p = started(layer)
    close(layer.forward(p, x)[0], Dense(5, 3).forward({"W": p["v"], "b": p["b"]}, x)[0], rtol=1e-10)
    y = layer.forward(p, x)[0]
    close(layer.forward(p | {"v": 7 * p["v"]}, x)[0], y, rtol=1e-10)
    close(layer.forward(p | {"g": 7 * p["g"]}, x)[0], 7 * y, rtol=1e-10)
    zero = started(WeightNorm(5, 3, "zeros"))
    same(layer.forward(zero, x)[0], np.zeros((7, 3)))


def test_cosine_ignores_the_scale_of_input_and_weights():
    x, layer = normal(7, 5), Cosine(5, 3)
    p = started(layer)
    y = layer.forward(p, x)[0]
    assert np.abs(y).max() <= 1
    close(layer.forward({"W": 9 * p["W"]}, 0.1 * x)[0], y, rtol=1e-9)
    close(layer.forward({"W": x.T}, x)[0].diagonal(), 1, rtol=1e-10)
    close(layer.forward({"W": 1e-30 * p["W"]}, 1e30 * x)[0], y, rtol=1e-10)
    same(layer.forward(p, 0 * x)[0], np.zeros((7, 3)))
