"""First weights: variances, orthogonality, what becomes of signals."""

import numpy as np
import pytest

from dlcore import INITIALIZERS, Dense, Net, mlp
from dlcore.seeding import generator

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
VARIANCES = {  # of the weights of a layer with n inputs and m outputs
    "zeros": lambda n, m: 0,
    "normal": lambda n, m: 1e-4,
    "xavier-normal": lambda n, m: 2 / (n + m),
    "xavier-uniform": lambda n, m: 2 / (n + m),
    "xavier-logistic": lambda n, m: 32 / (n + m),
    "he-normal": lambda n, m: 2 / n,
    "he-uniform": lambda n, m: 2 / n,
    "orthogonal": lambda n, m: 1 / max(n, m),
    "sparse": lambda n, m: 15 / n,
}


@pytest.mark.parametrize("shape", [(300, 400), (400, 300), (3, 300, 200)])
@pytest.mark.parametrize("name", VARIANCES)
def test_mean_and_variance(name, shape):
    W = INITIALIZERS[name](generator(0), shape)
    expected = VARIANCES[name](*shape[-2:])
    assert W.shape == shape
    assert W.var() == pytest.approx(expected, rel=0.03)
    assert abs(W.mean()) <= 5 * np.sqrt(expected / W.size)


def test_uniform_ones_have_sharp_limits():
    W = INITIALIZERS["xavier-uniform"](generator(0), (300, 400))
    assert np.abs(W).max() == pytest.approx(np.sqrt(6 / 700), rel=1e-3)
    W = INITIALIZERS["he-uniform"](generator(0), (300, 400))
    assert np.abs(W).max() == pytest.approx(np.sqrt(6 / 300), rel=1e-3)


@pytest.mark.parametrize("shape", [(8, 8), (12, 5), (5, 12), (2, 6, 6)])
def test_orthogonal(shape):
    W = INITIALIZERS["orthogonal"](generator(0), shape)
    small = W.mT @ W if shape[-2] >= shape[-1] else W @ W.mT
    close(small, np.broadcast_to(np.eye(small.shape[-1]), small.shape), atol=1e-14)


def test_orthogonal_prefers_no_direction():
    W = INITIALIZERS["orthogonal"](generator(0), (4000, 3, 3))
    close(W.mean(0), 0, atol=5 / np.sqrt(3 * 4000))
    close((W > 0).mean(0), 0.5, atol=5 / np.sqrt(4 * 4000))


def test_orthogonal_keeps_lengths_through_50_layers():
    net = Net((Dense(20, 20, "orthogonal"),) * 50)
    x = np.random.default_rng(0).standard_normal((5, 20))
    y = net.predict(net.init(0, float), x)
    close(np.linalg.norm(y, axis=-1), np.linalg.norm(x, axis=-1), rtol=1e-12)


@pytest.mark.parametrize("n", [5, 15, 40])
def test_sparse_has_15_weights_for_each_unit(n):
    W = INITIALIZERS["sparse"](generator(0), (2, n, 30))
    same((W != 0).sum(-2), min(15, n))


def test_signals_keep_their_size_with_the_matching_scheme():
    """Standard deviation of the activations of layer 20, width 100 (source 3)."""
    x = np.random.default_rng(0).standard_normal((200, 100))

    def last(activation, init):
        net = mlp(*[100] * 21, activation=activation, init=init)
        return np.mean([net.predict(net.init(seed, float), x).std() for seed in range(5)])

    assert 0.3 < last("relu", "he-normal") < 3
    assert last("relu", "xavier-normal") < 0.01
    assert 0.5 < last("linear", "xavier-normal") < 2
    assert last("tanh", "normal") < 1e-15


def test_zeros_keep_hidden_units_the_same():
    from dlcore import Objective

    net = mlp(4, 3, 2, activation="sigmoid", init="zeros")
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((10, 4)), np.eye(2)[rng.integers(2, size=10)]
    theta, f = net.init(0, float), Objective(net, "cross-entropy", x, y)
    for _ in range(50):
        theta = theta - f(theta)[1]
    W = net.weights(theta)[0]
    assert np.linalg.matrix_rank(W) == 1
    same(W, W[:, :1] * np.ones(3))


SHAPES = [5, (5,), (0, 3), (4, 2.0), (3, -1), "ab", None]


@pytest.mark.parametrize("name", INITIALIZERS)
def test_what_is_no_shape_or_generator_is_refused(name):
    for shape in SHAPES:
        with pytest.raises(ValueError, match=r"shape must be \(\.\.\., n_in, n_out\), whole"):
            INITIALIZERS[name](generator(0), shape)
    with pytest.raises(ValueError, match="rng must be a generator.*not 7"):
        INITIALIZERS[name](7, (3, 2))


@pytest.mark.parametrize("k", [0, 2.5, "many"])
def test_sparse_needs_a_whole_number_of_weights(k):
    with pytest.raises(ValueError, match="k must be"):
        INITIALIZERS["sparse"](generator(0), (3, 2), k=k)
