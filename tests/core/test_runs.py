"""K runs at once are K single runs, to the last bit: for every layer, rule, loss and penalty."""

from itertools import islice

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    CONSTRAINTS,
    INITIALIZERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    SURFACES,
    Activation,
    BatchNorm,
    Dense,
    Dropout,
    Net,
    Noise,
    Objective,
    clip_by_norm,
    clip_by_value,
    constrained,
    descend,
    mlp,
)
from dlcore.layers import asked
from dlcore.seeding import generator
from tests.core.helpers import example_of, one_hot_rows

SEEDS = [3, 1, 4]
RULES = [name for name, rule in OPTIMIZERS.items() if not rule.needs_hessian]
same = np.testing.assert_array_equal


def after(steps, f, theta, *args, **options):
    """theta after so many steps."""
    return next(islice(descend(f, theta, *args, **options), steps, None)).theta


def data(seed=0, N=40, n=6, C=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((N, n)).astype(np.float32), one_hot_rows(rng, N, C).astype("f")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shared", [True, False], ids=["shared data", "own data"])
@pytest.mark.parametrize("training", [True, False], ids=["training", "prediction"])
@pytest.mark.parametrize("kind", LAYERS)
def test_layer(kind, training, shared, dtype):
    net = Net((example_of(LAYERS[kind]),))
    rng = np.random.default_rng(0)
    x = rng.standard_normal((8, 6) if shared else (3, 8, 6)).astype(dtype)
    dy = rng.standard_normal((3, 8, net.widths[-1] or 6)).astype(dtype)
    theta = net.init(SEEDS, dtype)
    outputs, backward = net.forward(theta, x, generator(SEEDS) if training else None)
    grad, deltas = backward(dy)
    for k, seed in enumerate(SEEDS):
        alone = net.init(seed, dtype)
        same(theta[k], alone)
        one, back = net.forward(alone, x if shared else x[k], generator(seed) if training else None)
        y = np.broadcast_to(outputs[-1], (3, *one[-1].shape))
        same(y[k], one[-1])
        g, d = back(dy[k])
        same(grad[k], g)
        same(asked(deltas[0])[k], asked(d[0]))
        assert one[-1].dtype == g.dtype == asked(d[0]).dtype == dtype


@pytest.mark.parametrize("name", RULES)
def test_rule(name):
    x, y = data()
    net, rule = mlp(6, 8, 3), OPTIMIZERS[name]()
    together = after(
        20, Objective(net, "cross-entropy", x, y, 7, SEEDS), net.init(SEEDS), rule, rule.usual_lr
    )
    for k, seed in enumerate(SEEDS):
        f = Objective(net, "cross-entropy", x, y, 7, seed)
        same(together[k], after(20, f, net.init(seed), rule, rule.usual_lr))
    assert together.dtype == np.float32


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rule_on_a_surface(name):
    f, rule = SURFACES["crescent"], OPTIMIZERS[name]()
    starts = np.array(f.start) + 0.2 * np.random.default_rng(0).standard_normal((5, 2))
    rates = np.array([0.01, 0.02, 0.05, 0.1, 0.2])[:, None]
    together = after(30, f, starts, rule, rates)
    for start, rate, end in zip(starts, rates, together, strict=True):
        same(end, after(30, f, start, rule, rate))


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedule(name):
    x, y = data()
    net, rule, rates = mlp(6, 8, 3), OPTIMIZERS["momentum"](), [0.5, 0.05, 0.005]
    options = {"span": 5} if "span" in SCHEDULES[name].__dataclass_fields__ else {}
    stacked = SCHEDULES[name](lr=np.array(rates)[:, None], **options)
    f = Objective(net, "cross-entropy", x, y, 7, SEEDS)
    together = after(40, f, net.init(SEEDS), rule, stacked)
    for k, seed in enumerate(SEEDS):
        f = Objective(net, "cross-entropy", x, y, 7, seed)
        lr = SCHEDULES[name](lr=rates[k], **options)
        same(together[k], after(40, f, net.init(seed), rule, lr))
    assert together.dtype == np.float32


@pytest.mark.parametrize("name", LOSSES)
def test_loss(name):
    rng = np.random.default_rng(0)
    outputs, target = rng.standard_normal((3, 8, 4)), one_hot_rows(rng, 8, 4)
    values, grads = LOSSES[name](outputs, target)
    assert values.shape == (3,)
    for k in range(3):
        value, grad = LOSSES[name](outputs[k], target)
        same(values[k], value)
        same(grads[k], grad)


@pytest.mark.parametrize("name", PENALTIES)
def test_penalty_with_a_strength_for_each_run(name):
    x, y = data()
    net, strengths = mlp(6, 8, 3), [0.0, 0.01, 0.1]
    stacked = {name: np.array(strengths)[:, None]}
    values, grads = Objective(net, "mse", x, y, penalties=stacked)(net.init(SEEDS))
    assert grads.dtype == np.float32
    for k, seed in enumerate(SEEDS):
        f = Objective(net, "mse", x, y, penalties={name: strengths[k]})
        value, grad = f(net.init(seed))
        np.testing.assert_allclose(values[k], value, rtol=1e-6)
        same(grads[k], grad)


def test_strengths_along_the_first_of_two_axes_of_runs():
    x, y = data()
    net, strengths = mlp(6, 8, 3), np.array([0.0, 0.5]).reshape(2, 1, 1)
    theta = np.stack([net.init(SEEDS), net.init(SEEDS)])
    values, grads = Objective(net, "mse", x, y, penalties={"l2": strengths})(theta)
    assert values.shape == (2, 3)
    value, grad = Objective(net, "mse", x, y, penalties={"l2": 0.5})(net.init(SEEDS[2]))
    np.testing.assert_allclose(values[1, 2], value, rtol=1e-6)
    same(grads[1, 2], grad)


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraint(name):
    net = Net((Dense(6, 5, "xavier-logistic"), Activation("relu"), Dense(5, 2)))
    project = constrained(net, name)
    theta = net.init(SEEDS)
    for k, seed in enumerate(SEEDS):
        same(project(theta)[k], project(net.init(seed)))
    assert project(theta).dtype == np.float32


@pytest.mark.parametrize("clip", [clip_by_value, clip_by_norm])
def test_clipping(clip):
    grads = np.random.default_rng(0).standard_normal((3, 9)).astype(np.float32)
    limits = np.array([[0.1], [1.0], [10.0]])
    together = clip(limits)(grads)
    assert together.dtype == np.float32
    for k in range(3):
        same(together[k], clip(float(limits[k, 0]))(grads[k]))


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializer(name):
    stacked = INITIALIZERS[name](generator(SEEDS), (3, 20, 7))
    for k, seed in enumerate(SEEDS):
        same(stacked[k], INITIALIZERS[name](generator(seed), (20, 7)))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_keeps_the_dtype(name):
    z = np.linspace(-3, 3, 7, dtype=np.float32)
    value, slope = ACTIVATIONS[name](z)
    assert value.dtype == np.float32
    assert (z * slope).dtype == np.float32


def test_everything_random_in_one_net():
    x, y = data()
    net = Net(
        (
            Noise(0.1),
            Dropout(0.2),
            Dense(6, 8),
            BatchNorm(8),
            Activation("leaky-relu"),
            Dropout(0.5),
            Dense(8, 3),
        )
    )
    rule, options = OPTIMIZERS["adam"](), dict(weight_decay=0.01, clip=clip_by_norm(1.0))
    f = Objective(net, "cross-entropy", x, y, 7, SEEDS)
    together = after(25, f, net.init(SEEDS), rule, 0.01, **options)
    for k, seed in enumerate(SEEDS):
        f = Objective(net, "cross-entropy", x, y, 7, seed)
        same(together[k], after(25, f, net.init(seed), rule, 0.01, **options))


@pytest.mark.parametrize("layer, rates", [(Dropout, [0.0, 0.3, 0.9]), (Noise, [0.0, 0.1, 1.0])])
def test_strength_of_the_noise_for_each_run(layer, rates):
    x = data()[0]
    stacked = layer(np.array(rates)[:, None, None])
    y = stacked.forward({}, x, generator(SEEDS))[0]
    assert y.dtype == np.float32
    for k, seed in enumerate(SEEDS):
        same(y[k], layer(rates[k]).forward({}, x, generator(seed))[0])
