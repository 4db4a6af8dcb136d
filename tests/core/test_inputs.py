"""Inputs as unknowns, and inputs changed at random."""

from itertools import islice

import numpy as np
import pytest

from dlcore import (
    DATASETS,
    OPTIMIZERS,
    PENALTIES,
    Activation,
    Dense,
    Net,
    Objective,
    descend,
    mlp,
    softmax,
)
from dlcore.data import Augmentation, first
from dlcore.inputs import Augmented, InputObjective
from dlcore.seeding import generator
from tests.core.helpers import gradient_error


@pytest.fixture(scope="module")
def trained():
    """A small network that knows digits."""
    data = DATASETS["digits"]()
    net = mlp(64, 30, 10)
    f = Objective(net, "cross-entropy", data.x, data.y, 32)
    return net, next(islice(descend(f, net.init(0), OPTIMIZERS["adam"](), 0.005), 400, None)).theta


@pytest.mark.parametrize("penalties", [{}, {"l1": 0.1, "l2": 0.3}])
@pytest.mark.parametrize("loss", ["cross-entropy", "mse", "hinge"])
def test_gradient(loss, penalties):
    net = mlp(6, 5, 4, activation="tanh")
    f = InputObjective(net, net.init(0, np.float64), 2, loss, penalties)
    x = np.random.default_rng(1).standard_normal(6)
    assert gradient_error(f, x) <= 1e-6


def test_value_is_the_loss_of_the_class_plus_penalties(trained):
    net, theta = trained
    x = DATASETS["digits"]().x[:5]
    value, grad = InputObjective(net, theta, 3)(x)
    np.testing.assert_allclose(value, -np.log(softmax(net.predict(theta, x))[:, 3]), rtol=2e-4)
    more, more_grad = InputObjective(net, theta, 3, penalties={"l1": 0.5})(x)
    np.testing.assert_allclose(more, value + 0.5 * PENALTIES["l1"](x)[0], rtol=1e-5)
    np.testing.assert_allclose(more_grad, grad + 0.5 * np.sign(x), rtol=1e-5)


def test_many_inputs_at_once_are_each_as_alone(trained):
    net, theta = trained
    f = InputObjective(net, theta, 7, penalties={"l2": 0.1})
    x = DATASETS["digits"]().x[:6].reshape(2, 3, 64)
    value, grad = f(x)
    assert value.shape == (2, 3) and grad.shape == x.shape
    for place in np.ndindex(2, 3):
        own_value, own_grad = f(x[place])
        np.testing.assert_allclose(value[place], own_value, rtol=1e-4)
        np.testing.assert_allclose(grad[place], own_grad, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("rule", ["gradient-descent", "adam"])
def test_the_loop_that_trains_finds_an_image_of_the_class(trained, rule):
    net, theta = trained
    x = np.full((10, 64), 0.2, np.float32)
    for target in (0, 3, 8):
        f = InputObjective(net, theta, target)
        steps = descend(f, x, OPTIMIZERS[rule](), 0.05, constrain=lambda x: x.clip(0, 1))
        found = next(islice(steps, 200, None)).theta
        assert found.dtype == np.float32 and found.min() >= 0 and found.max() <= 1
        assert (softmax(net.predict(theta, found))[:, target] > 0.99).all()


def test_a_penalty_on_the_input_removes_ink(trained):
    net, theta = trained
    ink = []
    for strength in (0, 0.05):
        f = InputObjective(net, theta, 3, penalties={"l1": strength})
        x = np.random.default_rng(0).random((5, 64), np.float32)
        steps = descend(f, x, OPTIMIZERS["adam"](), 0.02, constrain=lambda x: x.clip(0, 1))
        found = next(islice(steps, 300, None)).theta
        assert (softmax(net.predict(theta, found))[:, 3] > 0.8).all()
        ink.append(found.mean())
    assert ink[1] < 0.5 * ink[0]


@pytest.mark.parametrize("target", [-1, 10, 2.5])
def test_an_unknown_class_is_refused(trained, target):
    with pytest.raises(ValueError, match="target must be a class between 0 and 9"):
        InputObjective(*trained, target)


def test_augmented_changes_images_in_training_only():
    change = Augmentation(shift=2, rotate=20)
    plain = Net((Dense(784, 5), Activation("tanh"), Dense(5, 10)))
    net = Net((Augmented(change), *plain.layers))
    assert net.size == plain.size
    theta, x = net.init(0), DATASETS["mnist10k"]().x[:20]
    np.testing.assert_array_equal(theta, plain.init(0))
    np.testing.assert_array_equal(net.predict(theta, x), plain.predict(theta, x))
    outputs, backward = net.forward(theta, x, generator(3))
    seen = change(generator(3), x)
    np.testing.assert_array_equal(outputs[0], seen)
    dy = np.ones((20, 10), np.float32)
    expected, _ = plain.forward(theta, seen)[1](dy)
    grad, deltas = backward(dy)
    np.testing.assert_array_equal(grad, expected)
    with pytest.raises(ValueError, match="no gradient at the input"):
        deltas[0]()


def test_augmented_serves_many_runs_at_once():
    data = first(DATASETS["mnist10k"](), 40)
    net = Net((Augmented(Augmentation(shift=1)), Dense(784, 10)))
    theta = net.init((0, 1))
    together = Objective(net, "cross-entropy", data.x, data.y, 10, seed=(5, 6))
    for _ in range(3):
        value, grad = together(theta)
    for k, seed in enumerate((5, 6)):
        alone = Objective(net, "cross-entropy", data.x, data.y, 10, seed=(seed,))
        for _ in range(3):
            own_value, own_grad = alone(theta[k : k + 1])
        np.testing.assert_allclose(value[k], own_value[0], rtol=1e-6)
        np.testing.assert_allclose(grad[k], own_grad[0], rtol=1e-5, atol=1e-7)
