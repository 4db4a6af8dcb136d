"""Activations: their identities, their slopes where there is none, variants of one's own."""

from functools import partial

import numpy as np
import pytest

from dlcore import ACTIVATIONS, LOSSES, mlp
from dlcore.activations import elu, leaky_relu
from dlcore.registry import UnknownName
from dlcore.regularizers import l1

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
Z = np.linspace(-30, 30, 6001)


def value(name, z):
    return ACTIVATIONS[name](z)[0]


def slope(name, z):
    return ACTIVATIONS[name](z)[1]


def test_identities_of_the_sources():
    close(value("tanh", Z), 2 * value("sigmoid", 2 * Z) - 1, atol=1e-15)
    close(slope("softplus", Z), value("sigmoid", Z), rtol=1e-14)
    close(value("softplus", Z), np.logaddexp(0, Z), rtol=1e-12)
    close(value("sigmoid", Z), 1 / (1 + np.exp(-Z)), atol=1e-16)
    assert slope("sigmoid", Z).max() == 0.25
    assert slope("tanh", Z).max() == 1
    many = sum(value("sigmoid", Z - i + 0.5) for i in range(1, 61))
    near = Z <= 20
    assert np.abs(many - value("softplus", Z))[near].max() == pytest.approx(0.011, abs=0.001)
    assert (value("softplus", Z) - value("relu", Z)).max() == pytest.approx(np.log(2))


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "elu"])
def test_small_values_and_slopes_are_as_exact_as_large_ones(name):
    z = np.linspace(-87, 87, 2001)
    for single, double in zip(ACTIVATIONS[name](z.astype("f4")), ACTIVATIONS[name](z), strict=True):
        assert single.dtype == np.float32
        close(single, double, rtol=1e-5)  # the rounding of z itself is 4e-6
    assert slope(name, np.float32([-20])) > 2e-9
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        ends = value(name, np.float32([-1e4, 1e4])), slope(name, np.float32([-1e4, 1e4]))
    assert np.isfinite(ends).all()


def test_sigmoid_far_out():
    a, slope = ACTIVATIONS["sigmoid"](np.array([-20.0, -16, 0, 16, 20], np.float32))
    close(a, [2.0611537e-9, 1.1253516e-7, 0.5, 1, 1], rtol=1e-6)
    close(slope, [2.0611537e-9, 1.1253515e-7, 0.25, 1.1253515e-7, 2.0611537e-9], rtol=1e-6)
    far = ACTIVATIONS["sigmoid"](np.array([-np.inf, np.inf, np.nan]))
    same(far, [[0, 1, np.nan], [0, 0, np.nan]])


def test_conventions_where_there_is_no_slope():
    zero = np.zeros(1)
    assert slope("relu", zero) == 0
    assert slope("leaky-relu", zero) == 0.01
    assert slope("elu", zero) == 1
    assert l1(zero)[1] == 0
    assert LOSSES["mae"](np.zeros((1, 1)), np.zeros((1, 1)))[1] == 0
    assert not LOSSES["hinge"](np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]]))[1].any()


def test_what_happens_below_zero():
    z = np.array([-2.0, -1.0])
    same(value("relu", z), 0)
    close(value("leaky-relu", z), 0.01 * z)
    close(value("elu", z), np.exp(z) - 1)
    close(elu(z, alpha=0.5)[0], 0.5 * (np.exp(z) - 1))
    assert value("elu", np.array([-800.0])) == -1


def test_a_variant_of_ones_own():
    try:
        ACTIVATIONS.add("leaky-0.2")(partial(leaky_relu, slope=0.2))
        net = mlp(1, 1, 1, activation="leaky-0.2")
        outputs = net.forward(np.array([1.0, 0, 1, 0]), np.array([[-5.0]]))[0]
        close(outputs[1], [[-1.0]])
    finally:
        ACTIVATIONS.pop("leaky-0.2", None)
    with pytest.raises(UnknownName, match="leaky-0.2.*there are: linear, sigmoid"):
        ACTIVATIONS["leaky-0.2"]
