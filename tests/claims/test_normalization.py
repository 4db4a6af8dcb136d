"""What lecture 12 claims of single units, modes, drift, lengths and the cliff."""

from itertools import islice

import numpy as np
import pytest

from dlcore import DATASETS, Activation, BatchNorm, Dense, Net, Objective
from dlcore.experiments import (
    ByHand,
    Cliff,
    Direction,
    Drift,
    OrthogonalPull,
    SameImage,
    Training,
)
from dlcore.words import in_words
from tests.claims.ends import last
from tests.claims.words import percent


def words(numbers):
    """Lowest and highest."""
    low, high = in_words(min(numbers), 3), in_words(max(numbers), 3)
    return low if low == high else f"{low} to {high}"


def test_one_unit(seeds, claim):
    undone = [last(ByHand(seed=seed, learned="σ and μ of this batch")).same for seed in seeds]
    claim(
        "With γ the spread and β the mean of the batch, what came in comes out",
        f"in {sum(undone)} of {len(undone)} batches",
        all(undone),
    )
    alone = [last(ByHand(seed=seed, batch=1, beta=0.5)).values[-1, 0] for seed in seeds]
    claim("Of a batch of one only β is left", words(alone), set(alone) == {0.5})


def test_the_bias_in_front_is_useless(seeds, claim):
    net, sizes = Net((Dense(64, 30), BatchNorm(30), Activation("relu"), Dense(30, 10))), []
    data = DATASETS["digits"]()
    f = Objective(net, "cross-entropy", data.x[:200].astype(float), data.y[:200].astype(float))
    for seed in seeds:
        first = net.views(f(net.init(seed, float))[1])[0]
        sizes.append(np.abs(first["b"]).max() / np.abs(first["W"]).max())
    claim(
        "The bias in front of batch normalization has no gradient, but for rounding",
        f"largest over that of the weights: {max(sizes):.0e}",
        max(sizes) < 1e-12,
    )


def test_the_same_image(seeds, claim):
    images = [
        [last(SameImage(seed=seed, image=i, epochs=2)) for i in (9, 20, 31)] for seed in seeds
    ]
    apart = np.array([[frame.apart for frame in row] for row in images])
    claim(
        "In training mode the company moves what is said of an image; in prediction it does not",
        f"probabilities apart by {apart[..., 0].min():.1%} to {apart[..., 0].max():.0%}, "
        f"{apart[..., 1].max():.0%}",
        apart[..., 0].max(-1).min() > 0.01 and apart[..., 1].max() < 1e-4,
    )
    layer = [last(SameImage(seed=seed, norm="layer norm", epochs=2)).apart.max() for seed in seeds]
    claim("With layer normalization company is nothing", f"{max(layer):.0%}", max(layer) < 1e-4)


def test_company_of_one_class(seeds, claim):
    def apart(**knobs):
        images = (9, 20, 31)
        each = [last(SameImage(seed=s, image=i, **knobs)).apart[0] for s in seeds for i in images]
        return float(np.mean(each))

    mixed, alike = apart(), apart(others="all of one class")
    claim(
        "Company of one class moves it much farther than mixed company",
        f"{alike:.0%} and {mixed:.0%}",
        alike > mixed + 0.2,
    )


def test_both_modes(seeds, claim):
    alone = np.array([last(SameImage(seed=seed, size=1)).right[:, -1] for seed in seeds])
    claim(
        "Same weights, batches of one at the test: guesswork in training mode, not in prediction",
        f"{percent(alone[:, 0].mean(), 0)} and {percent(alone[:, 1].mean(), 0)} right",
        alone[:, 0].max() < 0.2 and alone[:, 1].min() > 0.85,
    )
    rows = [last(SameImage(seed=s, memory=0.99, epochs=1)).right[:, -1] for s in seeds]
    own, tracked = np.mean(rows, 0)
    claim(
        "With a memory of 0.99 prediction lags behind after one pass",
        f"{tracked:.0%} right, {own:.0%} with the batch's own numbers",
        tracked < own - 0.03,
    )


