"""The experiments of lecture 11 against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import INITIALIZERS, Activation, Dense, Net
from dlcore.experiments import Matrices, Scales, SchemeGrid, Signal, Sums, Training, Twins
from dlcore.experiments.initialization.scheme_grid import SCHEMES
from dlcore.experiments.initialization.twins import different
from tests.core.helpers import last

SHORT = Twins(units=20, epochs=3)


def test_units_from_zero_are_one_unit():
    frame = last(SHORT)
    assert np.linalg.matrix_rank(frame.weights) == 1 and frame.different[-1] == 1
    assert frame.headline.startswith("All 20 units are copies of one")
    assert frame.weights.any() and not next(SHORT.frames()).weights.any()


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_from_zero_nothing_moves_where_f_of_0_is_0(activation):
    frame = last(replace(SHORT, activation=activation))
    assert not frame.weights.any() and frame.headline.startswith("All weights are still 0")
    assert frame.scores["different units"] == {"": 1}


@pytest.mark.parametrize(
    "knobs", [dict(start="He"), dict(start="N(0, 0.01²)"), dict(biases="random"), dict(dropout=0.5)]
)
def test_what_parts_units(knobs):
    assert last(replace(SHORT, **knobs)).different[-1] > 10


def test_different_units_are_counted():
    W = np.array([[1.0, 1.0, 2.0, 0.0], [0.0, 1e-5, 0.0, 3.0]])
    assert different(W) == 3 and different(np.zeros((2, 5))) == 1


@pytest.mark.parametrize("weights", ["normal", "uniform", "plus or minus"])
@pytest.mark.parametrize("inputs", ["mean 0", "behind ReLU"])
def test_the_variance_of_a_sum(weights, inputs):
    frame = last(Sums(n=200, sigma=0.05, weights=weights, inputs=inputs, seed=3))
    np.testing.assert_allclose(frame.law[-1], 0.05 * np.sqrt(200))
    np.testing.assert_allclose(frame.spread[-1], frame.law[-1], rtol=0.1)  # 1,000 sums: 2 %
    np.testing.assert_allclose(frame.squares[0], 1, rtol=0.02)
    assert abs(frame.squares[2] / frame.squares[1] - 0.5) < 0.08
    width = frame.middles[1] - frame.middles[0]
    np.testing.assert_allclose(frame.density.sum() * width, 1, atol=0.01)


def test_the_signal_is_that_of_the_network():
    e = Signal(init="he-normal", gain=2.0, activation="tanh", depth=3, width=20, seed=4)
    frame = last(e)
    x, dy = np.random.default_rng([4, 20]).standard_normal((2, 100, 20))
    stack = [2 * W for W in e.net.weights(e.net.init(4, float))]
    for i, W in enumerate(stack):
        x = np.tanh(x @ W)
        np.testing.assert_allclose(frame.spread[i], x.std())
        if i == 1:
            y = x
    slope = 1 - x * x
    expected = np.sqrt(np.square((dy * slope) @ stack[2].T).mean() / np.square(dy).mean())
    np.testing.assert_allclose(frame.sizes[1:], [expected, 1])
    assert frame.outputs[1].sum() == y.size and frame.gradients[2].sum() == dy.size
    np.testing.assert_allclose(frame.saturated[-1], (slope < 0.1).mean())


def test_layers_are_seen_when_they_are_reached():
    frames = list(Signal(depth=3, activation="relu").frames())
    assert [(f.up, f.down) for f in frames[::2]] == [(0, 0), (2, 0), (3, 1), (3, 3)]
    assert np.isnan(frames[2].spread).tolist() == [False, False, True]
    assert np.isnan(frames[4].sizes).tolist() == [True, True, False]
    assert (frames[2].outputs.sum(-1) > 0).tolist() == [True, True, False]


def test_what_ails_a_network_is_said_when_the_gradient_is_down():
    ills = {
        ("normal", "tanh"): {"vanishing"},
        ("xavier-logistic", "tanh"): {"exploding", "saturated"},
        ("he-normal", "relu"): set(),
    }
    for (init, activation), keys in ills.items():
        *_, before, end = Signal(init=init, activation=activation).frames()
        assert before.findings == [] and {found.key for found in end.findings} == keys


def test_orthogonal_matrices_keep_every_length():
    frame = last(Matrices(kinds=("orthogonal", "normal", "sparse"), depth=20, width=40))
    np.testing.assert_allclose(frame.gains[0], 1)
    np.testing.assert_allclose(frame.lengths[0], 1)
    assert frame.lasting[0] == 1 and (frame.lasting[1:] < 0.7).all()
    assert (np.diff(frame.gains, axis=-1) <= 1e-12).all()


def test_gains_are_singular_values_of_the_product():
    e = Matrices(kinds=("sparse",), depth=2, width=30, seed=5)
    one, two = e.drawn("sparse")
    assert ((one != 0).sum(0) == 15).all()
    np.testing.assert_allclose(last(e).gains[0], np.linalg.svd(one @ two)[1], atol=1e-12)


def test_schemes_and_misprints():
    e = SchemeGrid(more="he-uniform", k=4, depth=2, width=20, runs=2, seed=7)
    net = e.net("tanh", 30, 10)
    first = e.first(net).reshape(len(e.schemes), 2, -1)
    usual = [Dense(30, 20), Activation("tanh"), Dense(20, 20), Activation("tanh"), Dense(20, 10)]
    for name, rows in zip(e.schemes, first, strict=True):
        scheme, factor = (SCHEMES | {"he-uniform": ("he-uniform", 1)})[name]
        layers = [replace(it, init=scheme) if isinstance(it, Dense) else it for it in usual]
        if name != "sparse":
            np.testing.assert_allclose(rows, factor * Net(tuple(layers)).init([7, 8]), rtol=1e-6)
    W = net.weights(first[1])[0]
    assert 0.95 * 6 / np.sqrt(50) < np.abs(W).max() <= 6 / np.sqrt(50)
    assert ((net.weights(first[4])[0] != 0).sum(-2) == 4).all()
    assert not {"6 / √", "4 × Xavier"} & INITIALIZERS.keys()


def test_a_row_of_the_grid_is_an_ordinary_training():
    e = SchemeGrid(depth=1, width=12, examples=100, epochs=1, runs=2, seed=2)
    own = Training(data="mnist10k", examples=100, depth=1, width=12, activation="relu", runs=2)
    own = replace(own, init="he-normal", optimizer="adam", lr=0.003, epochs=1, seed=2)
    np.testing.assert_array_equal(last(e).right[1, 3], own.judge(*own.trained())["train"])
    assert last(e).mean("relu", "He") == last(e).right[1, 3].mean()


def test_the_scales_are_those_that_are_named():
    e = Scales(norms=("none", "batch norm"), depth=1, width=12, epochs=1, runs=2)
    frame = last(e)
    assert frame.right.shape == (2, 9, 2) and frame.table[0][1:] == e.norms
    own = Training(
        init="normal", std=0.1, norm="batch", depth=1, width=12, epochs=1, runs=2, lr=0.03
    )
    np.testing.assert_array_equal(frame.right[1, 4], own.judge(*own.trained())["train"])
    net = own.net(64, 10)
    stds = [W.std() for W in net.weights(own.first(net)[0])]
    np.testing.assert_allclose(stds, 0.1, rtol=1e-4)


def test_the_twins_learn_digits():
    e = replace(SHORT, start="He", activation="tanh", epochs=10)
    assert last(e).right[-1] > 0.9
    assert e.net(64, 10).size == 64 * 20 + 20 + 20 * 10 + 10
