"""What the lectures say of layers, to rounding: identities, worked numbers, train and test."""

import numpy as np
import pytest

from dlcore import (
    Activation,
    BatchNorm,
    BatchRenorm,
    Cosine,
    Dense,
    Dropout,
    LayerNorm,
    Maxout,
    MaxPool,
    Net,
    Noise,
    PlainDropout,
    Residual,
    Softmax,
    WeightNorm,
    mlp,
)
from dlcore.layers import asked
from dlcore.seeding import generator

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def normal(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


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


# --- normalization


def started(layer, seed=0):
    net = Net((layer,))
    return net.views(net.init(seed, float))[0]


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
    same(layer.forward(p, 0 * x)[0], np.zeros((7, 3)))


# --- stacks of layers


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