def test_drift(seeds, claim):
    grown = [last(Drift(seed=seed)).grown for seed in seeds]
    normed = [last(Drift(seed=seed, norm="batch")).grown[-1] for seed in seeds]
    claim(
        "Five ELU layers: the spread into layer 5 grows 1.5 to 4 times; with batch norm hardly",
        f"{words([g[-1] for g in grown])} times; {words(normed)} times",
        all(1.5 < g[-1] < 4 for g in grown) and max(normed) < 1.4,
    )
    claim(
        "It grows more in the last layer than in the first",
        f"first layer {words([g[0] for g in grown])} times",
        all(g[-1] > g[0] + 0.5 for g in grown),
    )


def test_ten_sigmoid_layers(fresh, claim):
    right = {}
    for norm in "none", "batch", "layer":
        own = Training(examples=1000, activation="sigmoid", depth=10, epochs=6, norm=norm, **fresh)
        right[norm] = own.judge(*own.trained())["train"]
    claim(
        "Ten sigmoid layers learn with batch normalization, not with layer normalization or none",
        "; ".join(f"{name} {percent(share.mean(), 0)}" for name, share in right.items()),
        right["batch"].min() > 0.9 and max(right["none"].max(), right["layer"].max()) < 0.3,
    )


@pytest.mark.certain
def test_length_and_direction(claim):
    frames = list(Direction(length=0.3).frames())
    across, lengths = max(abs(f.across) for f in frames), frames[-1].lengths
    claim(
        "The gradient of v stands across v, and v never gets shorter",
        f"cosine under {max(across, 1e-16):.0e}; length {words(lengths)}",
        across < 1e-6 and (np.diff(lengths) >= 0).all(),
    )


def test_orthogonal(seeds, claim):
    ends = [last(OrthogonalPull(seed=seed)) for seed in seeds]
    first, now = (np.array([end.gains[:, k] for end in ends]) for k in (0, -1))
    claim(
        "Asked to be orthogonal, all singular values come close to 1",
        f"{words(first.ravel())} at first, {words(now.ravel())} at last",
        0.9 < now.min() and now.max() < 1.1,
    )


@pytest.mark.certain
def test_cliff(claim):
    power = list(Cliff(steps=2).frames())[-1].power
    claim("Unclipped, two steps from the edge throw w away", f"10^{power:.0f}", power > 100)
    by_norm, by_value = (next(Cliff(how=how).frames()).turned for how in ("by norm", "by value"))
    claim(
        "Clipping by norm keeps the direction, by value turns it",
        f"{by_norm:.0f} and {by_value:.0f} degrees",
        by_norm < 1e-3 and by_value > 40,
    )
    loss = {clip: last(Cliff(how="by norm", clip=clip)).losses[-1] for clip in (0.3, 0.5, 10.0)}
    claim(
        "The limit may be too tight and too loose",
        ", ".join(f"{clip:g}: loss {value:.2g}" for clip, value in loss.items()),
        loss[0.5] < 0.002 and min(loss[0.3], loss[10.0]) > 0.02,
    )


def test_a_deep_network_survives(seeds, claim):
    lost, kept = [], []
    for clip in 0.0, 0.1:
        for seed in seeds:
            deep = Training(
                depth=10, std=0.35, init="normal", lr=0.01, epochs=1, clip=clip, seed=seed
            )
            theta = next(islice((end for share, (_, end, _) in deep.fit() if share >= 1), 1))
            (kept if clip else lost).append(bool(np.isfinite(theta).all()))
    claim(
        "Ten ReLU layers with large weights: lost without clipping, not with clipping by norm",
        f"alive {sum(lost)} and {sum(kept)} of {len(kept)}",
        not any(lost) and all(kept),
    )
