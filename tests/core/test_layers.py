"""What the lectures say of layers, to rounding: identities, worked numbers, train and test."""

import numpy as np
import pytest

from dlcore import (
    Activation,
    BatchNorm,
    BatchRenorm,
    Dense,
    Dropout,
    Maxout,
    MaxPool,
    Net,
    Noise,
    PlainDropout,
    Residual,
    mlp,
)
from dlcore.layers import asked
from dlcore.seeding import generator
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


# --- worked numbers of the lectures


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
    # the lecture has units in rows, the code in columns
    theta = filled(net, *(np.transpose(v) for v in (W1, [[1], [0]], W2, [[0], [0]], W3)), [[-2, 2]])
    x = np.array([[1.0, -1.0], [0.0, 0.0]])
    outputs = net.forward(theta, x)[0]
    close(outputs[1], [[0.98, 0.12], [0.73, 0.50]], atol=0.005)
    close(outputs[3], [[0.86, 0.11], [0.72, 0.12]], atol=0.005)
    close(outputs[5], [[0.6177, 0.8291], [0.5118, 0.8544]], atol=5e-5)


def test_maxout_of_the_lecture():
    pool = MaxPool((4,), (2,))
    same(pool.forward({}, np.array([[5, 7, -1, 1.0]]))[0], [[7, 1]])
    same(pool.forward({}, np.array([[1, 2, 4, 3.0]]))[0], [[2, 4]])
    layer = Maxout(1, 2)
    p = {"W": np.array([[[5.0, -1]], [[7, 1]]]), "b": np.zeros((2, 1, 2))}
    same(layer.forward(p, np.ones((1, 1)))[0], [[7, 1]])


# --- maxout and max pooling


def test_maxout_is_relu_and_absolute_value():
    x, W, b = normal(50, 1), normal(1, 1, seed=1), normal(1, 1, seed=2)
    maxout = Maxout(1, 1)
    y = maxout.forward({"W": np.stack([W, 0 * W]), "b": np.stack([b, 0 * b])}, x)[0]
    same(y, np.maximum(x @ W + b, 0))
    y = maxout.forward({"W": np.array([[[1.0]], [[-1.0]]]), "b": np.zeros((2, 1, 1))}, x)[0]
    same(y, np.abs(x))


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_maxout_of_tangents_misses_a_parabola_by_16_over_k_squared(k):
    at = -4 + (2 * np.arange(k) + 1) * 4 / k
    p = {"W": 2 * at.reshape(k, 1, 1), "b": -(at**2).reshape(k, 1, 1)}
    x = np.linspace(-4, 4, 4001)[:, None]
    gap = x * x - Maxout(1, 1, k).forward(p, x)[0]
    assert gap.min() >= -1e-12
    assert gap.max() == pytest.approx(16 / k**2, rel=1e-9)


@pytest.mark.parametrize("layer", [Maxout(6, 4, 3), MaxPool((6,), (3,))], ids=repr)
def test_only_winners_get_a_gradient(layer):
    net = Net((layer,))
    theta, x = net.init(0, float), normal(9, 6)
    y, back = layer.forward(net.views(theta)[0], x)
    dx, gradients = back(np.ones_like(y))
    if isinstance(layer, MaxPool):
        assert (np.count_nonzero(asked(dx), -1) == 2).all()
    else:
        close(gradients["b"].sum(), 9 * 4)  # each output of each example reaches one piece


def test_of_equal_ones_the_first_wins():
    y, back = MaxPool((4,), (2,)).forward({}, np.zeros((1, 4)))
    same(back(np.ones((1, 2)))[0], [[1, 0, 1, 0]])


