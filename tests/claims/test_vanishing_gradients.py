"""What lecture 09 claims."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import mlp
from dlcore.experiments import Chain, Degradation, Depth, Nudge, Pretrained, Training
from tests.claims.ends import last


def percent(shares):
    return ", ".join(f"{share:.0%}" for share in np.atleast_1d(shares))


@pytest.fixture(scope="module")
def figure(fresh):
    """Points of the lecture's figure, {depth: mean share right of training and test digits}."""
    trainings = {d: Depth(examples=4000, **fresh) for d in (1, 3, 5, 9, 10)}
    judged = {d: judge(depth.training("sigmoid", d)) for d, depth in trainings.items()}
    return {d: (shares["train"].mean(), shares["test"].mean()) for d, shares in judged.items()}


def judge(training):
    """Shares right of the trained networks, on 2,000 examples of each part."""
    return training.judge(*training.trained(), most=2000)


def test_sigmoid_networks_hold_sag_and_collapse(figure, claim):
    """Intervals wide enough for the spread of earlier seeds; nothing is said of 6 to 8 layers."""
    right = {depth: train for depth, (train, _) in figure.items()}
    claim(
        "Sigmoid networks know their training digits with 1 to 5 layers, and collapse at 9 and 10",
        f"right with 1, 3, 5, 9, 10 layers: {percent([*right.values()])}",
        min(right[1], right[3], right[5]) > 0.9 and right[9] < 0.6 and right[10] < 0.35,
    )


def test_the_collapse_is_not_overfitting(figure, claim):
    train, test = figure[10]
    claim(
        "With ten layers it is no better on training than on test digits",
        f"training {train:.0%}, test {test:.0%} right",
        abs(train - test) < 0.05,
    )


def ten_layers(**knobs):
    """Ten sigmoid layers: the lecture's patient."""
    patient = dict(data="mnist10k", examples=2000, depth=10, activation="sigmoid", lr=0.2)
    return Training(**patient | dict(init="xavier-logistic") | knobs)


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


def test_the_first_layer_stays_random(fresh, claim):
    """Random: moved by less than a twentieth of its size; the tenth moves five times as far."""
    moved = np.median(last(ten_layers(**fresh)).inside.movement, -1)
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


def test_tanh_and_relu_are_alive_with_ten_layers(fresh, claim):
    fair = dict(init="xavier-normal", optimizer="adam", lr=0.002)
    right = {}
    for name in ("sigmoid", "tanh", "relu"):
        training = ten_layers(**fresh, activation=name, **fair)
        right[name] = judge(training)["train"].mean()
    claim(
        "With the same weights and rule, ten layers of tanh or ReLU learn, of sigmoid do not",
        ", ".join(f"{name} {share:.0%}" for name, share in right.items()) + " right",
        right["sigmoid"] < 0.5 and min(right["tanh"], right["relu"]) > 0.8,
    )


def test_one_change_saves_it(fresh, claim):
    start = dict(init="xavier-normal", lr=0.05)
    saving = [dict(skip=True), dict(norm="batch"), dict(activation="tanh")]
    useless = [dict(optimizer="adam"), dict(lr=0.5), dict(epochs=20)]
    means = []
    for change in ({}, *saving, *useless):
        training = ten_layers(**fresh, **start | change)
        means.append(judge(training)["train"].mean())
    claim(
        "Skip connections, batch normalization or tanh, each alone, save ten sigmoid layers",
        f"right before {means[0]:.0%}, after {percent(means[1:4])}",
        means[0] < 0.2 and min(means[1:4]) > 0.75,
    )
    claim(
        "Adam, a rate ten times as large, or four times the epochs do not",
        f"{percent(means[4:])} right",
        max(means[4:]) < 0.2,
    )


