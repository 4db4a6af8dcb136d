"""Exact gradients against differences of values; gradients of examples and at inputs."""

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    LAYERS,
    LOSSES,
    PENALTIES,
    SURFACES,
    Activation,
    BatchNorm,
    BatchRenorm,
    Dense,
    Dropout,
    Net,
    Objective,
    ParametricReLU,
    Residual,
    input_gradient,
    mlp,
    per_example_gradients,
)
from dlcore.layers import asked
from tests.core.helpers import example_of, gradient_error, labelled, one_hot_rows

TOLERANCE = 1e-6
close = np.testing.assert_allclose
same = np.testing.assert_array_equal


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name):
    z = np.random.default_rng(1).standard_normal((7, 5)) * 3
    weight = np.random.default_rng(2).standard_normal(z.shape)

    def f(z):
        value, slope = ACTIVATIONS[name](z)
        return (value * weight).sum(), slope * weight

    assert gradient_error(f, z) <= TOLERANCE


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("C", [1, 2, 5])
def test_loss(name, C):
    rng = np.random.default_rng(3)
    target = one_hot_rows(rng, 6, C) if C > 1 else rng.integers(2, size=(6, 1)).astype(float)
    outputs = rng.standard_normal((6, C))
    if C == 1 and name in ("cross-entropy", "kl", "hinge", "squared-hinge"):
        target = np.ones((6, 1))  # a single class: nothing can be wrong
        assert LOSSES[name](outputs, target)[0] == 0
        assert not LOSSES[name](outputs, target)[1].any()
    else:
        assert gradient_error(lambda z: LOSSES[name](z, target), outputs) <= TOLERANCE


@pytest.mark.parametrize("name", ["mse", "cross-entropy", "binary-cross-entropy", "kl"])
def test_loss_with_soft_targets(name):
    rng = np.random.default_rng(4)
    target = rng.dirichlet(np.ones(5), 6)
    outputs = rng.standard_normal((6, 5))
    assert gradient_error(lambda z: LOSSES[name](z, target), outputs) <= TOLERANCE


@pytest.mark.parametrize("name", PENALTIES)
def test_penalty(name):
    net = Net((Dense(5, 4), Activation("tanh"), Dense(4, 3)))
    theta = np.random.default_rng(5).standard_normal(net.size)
    assert gradient_error(lambda w: PENALTIES[name].on(net, w), theta) <= TOLERANCE
    biases = net.weight_mask == 0
    assert not PENALTIES[name].on(net, theta)[1][biases].any()


@pytest.mark.parametrize("name", SURFACES)
def test_surface(name):
    surface = SURFACES[name]
    for seed in range(5):
        box = np.array(surface.domain)
        theta = np.random.default_rng(seed).uniform(box[:, 0], box[:, 1])
        assert gradient_error(surface, theta) <= TOLERANCE


@pytest.mark.parametrize("training", [True, False], ids=["training", "prediction"])
@pytest.mark.parametrize("kind", LAYERS)
def test_layer(kind, training):
    check_layer(example_of(LAYERS[kind]), training)


@pytest.mark.parametrize(
    "layer",
    [
        ParametricReLU(6),
        Residual((BatchNorm(6), Activation("relu"), Dropout(0.4), Dense(6, 6))),
        Residual((Residual((Dense(6, 6),)), Activation("elu"))),
    ],
    ids=repr,
)
def test_layer_variants(layer):
    check_layer(layer, training=True)


def check_layer(layer, training):
    """Gradients with respect to the input and to all learned parameters."""
    rng = np.random.default_rng(6)
    x = rng.standard_normal((8, 6))
    if isinstance(layer, BatchRenorm) and training:
        x = 1000 + 100 * x  # both corrections at their limits: constants, as the way back has it
    learned = [name for name in layer.shapes if name not in layer.tracked]
    p = {name: np.zeros(shape) for name, shape in layer.shapes.items()}
    layer.start(p, rng)
    for name in learned:
        p[name] += 0.1 * rng.standard_normal(p[name].shape)
    weight = rng.standard_normal(run(layer, p, x, training)[0].shape)

    def of_input(x):
        y, back = run(layer, p, x, training)
        return (y * weight).sum(), asked(back(weight)[0])

    assert gradient_error(of_input, x) <= TOLERANCE
    for name in learned:

        def of_parameter(value, name=name):
            y, back = run(layer, p | {name: value}, x, training)
            return (y * weight).sum(), back(weight)[1][name]

        assert gradient_error(of_parameter, p[name]) <= TOLERANCE, name


def run(layer, p, x, training):
    """The layer with the same random numbers every time."""
    return layer.forward(p, x, np.random.default_rng(7) if training else None)


@pytest.mark.parametrize("loss", ["mse", "cross-entropy", "binary-cross-entropy"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_whole_network(activation, loss):
    rng = np.random.default_rng(8)
    net = mlp(5, 7, 6, 3, activation=activation)
    x, y = rng.standard_normal((9, 5)), one_hot_rows(rng, 9, 3)
    f = Objective(net, loss, x, y, penalties={"l2": 0.1, "l1": 0.01})
    assert gradient_error(f, net.init(0, float)) <= TOLERANCE


@pytest.mark.parametrize("loss", ["mse", "cross-entropy", "hinge"])
def test_gradients_of_examples_average_to_that_of_the_batch(loss):
    net, (x, y) = mlp(6, 5, 3, activation="tanh"), labelled()
    theta = net.init(0, float)
    values, grads = per_example_gradients(net, loss, theta, x, y)
    assert grads.shape == (40, net.size)
    value, grad = Objective(net, loss, x, y)(theta)
    close(values.mean(), value, rtol=1e-12)
    close(grads.mean(0), grad, atol=1e-14)
    same(grads[3], Objective(net, loss, x[3:4], y[3:4])(theta)[1])


def test_gradient_at_the_input():
    net, (x, y) = mlp(6, 5, 3, activation="tanh"), labelled(N=4)
    theta = net.init(0, float)
    assert gradient_error(lambda x: input_gradient(net, "cross-entropy", theta, x, y), x) < 1e-6
    stack = net.init([0, 1], float)
    same(
        input_gradient(net, "mse", stack, x, y)[1][1], input_gradient(net, "mse", stack[1], x, y)[1]
    )
