"""All sub-networks of dropout, bagging, bias and variance."""

import numpy as np
import pytest

from dlcore import (
    DATASETS,
    OPTIMIZERS,
    Activation,
    Dense,
    Dropout,
    Maxout,
    Net,
    Objective,
    PlainDropout,
    accuracy,
    descend,
    mlp,
    softmax,
)
from dlcore import ensembles as en
from dlcore.data import first

X = np.random.default_rng(0).standard_normal((7, 4))


def dropout_net(M, kind=Dropout, rate=0.5, activation="relu", more=()):
    layers = (Dense(4, M), Activation(activation), kind(rate), Dense(M, 3), *more)
    return Net(layers)


class Chosen:
    """In the place of a random generator: keeps exactly the units of one mask."""

    def __init__(self, mask):
        self.mask, self.bit_generator = mask, self

    def random_raw(self, shape):
        drawn = np.where(np.resize(self.mask, 4 * shape[-1]), 2**16 - 1, 0)
        return drawn.astype(np.uint16).view(np.uint64)


def test_masks_are_all_different_choices():
    masks = en.masks(4)
    assert masks.shape == (16, 4) and len(np.unique(masks, axis=0)) == 16
    assert masks[0].tolist() == [0, 0, 0, 0] and masks[5].tolist() == [1, 0, 1, 0]


@pytest.mark.parametrize("rate", [0.0, 0.3, 0.5])
def test_mask_probabilities_are_those_of_independent_units(rate):
    p = en.mask_probabilities(6, rate)
    assert p.sum() == pytest.approx(1) and (p >= 0).all()
    np.testing.assert_allclose(p @ en.masks(6), 1 - rate)
    if rate == 0:
        assert p[-1] == 1


def test_subset_sums_are_products_with_all_masks():
    rng = np.random.default_rng(1)
    terms, start = rng.standard_normal((6, 2, 3)), rng.standard_normal((2, 3))
    expected = start + np.tensordot(en.masks(6), terms, 1)
    np.testing.assert_allclose(en.subset_sums(terms, start), expected, atol=1e-14)


DEEP = (Activation("tanh"), Dense(3, 5), Activation("sigmoid"), Dense(5, 2))


@pytest.mark.parametrize("kind", [Dropout, PlainDropout])
@pytest.mark.parametrize("more", [(), DEEP])
def test_every_sub_network_is_the_net_in_training_with_that_mask(kind, more):
    net = dropout_net(5, kind, 0.3, more=more)
    theta = net.init(0, np.float64)
    theta += 0.1 * np.random.default_rng(2).standard_normal(theta.shape)
    outputs = en.subnetworks(net, theta, X)
    assert outputs.shape == (32, 7, 2 if more else 3)
    for mask, one in zip(en.masks(5), outputs, strict=True):
        trained = net.forward(theta, X, Chosen(mask))[0][-1]
        np.testing.assert_allclose(one, trained, atol=1e-14)


def test_dropout_on_the_inputs():
    net = Net((Dropout(0.2), Dense(4, 3), Activation("tanh"), Dense(3, 2)))
    theta = net.init(0, np.float64)
    outputs = en.subnetworks(net, theta, X)
    for mask, one in zip(en.masks(4), outputs, strict=True):
        trained = net.forward(theta, X, Chosen(mask))[0][-1]
        np.testing.assert_allclose(one, trained, atol=1e-14)


@pytest.mark.parametrize("kind", [Dropout, PlainDropout])
@pytest.mark.parametrize("M, rate", [(2, 0.5), (8, 0.5), (8, 0.3), (12, 0.5), (12, 0.3)])
def test_what_follows_is_linear_then_the_mean_is_the_scaled_net_exactly(kind, M, rate):
    net = dropout_net(M, kind, rate, "linear", (Dense(3, 5), Dense(5, 2)))
    theta = net.init(3, np.float64)
    mean, scaled = en.ensemble_mean(net, theta, X), net.predict(theta, X)
    np.testing.assert_allclose(mean, scaled, atol=1e-14 * np.abs(scaled).max() * M)


def test_the_mean_over_masks_is_what_drawn_masks_tend_to():
    net = dropout_net(6, Dropout, 0.4, "tanh", (Activation("tanh"), Dense(3, 2)))
    theta = net.init(1, np.float64)
    exact = en.ensemble_mean(net, theta, X, softmax)
    rng, drawn = np.random.default_rng(0), 4000
    many = np.broadcast_to(X, (drawn, *X.shape))
    outputs = softmax(net.forward(theta, many, rng)[0][-1])
    error = outputs.std(0) / np.sqrt(drawn)
    assert (np.abs(outputs.mean(0) - exact) < 5 * error).all()
    assert en.total_variation(exact, softmax(net.predict(theta, X))) > 5 * error.max()