def test_dropout_is_the_wrong_remedy(fresh, claim):
    """Five layers learn, so that there is something to lose; earlier seeds lost 0.55 and more."""
    without, with_ = (
        judge(ten_layers(**fresh, depth=5, dropout=share))["train"].mean() for share in (0, 0.2)
    )
    claim(
        "Dropout makes a network worse that has trouble with its training digits",
        f"five sigmoid layers: {without:.0%} right without, {with_:.0%} with dropout 0.2",
        with_ < without - 0.3,
    )


@pytest.fixture(scope="module")
def towers(fresh):
    return last(Degradation(kinds=("plain", "residual"), **fresh))


def test_56_plain_layers_train_worse_than_20(towers, claim):
    """More than 0.2 apart, on both parts: 300 examples and 5 seeds leave less than 0.07."""
    (train20, train56), (test20, test56) = (
        list(towers.scores[part].values())[:2] for part in ("training wrong", "test wrong")
    )
    claim(
        "56 plain ReLU layers have more training errors than 20: it is not overfitting",
        f"training {train20:.0%} and {train56:.0%}, test {test20:.0%} and {test56:.0%} wrong",
        train56 - train20 > 0.2 and test56 - test20 > 0.2,
    )


def test_their_gradient_has_not_vanished(towers, claim):
    ratio = np.median(towers.gradients[1])
    claim(
        "The gradient of the 56 plain layers is healthy at the start",
        f"first over last {ratio:.1f}",
        0.1 < ratio < 10,
    )


def test_residual_layers_do_no_harm(towers, claim):
    _, _, shallow, deep = towers.scores["training wrong"].values()
    claim(
        "56 residual layers are as good as 20 on the training digits",
        f"{shallow:.0%} and {deep:.0%} wrong",
        abs(deep - shallow) < 0.06,
    )


def test_residual_layers_with_ordinary_weights_explode(fresh, claim):
    """Guessing is wrong 90 % of the time; 56 layers that learn are below 20 %."""
    training = Degradation(kinds=("residual",), **fresh).trainings()["residual, 56"]
    wrong = 1 - judge(replace(training, init="he-normal"))["train"].mean()
    claim(
        "56 residual layers with He's weights inside do not learn",
        f"{wrong:.0%} of the training digits wrong",
        wrong > 0.7,
    )


def test_grafting_identity_layers_changes_nothing(seeds, claim):
    x = np.random.default_rng(seeds[0]).random((200, 64), np.float32)
    shallow, deep = mlp(64, *[32] * 20, 10), mlp(64, *[32] * 56, 10)
    off = []
    for seed in seeds:
        theta, end = shallow.init(seed), shallow.places[-1]["W"][0].start
        layer = np.concatenate([np.eye(32, dtype="f").ravel(), np.zeros(32, "f")])
        grown = np.concatenate([theta[:end], *[layer] * 36, theta[end:]])
        off.append(np.abs(deep.predict(grown, x) - shallow.predict(theta, x)).max())
    claim(
        "A ReLU network with 36 identity layers on top says exactly the same",
        f"largest difference {max(off):.0f}",
        max(off) == 0,
    )


def test_pretraining_saves_and_so_does_its_scale(fresh, claim):
    """'As good': at most 3 points worse, as the notebook asks; 500 examples, 5 seeds: 0.7."""
    curves = last(Pretrained(**fresh)).train.mean(1)
    random, times4, learned, mixed = curves[:, -1]
    said = f"random {random:.0%}, pre-trained {learned:.0%}, shuffled {mixed:.0%}"
    claim(
        "Pre-training saves a sigmoid network, and most of it survives shuffling the weights",
        f"{said} right",
        random < 0.2 and learned > 0.85 and (mixed - random) > 0.6 * (learned - random),
    )
    claim(
        "Four times random weights do as well as pre-trained ones in the end",
        f"{times4:.0%} and {learned:.0%} right",
        times4 > learned - 0.03,
    )
    _, times4, learned, mixed = curves[:, 2]  # after 30 updates of 315
    claim(
        "Pre-trained features give a head start",
        f"after 30 updates pre-trained {learned:.0%}, 4 times random {times4:.0%} right",
        learned > max(times4, mixed) + 0.2,
    )
