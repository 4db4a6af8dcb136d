"""What lecture 09 claims."""

import numpy as np
import pytest

from dlcore.experiments import Chain, Depth, Nudge
from dlcore.statistics import weight_movement
from tests.claims.deep import judge, ten_layers
from tests.claims.ends import last
from tests.claims.words import percent


@pytest.fixture(scope="module")
def figure(fresh):
    """Points of the lecture's figure, {depth: mean share right of training and test digits}."""
    trainings = {d: Depth(examples=4000, **fresh) for d in (1, 3, 5, 9, 10)}
    judged = {d: judge(depth.training("sigmoid", d)) for d, depth in trainings.items()}
    return {d: (shares["train"].mean(), shares["test"].mean()) for d, shares in judged.items()}


def test_sigmoid_networks_hold_sag_and_collapse(figure, claim):
    """Intervals wide enough for the spread of earlier seeds; nothing is said of 6 to 8 layers."""
    right = {depth: train for depth, (train, _) in figure.items()}
    claim(
        "Sigmoid networks know their training digits with 1 to 5 layers, and collapse at 9 and 10",
        f"right with 1, 3, 5, 9, 10 layers: {percent([*right.values()], 0)}",
        min(right[1], right[3], right[5]) > 0.9 and right[9] < 0.6 and right[10] < 0.35,
    )


def test_the_collapse_is_not_overfitting(figure, claim):
    train, test = figure[10]
    claim(
        "With ten layers it is no better on training than on test digits",
        f"training {train:.0%}, test {test:.0%} right",
        abs(train - test) < 0.05,
    )


def test_gradients_shrink_geometrically(fresh, claim):
    """At most 1/4 by the chain rule; not far below, as z is near 0, where the slope is 1/4."""
    gradients = next(ten_layers(**fresh, init="xavier-normal").frames()).inside.gradients
    factor = np.median((gradients[0] / gradients[9]) ** (1 / 9))
    claim(
        "With Xavier's weights every sigmoid layer multiplies the gradient by less than 1/4",
        f"by {factor:.2f} a layer",
        0.15 < factor < 0.25,
    )
    gradients = next(ten_layers(**fresh).frames()).inside.gradients
    ratio = np.median(gradients[10] / gradients[0])
    claim(
        "With four times these weights the last gradient is hundreds of times the first",
        f"{ratio:.0f} times",
        100 < ratio < 3000,
    )


def test_the_first_layer_stays_random(seeds, fresh, claim):
    """Random: moved by less than a twentieth of its size; the tenth moves five times as far."""
    net, theta, _ = ten_layers(**fresh).trained()
    moved = np.median(weight_movement(net, theta, net.init(seeds)), -1)
    claim(
        "After training, the first layer is still nearly as random as it started",
        f"it moved by {moved[0]:.1%} of its size, layer 10 by {moved[9]:.0%}",
        moved[0] < 0.05 and moved[9] > 5 * moved[0],
    )


def test_a_nudge_dies_in_sigmoids_only(fresh, claim):
    left = last(Nudge(activations=("sigmoid", "tanh", "relu"), **fresh)).left
    claim(
        "A nudge of a first weight dies in eight sigmoid layers, not in tanh or ReLU layers",
        f"left of it: sigmoid {left[0]:.0e}, tanh {left[1]:.1f}, ReLU {left[2]:.1f}",
        left[0] < 1e-3 and (left[1:] > 0.05).all(),
    )


@pytest.mark.parametrize(
    ("activation", "scale", "low", "high"),
    [
        ("sigmoid", 1.0, 0.2, 0.25),  # below the largest slope, and not far: z is near 0
        ("sigmoid", 4.0, 0.4, 0.8),
        ("sigmoid", 12.0, 0.85, 1.15),
        ("tanh", 1.0, 0.85, 1.0),
        ("relu", 2**0.5, 0.9, 1.1),  # He: 1 in the limit of infinite width
        ("linear", 2.0, 1.9, 2.1),  # the scale itself
    ],
)
def test_factors(activation, scale, low, high, fresh, claim):
    frame = last(Chain(activation=activation, scale=scale, depth=30, **fresh))
    factor = np.median(list(frame.scores["mean factor"].values()))
    claim(
        f"A chain of 30 {activation} layers at scale {scale:.3g}: factor {low} to {high} a layer",
        f"{factor:.2f}",
        low < factor < high,
    )
