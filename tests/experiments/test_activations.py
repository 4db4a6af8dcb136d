"""The experiments of lecture 04 against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import ACTIVATIONS, DATASETS, accuracy
from dlcore.activations import leaky_relu, relu
from dlcore.experiments import (
    ActivationGallery,
    DyingRelu,
    LearnedSlopes,
    NegativeSide,
    SmallMoves,
    SumOfSigmoids,
    ThinNetworks,
    Tournament,
)
from dlcore.experiments.activations.dying_relu import NAMES, Leaky
from dlcore.experiments.activations.tournament import RATES, FairStart, gain
from tests.core.helpers import assert_it_repeats, last

EXPERIMENTS = [
    ActivationGallery(),
    SumOfSigmoids(number=5),
    ThinNetworks(depth=2),
    SmallMoves(depth=2, width=8, runs=2),
    DyingRelu(epochs=1, width=8, runs=2),
    LearnedSlopes(epochs=1, width=8),
    NegativeSide(),
    Tournament(("relu", "tanh"), depth=1, width=8, epochs=2, runs=2, goal=0.5),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


@pytest.mark.parametrize("name", list(ACTIVATIONS.shipped))
def test_ratios_are_those_of_the_function(name):
    frame = last(ActivationGallery(activation=name, before=-1.0, after=2.5))
    value, slope = ACTIVATIONS[name](np.array([-1.0, 2.5]))
    assert np.isclose(frame.ratio, (value[1] - value[0]) / 3.5)
    np.testing.assert_allclose(frame.slopes, slope)
    still = last(ActivationGallery(activation=name, before=0.7, after=0.7))
    assert np.isclose(still.ratio, ACTIVATIONS[name](np.array([0.7]))[1][0])
    assert still.headline.startswith("No step")


def test_one_that_fails_its_checks_is_left_out():
    @ACTIVATIONS.add("broken")
    def broken(z):
        return z, z + 1

    try:
        assert "broken" not in last(ActivationGallery()).names
    finally:
        del ACTIVATIONS["broken"]


def test_terms_add_up_to_the_sum():
    *_, frame = SumOfSigmoids(number=7, sharpness=2.0).frames()
    np.testing.assert_allclose(frame.terms.sum(0), frame.sum)
    assert frame.t == len(frame.terms) == 7
    assert len(list(SumOfSigmoids(number=200).frames())) <= 61


@pytest.mark.parametrize("weights", ["random", "folded"])
def test_the_frame_is_that_of_the_network(weights):
    e = ThinNetworks(depth=3, width=5, weights=weights, x1=-1.1, x2=0.3)
    frame, (net, theta) = last(e), e.network()
    assert np.isclose(frame.output, net.predict(theta, frame.x[None])[0, 0], atol=1e-14)
    assert abs(frame.product - frame.output) < 1e-12
    # the map says of the input's own cell what the network does there
    row, column = (np.abs(frame.side - x).argmin() for x in frame.x[::-1])
    assert frame.here[row, column]
    assert frame.active[row, column] == frame.hidden - sum(s.sum() for s in frame.silent)


def test_in_its_piece_the_network_is_the_plane_that_is_written():
    e = ThinNetworks(depth=2, width=6)
    frame, (net, theta) = last(e), e.network()
    rows, columns = np.nonzero(frame.here)
    places = np.stack([frame.side[columns], frame.side[rows]], -1)
    plane = places @ frame.slopes + frame.shift
    np.testing.assert_allclose(net.predict(theta, places)[:, 0], plane, atol=1e-12)
    others = np.stack(np.meshgrid(frame.side, frame.side), -1)[~frame.here]
    assert (
        np.abs(net.predict(theta, others)[:, 0] - (others @ frame.slopes + frame.shift)).max() > 0.1
    )


@pytest.mark.parametrize("depth", [1, 2, 4, 5])
def test_each_fold_makes_four_pieces_of_one(depth):
    assert last(ThinNetworks(depth=depth, weights="folded")).count == 4**depth


def test_a_fold_is_a_tent():
    net, theta = ThinNetworks(depth=1, weights="folded").network()
    x = np.array([[-3.0, -3], [0, -3], [3, -3], [0, 0], [-1.5, 1.5]])
    np.testing.assert_allclose(net.predict(theta, x)[:, 0], [0, 1, 0, 2, 1], atol=1e-12)


def test_an_image_that_stays_keeps_its_piece():
    frame = last(SmallMoves(move=1e-9, runs=2))
    assert (frame.now == 1).all() and (np.diff(frame.stays.mean(0)) < 0.1).all()
    assert last(SmallMoves(move=1e6, runs=1)).now[0] == 0


def test_leaky_layers_leak_as_told():
    x, dy = np.array([[-2.0, 3.0]]), np.ones((1, 2))
    y, backward = Leaky(0.3).forward({}, x)
    np.testing.assert_allclose(y, leaky_relu(x, 0.3)[0])
    np.testing.assert_allclose(backward(dy)[0], [[0.3, 1]])


def test_silent_units_are_counted_over_all_examples():
    e = DyingRelu(epochs=1, width=20, runs=2, first_bias=-1.5)
    first = next(e.frames())
    net, data = e.stack("relu").net, DATASETS["digits"]()
    theta = e.stack("relu").start
    z = net.forward(theta, data.x[:1000])[0][0]
    np.testing.assert_allclose(first.silent[0, :, 0], (z <= 0).all(-2).mean(-1))
    np.testing.assert_array_equal(first.silent[0], first.silent[3])  # the same start
    assert first.names == NAMES and first.layers.shape == (4, 1)


def test_batch_norm_takes_the_bias_away():
    low, usual = (
        last(DyingRelu(epochs=6, width=20, runs=1, batch_norm=True, first_bias=b)) for b in (-5, 0)
    )
    np.testing.assert_allclose(low.right[..., -1], usual.right[..., -1], atol=0.05)
    assert (low.silent == 0).all()


def test_the_last_frame_is_the_trained_network():
    e = DyingRelu(epochs=1, width=8, runs=1)
    stack = e.stack("elu")
    *_, step = stack.steps()
    data = DATASETS["digits"]()
    right = accuracy(stack.net, step.theta, data.x[:500], data.y[:500])
    np.testing.assert_allclose(last(e).right[3, :, -1], right)


def test_slopes_begin_where_they_are_told():
    first = next(LearnedSlopes(first_slope=0.1, epochs=1, width=8, depth=3).frames())
    np.testing.assert_allclose(first.now, 0.1, atol=1e-6)
    assert [len(own) for own in first.slopes] == [8] * 3 and (first.counts.sum(-1) == 8).all()
    shared = last(LearnedSlopes(shared=True, epochs=1, width=8))
    assert len(shared.now) == 2 and (shared.now != 0.25).all()


def test_one_slope_of_zero_is_relu_at_first():
    e = LearnedSlopes(first_slope=0.0, epochs=1, width=8, depth=1)
    assert next(e.frames()).right[0] < 0.5
    assert next(e.frames()).headline == "All slopes begin at 0."


def test_noise_comes_out_as_wide_as_the_slope():
    frame = last(NegativeSide(centre=-4.0, noise=0.5, slope=0.1))
    spread = dict(zip(frame.names, frame.spread, strict=True))
    assert spread["relu"] == 0 and np.isclose(spread["leaky-relu"], 0.05)
    means = dict(zip(frame.names, frame.means, strict=True))
    assert np.isclose(means["relu"], 1 / np.sqrt(2 * np.pi), atol=0.02)


def test_elu_goes_down_to_alpha():
    frame = last(NegativeSide(alpha=2.0))
    assert -2 < frame.curves[3].min() < -1.99


def test_gains_are_those_of_the_books_where_there_are_any():
    assert np.isclose(gain("linear"), 1, atol=1e-3)
    assert np.isclose(gain("relu"), np.sqrt(2), atol=5e-3)
    assert np.isclose(gain("leaky-relu"), np.sqrt(2 / (1 + 0.01**2)), atol=5e-3)
    assert np.isclose(gain("parametric-relu"), np.sqrt(2 / (1 + 0.25**2)), atol=5e-3)
    assert 4 < gain("sigmoid") < 5  # source 3's factor for it is 4


def test_relu_starts_as_he_draws_and_others_wider_or_narrower():
    about = dict(depth=2, width=10, runs=2)
    net, theta, _ = FairStart(activation="relu", epochs=1, examples=50, **about).trained()
    starts = {}
    for name in ("relu", "sigmoid"):
        e = FairStart(activation=name, **about)
        starts[name] = net.weights(e.first(e.net(64, 10)))
    ratio = gain("sigmoid") / gain("relu")
    np.testing.assert_allclose(starts["sigmoid"][0], starts["relu"][0] * ratio, rtol=1e-5)
    np.testing.assert_allclose(starts["sigmoid"][-1], starts["relu"][-1])


SMALL = Tournament(("relu", "tanh"), depth=1, width=8, epochs=4, runs=2, goal=0.8)


def test_who_takes_part_does_not_change_the_others():
    both, alone = last(SMALL), last(replace(SMALL, activations=("tanh",)))
    np.testing.assert_array_equal(both.arrived[1], alone.arrived[0])
    assert both.rates[1] == alone.rates[0] and both.rates[1] in RATES


def test_a_goal_that_is_not_reached_is_said():
    frame = last(replace(SMALL, goal=1.0, activations=("sigmoid",)))
    assert np.isinf(frame.arrived).all() and frame.unfinished == "sigmoid"
    assert "not in time" in frame.summary and frame.table[1][0][1] == "not in time"


def test_an_activation_of_ones_own_takes_part():
    @ACTIVATIONS.add("my-relu")
    def my_relu(z):
        return relu(z)

    try:
        frame = last(replace(SMALL, activations=("relu", "my-relu")))
        np.testing.assert_array_equal(*frame.arrived)
        assert frame.factor("relu", "my-relu") == 1
    finally:
        del ACTIVATIONS["my-relu"]


def test_a_frame_has_all_that_the_product_needs():
    frame = last(ThinNetworks(depth=2, width=4))
    x, shift = np.eye(2), np.zeros(2)
    for W, b, silent in zip(frame.weights, frame.biases[1:], frame.silent[1:], strict=True):
        x, shift = x @ W * ~silent, (shift @ W + b) * ~silent
    np.testing.assert_allclose(x[:, 0], frame.slopes, atol=1e-14)
    assert np.isclose(shift[0], frame.shift)
