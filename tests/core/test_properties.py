"""Any shape, dtype, number of runs and size of numbers: the right answer or a clear error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dlcore import (
    ACTIVATIONS,
    CONSTRAINTS,
    INITIALIZERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    PENALTIES,
    Activation,
    Dense,
    Net,
    Objective,
    Residual,
    clip_by_norm,
    entropy,
    kl_of,
    mlp,
    softmax,
)
from dlcore.seeding import generator
from tests.core.helpers import example_of, one_hot_rows

EXTREME = [0.0, -0.0, 1e30, -1e30, 5e-324, -5e-324, 1e-30, 1.0, -1.0, 88.0, -745.0, 710.0]
EXTREME_32 = [0.0, 1e30, -1e30, 1e-45, -1e-45, 1.0, -1.0, 88.0, -104.0]
dtypes = st.sampled_from([np.float32, np.float64])
runs = st.sampled_from([(), (1,), (3,), (2, 3)])
sizes = st.integers(1, 7)


weights = st.floats(-1e3, 1e3, width=32)
shares = st.floats(0.01, 1)


def extreme(shape, dtype=np.float64):
    """Arrays of anything finite up to 1e30, with the usual traps."""
    width = 32 if dtype == np.float32 else 64
    limit = float(np.float32(1e30))
    usual = st.floats(-limit, limit, width=width)
    traps = [float(dtype(v)) for v in (EXTREME_32 if dtype == np.float32 else EXTREME)]
    return arrays(dtype, shape, elements=st.one_of(st.sampled_from(traps), usual))


any_numbers = dtypes.flatmap(lambda dtype: extreme((4, 3), dtype))


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(z=any_numbers)
def test_activations_are_finite_and_monotone(name, z):
    value, slope = ACTIVATIONS[name](z)
    assert value.shape == z.shape
    assert value.dtype == z.dtype
    assert np.isfinite(value).all() and np.isfinite(slope * z.dtype.type(1)).all()
    order = z.ravel().argsort()
    assert (np.diff(value.ravel()[order].astype(float)) >= 0).all()
    assert (slope >= 0).all()


@given(z=any_numbers)
def test_softmax_is_a_distribution(z):
    p = softmax(z)
    assert p.dtype == z.dtype
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(-1), 1, rtol=1e-6)
    np.testing.assert_array_equal(p[range(4), z.argmax(-1)], p.max(-1))


@pytest.mark.parametrize("name", ["cross-entropy", "binary-cross-entropy", "hinge", "mae", "kl"])
@given(z=any_numbers)
def test_losses_are_finite_and_not_negative(name, z):
    target = np.eye(3, dtype=z.dtype)[[0, 1, 2, 1]]
    value, grad = LOSSES[name](z, target)
    assert np.isfinite(value) and np.isfinite(grad).all()
    assert value >= 0
    assert grad.shape == z.shape
    assert value.dtype == grad.dtype == z.dtype


@pytest.mark.parametrize("name", LOSSES)
@given(z=arrays(np.float64, (4, 3), elements=st.floats(-1e9, 1e9)))
def test_every_loss_is_finite_for_finite_outputs(name, z):
    value, grad = LOSSES[name](z, np.eye(3)[[0, 1, 2, 1]])
    assert np.isfinite(value) and np.isfinite(grad).all()


@given(z=arrays(np.float64, (4, 3), elements=st.floats(-1e9, 1e9)), shift=st.floats(-1e3, 1e3))
def test_cross_entropy_and_softmax_do_not_feel_a_shift(z, shift):
    target = np.eye(3)[[0, 1, 2, 1]]
    value, _ = LOSSES["cross-entropy"](z, target)
    moved, _ = LOSSES["cross-entropy"](z + shift, target)
    np.testing.assert_allclose(moved, value, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", LOSSES)
@given(lead=runs, B=sizes, C=sizes, dtype=dtypes)
def test_shapes_of_losses(name, lead, B, C, dtype):
    rng = np.random.default_rng(0)
    outputs = rng.standard_normal((*lead, B, C)).astype(dtype)
    value, grad = LOSSES[name](outputs, one_hot_rows(rng, B, C).astype(dtype))
    assert np.shape(value) == lead
    assert grad.shape == outputs.shape
    assert grad.dtype == dtype


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("kind", LAYERS)
@given(lead=runs, B=sizes, dtype=dtypes)
def test_shapes_of_layers(kind, training, lead, B, dtype):
    net = Net((example_of(LAYERS[kind]),))
    theta = np.broadcast_to(net.init(0, dtype), (*lead, net.size))
    x = np.random.default_rng(0).standard_normal((B, 6)).astype(dtype)
    outputs, backward = net.forward(theta, x, generator(0) if training else None)
    y = outputs[-1]
    assert y.shape in ((*lead, B, net.widths[-1] or 6), (B, net.widths[-1] or 6))
    assert np.isfinite(y).all()
    grad, _ = backward(np.ones((*lead, *y.shape[-2:]), dtype))
    assert grad.shape == theta.shape
    assert grad.dtype == y.dtype == dtype
    assert np.isfinite(grad).all()


@pytest.mark.parametrize("kind", LAYERS)
@given(x=extreme((3, 6)))
def test_layers_with_extreme_inputs(kind, x):
    """float64 has room for the squares of 1e30."""
    net = Net((example_of(LAYERS[kind]),))
    theta = net.init(0, float)
    outputs, backward = net.forward(theta, x, generator(0))
    assert np.isfinite(outputs[-1]).all()
    grad, _ = backward(np.ones_like(outputs[-1]))
    assert np.isfinite(grad).all()


@given(widths=st.lists(sizes, min_size=2, max_size=4), K=st.integers(1, 4), B=sizes, dtype=dtypes)
def test_networks_of_any_width(widths, K, B, dtype):
    net, rng = mlp(*widths, activation="elu"), np.random.default_rng(0)
    x = rng.standard_normal((9, widths[0])).astype(dtype)
    y = one_hot_rows(rng, 9, widths[-1]).astype(dtype)
    theta = net.init(range(K), dtype)
    f = Objective(net, "cross-entropy", x, y, batch=B, seed=list(range(K)))
    value, grad = f(theta)
    assert value.shape == (K,)
    assert grad.shape == theta.shape == (K, net.size)
    one, single = Objective(net, "cross-entropy", x, y, batch=B, seed=0)(net.init(0, dtype))
    np.testing.assert_array_equal(grad[0], single)
    np.testing.assert_array_equal(value[0], one)


@pytest.mark.parametrize("name", PENALTIES)
@given(lead=runs, n=sizes, m=sizes)
def test_penalties_are_not_negative_and_vanish_where_they_should(name, lead, n, m):
    net = Net((Dense(n, m), Activation("tanh")))
    theta = np.random.default_rng(0).standard_normal((*lead, net.size))
    value, grad = PENALTIES[name].on(net, theta)
    assert np.shape(value) == lead
    assert grad.shape == theta.shape
    assert (np.asarray(value) >= 0).all()


@pytest.mark.parametrize("name", CONSTRAINTS)
@given(
    W=dtypes.flatmap(
        lambda dtype: arrays(dtype, (2, 5, 3), elements=st.floats(-1e3, 1e3, width=32))
    )
)
def test_constraints_never_make_weights_larger_than_they_may_be(name, W):
    allowed = CONSTRAINTS[name](W)
    assert allowed.shape == W.shape
    assert allowed.dtype == W.dtype
    assert np.isfinite(allowed).all()
    if name == "max-norm":
        assert (np.linalg.norm(allowed.astype(float), axis=-2) <= 2 * (1 + 1e-6)).all()


@given(grad=dtypes.flatmap(lambda dtype: extreme((2, 5), dtype)), limit=st.floats(1e-3, 1e3))
def test_clipping_by_norm(grad, limit):
    clipped = clip_by_norm(limit)(grad)
    assert clipped.dtype == grad.dtype
    length = np.linalg.norm(clipped.astype(float), axis=-1)
    assert (length <= limit * (1 + 1e-5)).all()
    inside = np.linalg.norm(grad.astype(float), axis=-1) < limit * (1 - 1e-5)
    np.testing.assert_array_equal(clipped[inside], grad[inside])


@pytest.mark.parametrize("name", INITIALIZERS)
@given(lead=runs, n=sizes, m=sizes)
def test_initializers_of_any_shape(name, lead, n, m):
    W = INITIALIZERS[name](np.random.default_rng(0), (*lead, n, m))
    assert W.shape == (*lead, n, m)
    assert np.isfinite(W).all()


@pytest.mark.parametrize("name", [n for n, rule in OPTIMIZERS.items() if not rule.needs_hessian])
@given(grads=st.lists(extreme((3,)), min_size=1, max_size=4))
def test_directions_of_finite_gradients_are_finite(name, grads):
    rule = OPTIMIZERS[name]()
    state = rule.init(np.zeros(3))
    for grad in grads:
        state, direction = rule.update(state, grad)
        assert np.isfinite(direction).all()


@given(
    p=arrays(np.float64, 5, elements=st.floats(0, 1)),
    q=arrays(np.float64, 5, elements=st.floats(0.01, 1)),
)
def test_information_is_never_negative(p, q):
    if p.sum() > 0:
        p, q = p / p.sum(), q / q.sum()
        assert -1e-12 <= entropy(p) <= np.log2(5) + 1e-12
        assert kl_of(p, q) >= -1e-12


def test_one_class_and_batch_of_one():
    net = mlp(3, 4, 1)
    x, y = np.ones((1, 3), np.float32), np.ones((1, 1), np.float32)
    value, grad = Objective(net, "cross-entropy", x, y, batch=1)(net.init(0))
    assert value == 0
    assert not grad.any()


def test_empty_batches():
    net = Net((Dense(3, 3), Residual((Dense(3, 3), Activation("relu"))), Dense(3, 2)))
    theta, x = net.init(0), np.zeros((0, 3), np.float32)
    assert net.predict(theta, x).shape == (0, 2)  # nothing in, nothing out
    with pytest.raises(ValueError, match="at least one example"):
        Objective(net, "mse", x, np.zeros((0, 2)))
    with pytest.raises(ValueError, match="at least one example"):
        Objective(net, "mse", np.ones((1, 3)), np.ones((1, 2))).at(theta, x, np.zeros((0, 2)))
