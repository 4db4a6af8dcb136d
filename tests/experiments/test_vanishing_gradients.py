"""The experiments of lecture 09 against what they claim to measure."""

import numpy as np
import pytest

from dlcore import ACTIVATIONS
from dlcore.data import mnist10k
from dlcore.experiments import Chain, Degradation, Nudge, Pretrained
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
