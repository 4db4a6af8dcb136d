"""The experiments of lecture 05 against what they claim to measure."""

from dataclasses import replace
from math import e, log

import numpy as np
import pytest

from dlcore import LOSSES, cross_entropy_of, entropy
from dlcore.activations import sigmoid
from dlcore.experiments import (
    GreyColours,
    LossAndGradient,
    OneImage,
    OutlierTug,
    SixLosses,
    SoftmaxMachine,
    SoftmaxTwice,
    StuckNeuron,
    SurpriseAndEntropy,
    TwoDistributions,
)
from dlcore.experiments.losses_and_information.outlier_tug import fitted, pulls
from dlcore.experiments.losses_and_information.softmax_twice import floor
from tests.core.helpers import assert_it_repeats, last

close = np.testing.assert_allclose
EXPERIMENTS = [
    SurpriseAndEntropy(bars=(0.5, 0.5, 0.0)),
    TwoDistributions(q=(1.0, 0.0, 0.0)),
    SoftmaxMachine(times=2, shift=50.0),
    StuckNeuron(steps=60, x=-1.5, target=0.3),
    OutlierTug(third="mae"),
    SoftmaxTwice(epochs=2, runs=2, width=8),
    LossAndGradient(depth=2),
    SixLosses(epochs=1, runs=2),
    OneImage(classes=3, updates=3),
    GreyColours(updates=50, mix=0.3, balance=1.0),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


@pytest.mark.parametrize("unit, base", [("bits", 2), ("nats", e), ("digits", 10)])
def test_entropy_is_that_of_the_core(unit, base):
    frame = last(SurpriseAndEntropy(bars=(0.2, 0.2, 0.1), base=unit))
    close(frame.p, [0.4, 0.4, 0.2])
    assert frame.mean == pytest.approx(entropy([0.4, 0.4, 0.2], base))
    assert frame.most == pytest.approx(log(3, base))


def test_shares_that_are_dragged_keep_their_sum():
    for experiment, knob in (SurpriseAndEntropy(), "bars"), (TwoDistributions(), "q"):
        bars = (0.9, 0.5, 0.25)
        assert experiment.settled(knob, bars, (0,)) == (0.9, 0.067, 0.033)
        with pytest.raises(ValueError, match=f"{knob} must have a share"):
            replace(experiment, **{knob: (0.0, 0.0, 0.0)})


def test_costs_of_source_4():
    close(last(TwoDistributions(base="digits")).costs, [0.4392, 0.4515, 0.4515, 0.4643], atol=5e-5)
    frame = last(TwoDistributions(q=(1.0, 0.0, 0.0)))
    assert frame.gap == np.inf and "no end" in frame.headline
    assert frame.costs[3] == cross_entropy_of(frame.q, frame.p)
    same = last(TwoDistributions(q=(1 / 3, 1 / 2, 1 / 6)))
    assert same.gap == same.back == 0 and "closed" in same.headline


def test_the_machine_has_the_running_example_of_source_4():
    frame = next(SoftmaxMachine(z=(0.0, 0.006, 0.12)).frames())
    close(frame.p, [0.31913, 0.32105, 0.35982], atol=5e-6)
    assert frame.losses[0] == pytest.approx(1.1362, abs=5e-5)
    close(frame.pulls[0], frame.p - [0, 1, 0], atol=1e-12)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("temperature", [0.5, 3.0])
def test_the_gradients_of_the_machine_are_slopes_of_its_losses(times, temperature):
    z, step = (0.7, -0.4, 1.1), 1e-6
    about = dict(times=times, temperature=temperature)
    frame = next(SoftmaxMachine(z=z, **about).frames())
    for j in range(3):
        sides = [
            next(SoftmaxMachine(z=tuple(np.array(z) + d * np.eye(3)[j]), **about).frames()).losses
            for d in (step, -step)
        ]
        close((sides[0] - sides[1]) / (2 * step), frame.pulls[:, j], atol=1e-6)


def test_stuck_neurons_walk_on_their_surfaces():
    first, *_, frame = StuckNeuron(steps=50).frames()
    for n, (x, y) in enumerate(((10, 30), (33, 7))):
        z = frame.side[x] + frame.side[y]
        a = sigmoid(np.array(z))[0]
        ours = 0.5 * a * a, np.log1p(np.exp(z))
        close(frame.surfaces[:, y, x], ours, err_msg=str(n))
    close(frame.paths[:, 0], [[2, 2], [2, 2]])
    a = first.outputs[:, 0]
    close(first.slopes, [a[0] ** 2 * (1 - a[0]), a[1]])
    close(frame.outputs, sigmoid(frame.paths.sum(-1))[0])


@pytest.mark.parametrize("name", ["mse", "mae"])
@pytest.mark.parametrize("level", [False, True])
def test_fitted_lines_have_the_least_loss(name, level):
    for seed in range(5):
        rng = np.random.default_rng(seed)
        x = rng.uniform(-2, 2, 9)
        y = 0.5 * x + 0.3 * rng.standard_normal(9)
        y[0] = 9.0

        def loss(theta, x=x, y=y):
            return LOSSES[name]((theta[0] * x + theta[1])[:, None], y[:, None])[0]

        best = fitted(name, x, y, level)
        for _ in range(300):
            other = best + 0.05 * rng.standard_normal(2) * ([0, 1] if level else [1, 1])
            assert loss(best) <= loss(other) + 1e-6
        if level:
            wanted = y.mean() if name == "mse" else np.median(y)
            close(best, [0, wanted], atol=1e-5)


def test_the_tug_is_what_the_line_does_without_the_point():
    frame = last(OutlierTug())
    assert frame.far == 9
    rest = fitted("mse", frame.x[:-1], frame.y[:-1], False)
    assert frame.tug[0] == pytest.approx((frame.lines[0] - rest) @ [frame.x[9], 1])
    close(pulls("mse", [-3, 2]), [-3, 2])
    close(pulls("mae", [-3, 2]), [-1, 1])
    assert last(OutlierTug(third="mae")).names == ("mse", "mae")
    assert "kl" not in OutlierTug.__dataclass_fields__["third"].metadata["choices"]


def test_softmax_twice_is_the_same_network_with_one_more_layer():
    first, *_, frame = SoftmaxTwice(epochs=2, runs=2, width=8).frames()
    assert frame.names == ("once", "twice") and frame.losses.shape[:2] == (2, 2)
    close(first.test[0], first.test[1])  # the same first weights, and softmax keeps the order
    assert (frame.losses[1] > frame.floor).all() and frame.floor == floor(10)
    best = LOSSES["cross-entropy"](np.eye(10)[:1], np.eye(10)[:1])[0]
    assert floor(10) == pytest.approx(best)


def test_gradients_at_the_scores_are_those_of_the_losses():
    frame = last(LossAndGradient(wrong=20.0))
    rows = dict(zip(frame.names, frame.now, strict=True))
    assert 1.2 < rows["cross-entropy"] < 1.5  # p − y with p sure and wrong: the root of 2
    assert rows["hinge"] > 8 and rows["squared, softmax"] < 1e-6
    close(frame.sent[:, -1], frame.now)
    assert frame.layers.shape == (6, 4)
    two = last(LossAndGradient(losses=("hinge", "squared"), depth=1))
    assert two.names == ("hinge", "squared") and two.layers.shape == (2, 2)


def test_six_losses_are_trainings_with_their_rates():
    e = SixLosses(epochs=2, runs=1, losses=("cross-entropy", "squared, softmax"))
    assert e.knobs("squared, softmax") == dict(loss="mse", output="softmax", lr=0.1)
    assert replace(e, rates="own").knobs("cross-entropy")["lr"] == 1.0 and not e.idle
    assert last(e).names == e.losses and replace(e, rates="own").idle


def test_one_image_takes_each_stage_in_turn():
    frames = list(OneImage(updates=3, classes=3).frames())
    stages = ["first weights", *["forward", "loss", "update"] * 3, "forward", "loss", "predict"]
    assert [frame.stage for frame in frames] == stages
    losses = frames[-1].losses
    assert len(losses) == 4 and (np.diff(losses) < 0).all()
    for frame in frames[2::3]:
        close(frame.losses[-1], -np.log(frame.p[frame.label]), rtol=1e-9)
    assert frames[0].typical == pytest.approx(log(3), abs=2e-3) and frames[0].label < 3


def test_grey_colours_have_their_weights():
    e = GreyColours(mix=0.2, updates=20)
    x, colour = e.things()
    assert 0.15 < (colour > 0).mean() < 0.25 and ((0 <= x) & (x <= 1)).all()
    labels = np.array([0] * 6 + [3] * 2)
    close(replace(e, bins=4).weights(labels), [1, 0, 0, 1])
    full = replace(e, bins=4, balance=1.0).weights(labels)
    close(full * [6, 1, 1, 2], [4, 0, 0, 4])
    frame = last(e)
    assert frame.p.shape == (16, 21) and set(frame.drawn) <= set(range(21))
    close(frame.p.sum(-1), 1, rtol=1e-5)


def test_days_have_the_weather_of_the_shares():
    e = SurpriseAndEntropy(bars=(0.5, 0.5, 0.0), days=2000)
    frame = last(e)
    np.testing.assert_array_equal(frame.so_far, 1)  # a coin: each day one bit
    assert frame.days[-1] == frame.length == 2000
    both = last(TwoDistributions(days=5000))
    close(both.paid[:, -1], both.costs[:2], atol=0.03)
    lost = last(TwoDistributions(q=(0.6, 0.4, 0.0)))
    assert np.isfinite(lost.paid[0]).all() and lost.paid[1, -1] == np.inf


def test_the_machine_walks_down_the_loss_it_is_told_to():
    *_, ce = SoftmaxMachine().frames()
    *_, content = SoftmaxMachine(down="hinge").frames()
    assert content.losses[1] == 0 and not content.pulls[1].any()
    assert ce.losses[0] < content.losses[0]
    shifted = next(SoftmaxMachine(shift=100.0).frames())
    assert abs(shifted.by_shift) < 1e-9


def test_the_farthest_point_comes_from_its_place_among_the_others():
    first, *_, frame = OutlierTug().frames()
    assert abs(first.tug).max() < 0.1 and frame.y[9] == 9
    often = last(OutlierTug(times=10))
    assert abs(often.tug[0]) < 0.3 * abs(frame.tug[0])


def test_a_point_alone_at_the_end_moves_the_line_of_absolute_errors_too():
    frame = last(OutlierTug(own=((-1.8, -0.8), (-1.4, -0.9), (-1.6, -0.5), (1.8, 9.0))))
    assert frame.far == 3 and abs(frame.tug[1]) > 2