def test_the_mean_does_not_depend_on_how_many_examples_go_at_a_time():
    net = dropout_net(12, Dropout, 0.5, "relu", (Activation("relu"), Dense(3, 2)))
    theta = net.init(1, np.float64)
    x = np.random.default_rng(1).standard_normal((200, 4))  # 2^12 masks: several portions
    together = en.ensemble_mean(net, theta, x)
    alone = np.concatenate([en.ensemble_mean(net, theta, row[None]) for row in x])
    np.testing.assert_allclose(together, alone, atol=1e-13)


@pytest.mark.parametrize(
    "net, message",
    [
        (mlp(4, 3, 2), "with one dropout layer"),
        (Net((Dropout(0.5), Dense(4, 3), Dropout(0.5), Dense(3, 2))), "with one dropout layer"),
        (Net((Dense(4, 3), Dropout(0.5), Maxout(3, 2))), "a dense layer right behind it"),
        (Net((Dense(4, 3), Dropout(0.5))), "a dense layer right behind it"),
        (dropout_net(13), "at most 12 units, not '13 units'"),
    ],
)
def test_other_nets_are_refused(net, message):
    with pytest.raises(ValueError, match=message):
        en.ensemble_mean(net, net.init(0), X)


def test_gaps():
    a = np.array([[3.0, 4.0]])
    assert en.relative_gap(1.1 * a, a) == pytest.approx(0.1)
    assert en.total_variation(np.eye(3), np.eye(3)[[1, 2, 0]]) == 1
    assert en.total_variation(np.array([[0.5, 0.5]]), np.array([[0.8, 0.2]])) == pytest.approx(0.3)


def test_a_bootstrap_sample_leaves_out_one_in_e():
    rows = en.bootstrap(2000, 20, seed=1)
    assert rows.shape == (20, 2000) and rows.min() >= 0 and rows.max() < 2000
    seen = np.mean([len(np.unique(row)) / 2000 for row in rows])
    assert seen == pytest.approx(1 - np.exp(-1), abs=0.01)
    np.testing.assert_array_equal(rows, en.bootstrap(2000, 20, seed=1))


@pytest.mark.parametrize("batch", [None, 4, 20])
def test_a_bagged_run_is_a_run_on_its_own_examples(batch):
    data = first(DATASETS["digits"](), 50)
    x, y = data.x.astype(float), data.y.astype(float)
    net, samples = mlp(64, 10), en.bootstrap(50, 3, seed=0)[:, :20]
    bagged = en.Bagging(net, "cross-entropy", x, y, batch, (5, 6, 7), samples=samples)
    theta = net.init((0, 1, 2), np.float64)
    single = [
        Objective(net, "cross-entropy", x[rows], y[rows], batch, seed)
        for rows, seed in zip(samples, (5, 6, 7), strict=True)
    ]
    for _ in range(6):
        value, grad = bagged(theta)
        for k in range(3):
            own_value, own_grad = single[k](theta[k])
            np.testing.assert_allclose(value[k], own_value, rtol=1e-12)
            np.testing.assert_allclose(grad[k], own_grad, atol=1e-14)


def test_a_bag_of_networks_is_better_than_its_mean_member():
    data = first(DATASETS["digits"](), 200)
    net, K = mlp(64, 30, 10), 8
    f = en.Bagging(net, "cross-entropy", data.x, data.y, 25, samples=en.bootstrap(200, K))
    for step in descend(f, net.init(range(K)), OPTIMIZERS["adam"](), 0.01):
        if step.t == 150:
            break
    alone = accuracy(net, step.theta, data.x_test, data.y_test)
    votes = en.mean_of_first(softmax(net.predict(step.theta, data.x_test)))
    together = (votes.argmax(-1) == data.y_test.argmax(-1)).mean(-1)
    assert together[0] == alone[0] and together[-1] > alone.mean()


def test_mean_of_first():
    outputs = np.arange(12.0).reshape(4, 3)
    expected = [outputs[: m + 1].mean(0) for m in range(4)]
    np.testing.assert_allclose(en.mean_of_first(outputs), expected)


def test_bias_and_variance_add_up_to_the_error():
    rng = np.random.default_rng(0)
    truth = rng.standard_normal((50, 1))
    outputs = truth + 0.7 + 0.3 * rng.standard_normal((400, 50, 1))
    bias, variance = en.bias_variance(outputs, truth)
    assert bias + variance == pytest.approx(((outputs - truth) ** 2).mean(), rel=1e-12)
    assert bias == pytest.approx(0.49, rel=0.02) and variance == pytest.approx(0.09, rel=0.03)
    fours = outputs.reshape(4, 100, 50, 1).mean(0)
    same_bias, less = en.bias_variance(fours, truth)
    assert same_bias == pytest.approx(bias, rel=1e-9)
    assert less == pytest.approx(variance / 4, rel=0.05)
