"""Each finding appears on real runs that have the fault, and not on those that have not."""

from functools import cache
from itertools import islice

import numpy as np
import pytest

from dlcore import (
    DATASETS,
    LOSSES,
    OPTIMIZERS,
    SURFACES,
    Objective,
    descend,
    mlp,
)
from dlcore import diagnosis as d
from dlcore.experiments import DigitsRace, OptimizerRace
from dlcore.statistics import dead_share, gradient_sizes, saturated_share
from tests.core.helpers import last

SEEDS = range(60, 65)


def keys(findings):
    return {found.key for found in findings}


# ---- ways down a surface, from five places each


def ways(surface, rule, lr, steps=300, at=None):
    """Findings on the way of one rule, from five random places, up to step `at`."""
    race = OptimizerRace(surface, (rule,), lr=lr, steps=steps, starts=5, seed=60).run()
    low, high = np.array(SURFACES[surface].domain).T
    size, at = np.linalg.norm(high - low), (at or steps) + 1
    found = []
    for k in range(5):
        with np.errstate(invalid="ignore"):
            there = np.arange(at) < race.lost[0, k]
        losses = np.where(there, race.value[:at, 0, k], np.nan)
        path = race.theta[:at, 0, k]
        found.append(d.descent(path, losses, SURFACES[surface].goal, size, rule))
    return found


CASES = [  # surface, rule, learning rate, step, what is found from everywhere
    ("elongated", "gradient-descent", 0.02, 300, set()),  # arrived, at rest
    ("elongated", "gradient-descent", 0.077, 30, {"unarrived", "zigzag"}),
    ("elongated", "gradient-descent", 0.0799, 60, {"unarrived", "zigzag", "noise-floor"}),
    ("elongated", "gradient-descent", 0.1, 300, {"divergence"}),  # 2 / 25 is the limit
    ("elongated", "gradient-descent", 1e-4, 300, {"unarrived", "creeping"}),
    ("elongated", "gradient-descent", 0.02, 30, {"unarrived"}),  # on its way
    ("elongated", "rmsprop", 0.02, 300, {"zigzag", "noise-floor"}),  # below the goal, never at rest
    ("bowl", "rmsprop", 0.02, 300, {"zigzag", "noise-floor"}),
    ("bowl", "momentum", 0.02, 300, set()),
    ("crescent", "momentum", 0.02, 300, set()),
    ("crescent", "adagrad", 0.02, 300, {"unarrived", "creeping"}),
    ("plateau", "gradient-descent", 0.1, 300, {"unarrived", "creeping"}),
    ("local-minimum", "adam", 0.02, 300, {"unarrived", "creeping"}),  # the nearer minimum
]


@pytest.mark.parametrize("surface, rule, lr, at, expected", CASES)
def test_descent(surface, rule, lr, at, expected):
    assert [keys(found) for found in ways(surface, rule, lr, at=at)] == [expected] * 5


def test_zigzag_ends_where_the_steep_direction_is_settled():
    early, late = (ways("elongated", "gradient-descent", 0.075, at=t) for t in (25, 200))
    assert all("zigzag" in keys(found) for found in early)
    assert not any("zigzag" in keys(found) for found in late)


def test_a_random_walk_without_a_trend_is_a_noise_floor_and_a_drift_is_not():
    for seed in SEEDS:
        noise = np.random.default_rng(seed).standard_normal((41, 2))
        flat = np.ones(41)
        assert keys(d.noise_floor(noise, flat, size=100.0)) == {"noise-floor"}  # around a place
        drift = np.cumsum(np.ones((41, 2)), 0) + 0.1 * noise
        assert d.noise_floor(drift, flat, size=100.0) == []
        assert d.noise_floor(noise, np.geomspace(1, 0.01, 41), size=100.0) == []  # it falls


def test_short_ways_are_not_judged():
    for n in (1, 2, d.WINDOW):
        assert keys(d.descent(np.zeros((n, 2)), np.ones(n), 0.1, 1.0)) == {"unarrived"}


@pytest.mark.parametrize("losses", [[1, np.nan], [1, np.inf, 2], [1, 5, 11]])
def test_divergence(losses):
    assert keys(d.divergence(np.array(losses, float))) == {"divergence"}


@pytest.mark.parametrize("losses", [[], [1.0], [1, 9, 0.5], [1.0, 9.9]])
def test_no_divergence(losses):
    assert d.divergence(np.array(losses, float)) == []


# ---- trainings on digits


DIGITS = DATASETS["digits"]()


def trained(net, seed, lr, steps, n=400, y=None, bias=None):
    """theta of a network after gradient descent on the first n digits."""
    theta = net.init(seed)
    for p in net.views(theta)[:-1]:
        if bias is not None and p:
            p["b"][...] = bias
    x, y = DIGITS.x[:n], DIGITS.y[:n] if y is None else y
    f = Objective(net, "cross-entropy", x, y, 32, seed)
    rule = OPTIMIZERS["gradient-descent"]()
    return next(islice(descend(f, theta, rule, lr), steps, None)).theta


