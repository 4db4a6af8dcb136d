"""What lecture 11 claims of trained networks: the table of schemes, and normalization."""

from itertools import islice
from unittest.mock import patch

import numpy as np
import pytest

from dlcore import DATASETS, Activation, BatchNorm, Dense, Net, Objective, accuracy
from dlcore.experiments import Scales, SchemeGrid, Training
from dlcore.training import updates_of
from tests.claims.ends import last
from tests.claims.words import percent


@pytest.fixture(scope="module")
def table(fresh):
    """The grid with its usual knobs."""
    return last(SchemeGrid(**fresh))


def row(activation, fresh, *names, **knobs):
    """Mean share of the training digits right of one activation, for each of these schemes."""
    e, data = SchemeGrid(**fresh, **knobs), DATASETS["mnist10k"]()
    few = {name: e.schemes[name] for name in names}
    with patch.object(SchemeGrid, "schemes", few):
        net, steps = e.descent(activation, data)
    updates = updates_of(e.examples, 32, e.epochs)
    theta = next(islice(steps, updates, None)).theta
    right = accuracy(net, theta, data.x[:500], data.y[:500])
    return right.reshape(len(names), -1).mean(-1).tolist()


def test_four_times_is_for_sigmoid(table, claim):
    tanh, sigmoid = (
        {name: table.mean(f, name) for name in ("Xavier", "4 × Xavier")}
        for f in ("tanh", "sigmoid")
    )
    claim(
        "Eight layers: four times Xavier's weights ruin tanh and make sigmoid learn",
        f"tanh {percent([*tanh.values()], 0)}; sigmoid {percent([*sigmoid.values()], 0)}",
        tanh["Xavier"] > 0.85
        and tanh["4 × Xavier"] < 0.45
        and sigmoid["4 × Xavier"] > sigmoid["Xavier"] + 0.3,
    )


def test_the_forgotten_root(table, fresh, claim):
    pairs = [[table.mean(f, name) for name in ("Xavier", "6 / √")] for f in ("tanh", "relu")]
    claim(
        "Eight layers: 6/√ in place of √6/√ costs tanh and ReLU points",
        "; ".join(percent(pair, 0) for pair in pairs),
        all(right > wrong + 0.05 for right, wrong in pairs),
    )
    right, root, four = row("tanh", fresh, "Xavier", "6 / √", "4 × Xavier", depth=2)
    claim(
        "Two layers: for tanh the forgotten root costs under 3 points, four times under 15",
        percent([right, root, four], 0),
        right - root < 0.03 and right - four < 0.15,
    )


def test_he_for_relu_and_for_tanh(table, claim):
    relu, tanh = ([table.mean(f, name) for name in ("Xavier", "He")] for f in ("relu", "tanh"))
    claim(
        "Eight layers: ReLU learns no worse with He's weights than with Xavier's, nor does tanh",
        f"ReLU {percent(relu, 0)}; tanh {percent(tanh, 0)}",
        relu[1] > relu[0] - 0.01 and tanh[1] > tanh[0] - 0.03,
    )


def test_he_pays_in_depth(fresh, claim):
    xavier, he = row("relu", fresh, "Xavier", "He", depth=12)
    claim(
        "Twelve ReLU layers: He's weights are at least 8 points better than Xavier's",
        percent([he, xavier], 0),
        he > xavier + 0.08,
    )


def test_orthogonal_weights(table, claim):
    pair = [table.mean("tanh", name) for name in ("Xavier", "orthogonal")]
    claim(
        "Eight tanh layers: orthogonal weights are as good as Xavier's, within 5 points",
        percent(pair, 0),
        abs(pair[0] - pair[1]) < 0.05,
    )


def test_sparse_weights(table, fresh, claim):
    [tanh], [sigmoid] = (row(f, fresh, "sparse", k=2) for f in ("tanh", "sigmoid"))
    before = [table.mean(f, "sparse") for f in ("tanh", "sigmoid")]
    claim(
        "Sparse weights, 2 in place of 15 for each unit: tanh gains much, sigmoid loses much",
        f"tanh {before[0]:.0%} and {tanh:.0%}, sigmoid {before[1]:.0%} and {sigmoid:.0%}",
        tanh > before[0] + 0.2 and sigmoid < before[1] - 0.2,
    )


def test_tiny_numbers_in_eight_layers(fresh, claim):
    [right] = row("tanh", fresh, "normal", more="normal")
    claim(
        "Eight tanh layers with σ = 0.01 learn next to nothing in three passes",
        f"{right:.0%} right",
        right < 0.45,
    )


def test_batch_norm_forgives(fresh, claim):
    end = last(Scales(norms=("none", "batch norm"), **fresh))
    none, normed = end.means
    claim(
        "Of nine scales of first weights one or two learn without normalization, 7 or more with",
        f"{(none > 0.8).sum()} and {(normed > 0.8).sum()} reach 80 % right",
        1 <= (none > 0.8).sum() <= 2 and (normed > 0.8).sum() >= 7,
    )
    claim(
        "With a standard deviation of 3 batch normalization does not save everything",
        f"{normed[-1]:.0%} right; at best {normed.max():.0%}",
        normed[-1] < normed.max() - 0.1,
    )


def judged(fresh, **knobs):
    """Mean shares right of a network of the panel `scale_of_weights`, or `own_start`."""
    training = Training(**dict(init="normal", depth=5, lr=0.03) | knobs, **fresh)
    return {part: right.mean() for part, right in training.judge(*training.trained()).items()}


def test_other_activations_and_norms(fresh, claim):
    tiny = judged(fresh, norm="layer", std=0.003)["train"]
    claim("Layer norm fails with σ = 0.003 in five ReLU layers", f"{tiny:.0%} right", tiny < 0.4)
    relu, tanh = (judged(fresh, std=0.4, activation=f)["train"] for f in ("relu", "tanh"))
    claim(
        "With σ = 0.4 tanh still learns, ReLU does not",
        f"{tanh:.0%} and {relu:.0%} right",
        tanh > 0.6 > relu,
    )
    small, large = (judged(fresh, std=std, activation="sigmoid")["train"] for std in (0.2, 1.0))
    claim(
        "Five sigmoid layers learn with σ = 1 and not with 0.2",
        f"{large:.0%} and {small:.0%} right",
        large > small + 0.3,
    )


def test_batch_norm_can_be_broken(fresh, claim):
    right = judged(fresh, depth=8, norm="batch", std=10.0)["test"]
    claim(
        "Eight layers with batch normalization and σ = 10: under half of the test digits right",
        f"{right:.0%}",
        right < 0.5,
    )


def test_scale_and_rate_are_one_behind_batch_norm(seeds, claim):
    net = Net((Dense(64, 50, "he-normal"), BatchNorm(50), Activation("relu"), Dense(50, 10)))
    data, ratios = DATASETS["digits"](), []
    f = Objective(net, "cross-entropy", *(p[:200].astype(float) for p in (data.x, data.y)))
    for seed in seeds:
        theta = net.init(seed, float)
        larger = theta.copy()
        net.weights(larger)[0][...] *= 10
        one, other = (net.weights(f(t)[1])[0] for t in (theta, larger))
        ratios.append(np.linalg.norm(one) / np.linalg.norm(other))
    claim(
        "Ten times the weights into batch normalization: a tenth of the gradient",
        f"{min(ratios):.1f} to {max(ratios):.1f} times smaller",
        9 < min(ratios) and max(ratios) < 11,
    )
