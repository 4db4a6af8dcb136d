"""What lecture 09 claims about 56 layers, and about pre-training."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import mlp
from dlcore.experiments import Degradation, Pretrained
from tests.claims.deep import judge
from tests.claims.ends import last
from tests.core import helpers


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
    curves = helpers.last(Pretrained(**fresh)).train.mean(1)
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