def trained_layers(sizes, activation, seed, lr, steps, init=None, **more):
    """Share of dead and of saturated units and size of the gradient, for each layer."""
    net = mlp(64, *sizes, 10, activation=activation, init=init)
    theta = trained(net, seed, lr, steps, **more)
    x, y = DIGITS.x[:400], DIGITS.y[:400]
    outputs, backward = net.forward(theta, x)
    gradient, _ = backward(LOSSES["cross-entropy"](outputs[-1], y)[1])
    dead, saturated = dead_share(net, outputs, x), saturated_share(net, outputs, x)
    return dead, saturated, gradient_sizes(net, gradient)


@pytest.mark.parametrize("seed", SEEDS)
def test_healthy_networks_have_no_findings(seed):
    dead, _, sizes = trained_layers((50, 50), "relu", seed, 0.05, 300)
    assert d.dead_units(dead) == [] and d.gradient_flow(sizes) == []
    for depth in (1, 8):
        _, saturated, sizes = trained_layers((50,) * depth, "tanh", seed, 0.05, 300)
        assert d.saturated_units(saturated) == [] and d.gradient_flow(sizes) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_dead_units(seed):
    dead, _, _ = trained_layers((100,), "relu", seed, 0.1, 200, bias=-6)
    [found] = d.dead_units(dead)
    assert found.key == "dead" and found.numbers["share"] > 0.8
    assert f"{dead[0]:.0%}" in found.sentence


@pytest.mark.parametrize("seed", SEEDS)
def test_saturated_units(seed):
    _, saturated, _ = trained_layers((50,) * 5, "tanh", seed, 0.0, 0, init="xavier-logistic")
    assert keys(d.saturated_units(saturated)) == {"saturated"}


@pytest.mark.parametrize("seed", SEEDS)
def test_vanishing_and_exploding_gradients(seed):
    _, _, sizes = trained_layers((50,) * 6, "sigmoid", seed, 0.1, 50, init="xavier-normal")
    assert keys(d.gradient_flow(sizes)) == {"vanishing"}
    _, _, sizes = trained_layers((50,) * 20, "tanh", seed, 0.0, 0, init="xavier-logistic")
    assert keys(d.gradient_flow(sizes)) == {"exploding"}


def test_gradients_that_are_zero_or_no_numbers():
    assert keys(d.gradient_flow([0.0, 0.0])) == {"vanishing"}
    assert keys(d.gradient_flow([0.0, 1.0])) == {"vanishing"}
    assert keys(d.gradient_flow([np.nan, 1.0])) == {"exploding"}


@cache
def curves(seed, noisy, epochs=60):
    """Training and test loss, after each epoch, of a wide network on 400 digits."""
    rng = np.random.default_rng(seed)
    x, y = DIGITS.x[:400], DIGITS.y[:400].copy()
    wrong = rng.random(400) < (0.2 if noisy else 0)
    y[wrong] = np.eye(10)[rng.integers(10, size=wrong.sum())]
    net = mlp(64, 100, 10)
    f = Objective(net, "cross-entropy", x, y, 32, seed)
    train, test = [], []
    for step in descend(f, net.init(seed), OPTIMIZERS["adam"](), 0.003):
        if step.t % 13 == 0:
            train.append(f.at(step.theta, x, y)[0])
            test.append(f.at(step.theta, DIGITS.x_test, DIGITS.y_test)[0])
        if step.t == 13 * epochs:
            return np.array(train), np.array(test)


@pytest.mark.parametrize("seed", SEEDS)
def test_overfit_with_wrong_labels_only(seed):
    [found] = d.overfit(*curves(seed, noisy=True))
    assert found.key == "overfit" and found.numbers["rise"] > 0.05
    assert d.overfit(*curves(seed, noisy=False)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_overfit_is_not_said_while_both_losses_fall(seed):
    train, test = curves(seed, noisy=True)
    assert d.overfit(train[:10], test[:10]) == []


def last_frame(seed, **knobs):
    race = DigitsRace(("gradient-descent",), "same", epochs=3, seed=seed, **knobs)
    return last(race)


@pytest.mark.parametrize("seed", SEEDS)
def test_underfit_unarrived_and_neither(seed):
    def found(**knobs):
        return keys(d.underfit(last_frame(seed, **knobs).losses[0], np.log(10)))

    assert found(lr=0.1) == set()
    assert found(lr=0.02) == {"unarrived"}
    assert found(lr=2.0) == {"underfit"}  # it bounces at the level of guessing


# ---- frames offer them


def test_frames_of_a_race_offer_findings():
    rules = ("gradient-descent", "adagrad", "momentum")
    *_, last = OptimizerRace("elongated", rules, lr=0.079, seed=60).frames()
    assert [(f.key, f.sentence.split()[0]) for f in last.findings] == [
        ("zigzag", "gradient-descent"),
    ]
    *_, last = OptimizerRace("elongated", rules, lr=0.1, seed=60).frames()
    assert [f.key for f in last.findings if "gradient-descent" in f.sentence] == ["divergence"]


def test_frames_of_a_training_offer_findings():
    assert [f.key for f in last_frame(60, lr=2.0).findings] == ["underfit"]
    assert last_frame(60, lr=0.1).findings == []
    first = next(iter(DigitsRace(("adam",), epochs=1).frames()))
    assert first.findings == []