def test_pooling_images_is_the_same_operation():
    images = normal(3, 5, 4 * 6)  # two runs of leading axes, 4 x 6 pixels
    y, back = MaxPool((4, 6), (2, 2)).forward({}, images)
    expected = np.empty((3, 5, 2, 3))
    for i in range(2):
        for j in range(3):
            patch = images.reshape(3, 5, 4, 6)[..., 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            expected[..., i, j] = patch.max((-2, -1))
    same(y, expected.reshape(3, 5, 6))
    dx = back(np.ones_like(y))[0]
    assert set(np.unique(dx)) == {0, 1}
    close((dx * images).sum(-1), y.sum(-1))
    # with the pixels of each patch put side by side it is the pooling of neighbours
    beside = images.reshape(3, 5, 2, 2, 3, 2).swapaxes(-3, -2).reshape(3, 5, 24)
    same(MaxPool((24,), (4,)).forward({}, beside)[0], y)


# --- dropout and noise


def test_dropout_keeps_the_mean():
    x = np.ones((400, 500))
    y = Dropout(0.3).forward({}, x, generator(0))[0]
    assert set(np.unique(y)) == {0, 1 / (1 - 0.3)}
    assert (y == 0).mean() == pytest.approx(0.3, abs=5 * np.sqrt(0.21 / y.size))
    plain = PlainDropout(0.3).forward({}, x, generator(0))[0]
    same(plain, y > 0)
    same(Dropout(0.3).forward({}, x)[0], x)


def test_plain_dropout_scales_the_weights_in_prediction():
    x, W = normal(7, 5), normal(5, 3, seed=1)
    y = PlainDropout(0.4).forward({}, x)[0]
    close(y @ W, x @ ((1 - 0.4) * W), rtol=1e-14)


def test_both_forms_of_dropout_are_one_training_apart_by_the_scale():
    x, dy = normal(7, 5), normal(7, 5, seed=1)
    (y, back), (y1, back1) = (
        kind(0.4).forward({}, x, generator(3)) for kind in (Dropout, PlainDropout)
    )
    close(y * 0.6, y1, rtol=1e-14)
    close(back(dy)[0] * 0.6, back1(dy)[0], rtol=1e-14)


def test_noise_has_its_width():
    y = Noise(0.5).forward({}, np.zeros((300, 400)), generator(0))[0]
    assert y.std() == pytest.approx(0.5, rel=0.02)
    assert abs(y.mean()) < 0.01


def test_masks_are_drawn_anew():
    rng, x = generator(0), np.ones((4, 50))
    first, second = (Dropout(0.5).forward({}, x, rng)[0] for _ in range(2))
    assert (first != second).any()


# --- what is refused


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Dense(0, 3), "n_in must be at least 1, not 0"),
        (lambda: Dense(3, -1), "n_out must be at least 1, not -1"),
        (lambda: Dense(3, 3, "he"), "no initializer is called 'he'"),
        (lambda: Activation("rely"), "Did you mean 'relu'"),
        (lambda: Dropout(1.0), "rate must be at least 0 and less than 1, not 1.0"),
        (lambda: PlainDropout(-0.1), "rate must be"),
        (lambda: Dropout(float("nan")), "rate must be"),
        (lambda: Noise(-1.0), "sigma must be at least 0"),
        (lambda: Maxout(3, 3, 1), "k must be at least 2, not 1"),
        (lambda: MaxPool((6,), (4,)), "window must be as many divisors as shape"),
        (lambda: MaxPool((6,), (2, 2)), "window must be"),
        (lambda: BatchNorm(4, momentum=1.5), "momentum must be between 0 and 1"),
        (lambda: BatchRenorm(4, r_max=0.5), "r_max must be at least 1"),
        (lambda: Residual((Dense(3, 4),)), "layers must be as wide out as in"),
        (lambda: Residual(()), "layers must be at least one layer"),
        (lambda: Net(()), "at least one layer"),
        (lambda: Net((Dense(3, 4), Dense(5, 2))), "takes 5 inputs, but 4 come"),
        (lambda: Net((Dense(3, 4), BatchNorm(3))), "takes 3 inputs, but 4 come"),
    ],
)
def test_nonsense_is_refused(make, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        make()
