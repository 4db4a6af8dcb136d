"""Which optimizers master which surface."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, descend
from dlcore.experiments.rates import first_to_stay

# (learning rate, steps after which the value stays below the goal)
RACES = {
    "bowl": {
        "gradient-descent": (0.1, 60),
        "momentum": (0.01, 80),
        "nesterov": (0.1, 60),
        "adagrad": (0.5, 60),
        "adadelta": (1.0, 900),
        "rmsprop": (0.03, 150),
        "adam": (0.1, 80),
        "adamax": (0.1, 80),
        "nadam": (0.1, 80),
        "newton": (1.0, 2),
    },
    "elongated": {
        "gradient-descent": (0.05, 80),
        "momentum": (0.01, 120),
        "nesterov": (0.02, 80),
        "adagrad": (0.5, 60),
        "adadelta": (1.0, 900),
        "rmsprop": (0.02, 300),
        "adam": (0.1, 100),
        "adamax": (0.1, 100),
        "nadam": (0.1, 100),
        "newton": (1.0, 2),
    },
    "crescent": {
        "momentum": (0.01, 300),
        "nesterov": (0.01, 300),
        "rmsprop": (0.02, 900),
        "adam": (0.06, 2000),
        "adamax": (0.4, 2800),
    },
    "saddle": {
        "gradient-descent": (0.2, 200),
        "momentum": (0.05, 200),
        "nesterov": (0.05, 200),
        "adagrad": (0.2, 200),
        "adadelta": (1.0, 900),
        "rmsprop": (0.02, 300),
        "adam": (0.1, 150),
        "adamax": (0.1, 150),
        "nadam": (0.1, 150),
    },
    "plateau": {
        "gradient-descent": (3.0, 2000),
        "momentum": (1.0, 1000),
        "nesterov": (1.0, 1000),
        "adagrad": (1.0, 100),
        "rmsprop": (0.1, 300),
        "adam": (0.1, 300),
        "adamax": (0.1, 300),
        "nadam": (0.1, 300),
    },
    "rosenbrock": {
        "gradient-descent": (0.0018, 2900),
        "nesterov": (0.0008, 900),
        "adamax": (0.5, 2500),
        "newton": (1.0, 10),
    },
    "beale": {
        "gradient-descent": (0.005, 1500),
        "momentum": (0.002, 600),
        "nesterov": (0.002, 600),
        "adagrad": (0.5, 1500),
        "rmsprop": (0.01, 1500),
        "adam": (0.05, 1500),
        "adamax": (0.1, 1500),
        "nadam": (0.05, 1500),
    },
    "local-minimum": {
        "momentum": (0.3, 300),
        "nesterov": (0.2, 300),
        "adam": (0.7, 300),
    },
}


def arrival(surface, rule, lr, steps):
    """First step after which the value stays below the goal, for 10 starts; inf if none."""
    f, rng = SURFACES[surface], np.random.default_rng(2024)
    starts = np.array(f.start) + 0.1 * rng.standard_normal((10, 2))
    walk = islice(descend(f, starts, OPTIMIZERS[rule](), lr), steps)
    return first_to_stay(np.array([step.value for step in walk]), f.goal)


@pytest.mark.parametrize(
    "surface, rule", [(surface, rule) for surface, row in RACES.items() for rule in row]
)
def test_reaches_the_goal_from_every_start(surface, rule):
    lr, steps = RACES[surface][rule]
    assert arrival(surface, rule, lr, steps + 100).max() <= steps


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_rule_masters_the_bowl_with_its_usual_rate(name):
    assert arrival("bowl", name, OPTIMIZERS[name].usual_lr, 2000).max() < 2000


def test_crescent_rewards_forgetting_old_gradients():
    median = {
        name: np.median(arrival("crescent", name, lr, 4000))
        for name, lr in {"rmsprop": 0.025, "adagrad": 0.4, "momentum": 0.016}.items()
    }
    assert median["momentum"] < median["rmsprop"] < median["adagrad"] / 3


def test_newton_is_drawn_to_the_saddle():
    f = SURFACES["saddle"]
    theta = next(islice(descend(f, np.array(f.start), OPTIMIZERS["newton"](), 1.0), 20, None)).theta
    np.testing.assert_allclose(theta, [0, 0], atol=1e-6)


def test_gradient_descent_stays_in_the_local_minimum_that_momentum_passes():
    rates = np.geomspace(0.01, 1, 20)[:, None]
    f = SURFACES["local-minimum"]
    start = np.broadcast_to(f.start, (20, 2))
    end = {
        name: next(islice(descend(f, start, OPTIMIZERS[name](), rates), 1500, None)).value
        for name in ("gradient-descent", "momentum")
    }
    assert not (end["gradient-descent"] < f.goal).any()
    assert (end["momentum"] < f.goal).sum() >= 3


def test_gradient_descent_diverges_beyond_two_over_the_curvature():
    f, rule = SURFACES["elongated"], OPTIMIZERS["gradient-descent"]()  # largest curvature 25
    rates = np.array([[0.079], [0.081]])
    theta = next(islice(descend(f, np.tile(f.start, (2, 1)), rule, rates), 500, None)).theta
    assert abs(theta[0, 1]) < 1e-4
    assert abs(theta[1, 1]) > 1e4
