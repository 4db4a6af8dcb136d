"""The experiments of lecture 09 against what they claim to measure."""

import numpy as np
import pytest

from dlcore import ACTIVATIONS, mlp
from dlcore.data import mnist10k
from dlcore.experiments import Chain, Corners, Degradation, Glow, Nudge, Pretrained, Training
from dlcore.registry import LOSSES
from tests.core.helpers import last


def test_a_chain_of_width_1_is_slope_times_weight():
    e = Chain(width=1, depth=6, scale=2.0, runs=1, seed=3)
    frame = last(e)
    theta = 2 * e.net.init([3], float)
    # with one input alone the factor of a layer is |slope(z) w|; over inputs, a weighted mean
    bound = 0.25 * np.abs([W.item() for W in e.net.weights(theta)[1:]])
    assert (frame.factors[:, 0] <= bound + 1e-12).all() and (
        frame.factors > 0.3 * bound[:, None]
    ).all()
    np.testing.assert_allclose(frame.sizes[0], np.prod(frame.factors, 0))


def test_a_chain_of_linear_layers_is_checked_by_hand():
    e = Chain(activation="linear", width=3, depth=2, runs=1, seed=1)
    _, W = e.net.weights(e.net.init([1], float))
    rng = np.random.default_rng([1, 20])
    _, dy = rng.standard_normal((2, 16, 3))
    expected = np.sqrt(np.square(dy @ W[0].T).mean() / np.square(dy).mean())
    np.testing.assert_allclose(last(e).sizes[0], expected)
    assert ACTIVATIONS["linear"](np.ones(1))[1] == last(e).bound == 1


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_a_tiny_nudge_measures_the_derivative(activation):
    e = Nudge(amount=1e-6, depth=3, activations=(activation,), runs=2)
    data = mnist10k()
    x, y = data.x[:64].astype(float), data.y[:64]
    net, theta = e.networks(activation)
    outputs, backward = net.forward(theta, x)
    grad, _ = backward(LOSSES["cross-entropy"](outputs[-1], y)[1])
    pixel = int(np.square(data.x[:64]).mean(0).argmax())
    slope = net.weights(grad)[0][:, pixel, 0]
    np.testing.assert_allclose(last(e).losses[0] / 1e-6, slope, rtol=1e-3, atol=1e-8)


@pytest.mark.parametrize(
    "experiment",
    [
        Degradation(kinds=("plain", "residual"), shallow=2, deep=3, examples=300, epochs=1, runs=2),
        Pretrained(data="digits", examples=300, depth=2, first=1, epochs=1, runs=2),
    ],
)
def test_runs_repeat_and_end_with_everything_known(experiment):
    frames = list(experiment.frames())
    assert np.isfinite(frames[-1].train).all() and np.isfinite(frames[-1].test).all()
    for one, other in zip(frames, experiment.frames(), strict=True):
        np.testing.assert_array_equal(one.train, other.train)
        assert one.summary == other.summary and one.table == other.table
        assert "nan" not in one.summary + str(one.table)
    assert np.isnan(frames[0].train).any()  # a frame is not changed by what comes later


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_glow_is_the_gradient(activation):
    """The gradient at z is that of the bias; those of the weights by finite differences."""
    e = Glow(activation=activation, init="he-normal", depth=2, width=6, digit=3, seed=2)
    frame, data = last(e), mnist10k()
    x, y = data.x[3:4].astype(float), data.y[3:4]
    net = mlp(784, 6, 6, 10, activation=activation, init="he-normal")
    theta, h = net.init(2, float), 1e-6

    def slope(index):
        ends = []
        for sign in (1, -1):
            moved = theta.copy()
            moved[index] += sign * h
            ends.append(LOSSES["cross-entropy"](net.predict(moved, x), y)[0])
        return abs(ends[0] - ends[1]) / (2 * h)

    dense = [places for places in net.places if places]
    for places, delta in zip(dense, frame.deltas, strict=True):
        at = range(places["b"][0].start, places["b"][0].stop)
        np.testing.assert_allclose(delta, [slope(i) for i in at], rtol=1e-4, atol=1e-9)
    at = range(dense[1]["W"][0].start, dense[1]["W"][0].stop)
    grad = np.reshape([slope(i) for i in at], (6, 6))
    np.testing.assert_allclose(frame.grads[1], grad, rtol=1e-4, atol=1e-9)
    z = x @ net.weights(theta)[0]
    expected = z[0] <= 0 if activation == "relu" else np.zeros(6, bool)
    np.testing.assert_array_equal(frame.silent[0], expected)


def test_the_light_comes_down_a_layer_a_frame():
    frames = list(Glow(depth=4).frames())
    assert [frame.layer for frame in frames] == [5, 4, 3, 2, 1]
    assert [len(frame.table[1]) for frame in frames] == [1, 2, 3, 4, 5]
    assert frames[0].scores["gradient, lowest layer over outputs"] == {"": 1.0}


def test_corners_are_trainings_with_one_thing_changed():
    e = Corners(layers=3, units=4, examples=400, epochs=2, runs=1, seed=5)
    frame = last(e)
    assert frame.names == ("healthy", "3 layers", "4 units", "400 digits")
    usual = dict(data="mnist10k", examples=2000, depth=2, activation="sigmoid", lr=0.2)
    usual |= dict(optimizer="momentum", init="xavier-logistic", epochs=2, runs=1, seed=5)
    for training, share in [
        (Training(**usual), frame.train[0]),
        (Training(**usual | dict(depth=3)), frame.train[1]),
        (Training(**usual | dict(examples=400, epochs=10)), frame.train[3]),
    ]:
        np.testing.assert_array_equal(last(training).train[:, -1], share[:, -1])
