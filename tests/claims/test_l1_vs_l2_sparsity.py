"""What lecture 14 claims."""

import numpy as np
import pytest

from dlcore.experiments import (
    ClassImages,
    Decay,
    OneWeight,
    Penalized,
    Pruning,
    Smoothing,
    Sparsity,
    Stopping,
    TwoWeights,
)
from tests.claims.ends import last

DRAWN = 0, 3, 4, 7, 8  # classes whose images are drawn


def left_of(start, **knobs):
    """Weights after the last step: L2, L1 by sub-gradients, L1 by soft thresholds."""
    return last(OneWeight(**dict(start=start, strength=0.1, lr=0.1) | knobs)).weights[:, -1]


@pytest.mark.certain
def test_l2_takes_the_large_weight_and_l1_the_small_one(claim):
    """By hand: 1e6 (1 - 0.01)^1000 = 43.2, 1e6 - 1000 / 100 = 999,990; 0.1 * 0.99^50 = 0.0605."""
    million, small = left_of(1e6, steps=1000), left_of(0.1, steps=50)
    claim(
        "Of a weight of 1,000,000 L2 leaves 43 in 1,000 steps of η λ = 0.01, L1 leaves 999,990",
        f"L2 {million[0]:.1f}, L1 {million[1]:,.0f}",
        abs(million[0] - 1e6 * 0.99**1000) < 1e-6 and abs(million[1] - 999_990) < 1e-3,
    )
    claim(
        "Of a weight of 0.1 L2 leaves more than half in 50 steps, L1 nothing",
        f"L2 {small[0]:.4f}, L1 {small[2]:g}",
        small[0] > 0.05 and small[2] == 0,
    )


@pytest.mark.certain
def test_the_sub_gradient_jumps_about_zero(claim):
    jumping = last(OneWeight()).weights[1, -40:]
    pull = 0.1 * 0.07
    claim(
        "By the sub-gradient L1 jumps to and fro across 0 by η λ; a soft threshold stops at 0",
        f"the last steps are {np.abs(np.diff(jumping)).min() / pull:.2f} η λ",
        np.allclose(np.abs(np.diff(jumping)), pull) and (jumping != 0).all(),
    )


@pytest.mark.certain
def test_data_hold_a_weight_off_zero_with_l2_and_not_always_with_l1(claim):
    """Where data / 2 (w - 1)^2 + penalty is flat: data / (data + λ), and 1 - λ / data or 0."""
    proportional, _, steady = left_of(3.0, data=0.05, steps=1500)
    claim(
        "Where the data pull weakly, L2 leaves a third of what they want, and L1 exactly 0",
        f"L2 {proportional:.3f}, L1 {steady:g}",
        abs(proportional - 0.05 / 0.15) < 1e-3 and steady == 0,
    )


def test_a_corner_holds_a_weight_and_a_circle_does_not(seeds, claim):
    frame = last(TwoWeights(strength=30.0, runs=20, seed=seeds[0]))
    zero = frame.weights == 0  # (penalty, data set, strength, weight)
    stays = (np.diff(zero[0].astype(int), axis=1) >= 0).all()
    claim(
        "On the way to λ = 30 every weight becomes exactly 0 with L1 and stays; with L2 none is",
        f"20 data sets: L1 {zero[0, :, -1].mean():.0%}, L2 {zero[1].mean():.0%} of the weights",
        zero[0, :, -1].all() and stays and not zero[1].any(),
    )
    frame = last(TwoWeights(strength=30.0, correlation=-0.9, runs=20, seed=seeds[0]))
    crossed = (np.diff(np.sign(frame.weights[1]), axis=1) != 0).any((1, 2))
    claim(
        "With opposed inputs L2 takes a weight through 0 to the other side",
        f"crossed in {crossed.sum()} of 20 data sets",
        crossed.sum() >= 15 and not (frame.weights[1] == 0).any(),
    )


def network(**knobs):
    """One hidden layer of 100 units on 2,000 digits, as in the notebook."""
    usual = dict(data="mnist10k", examples=2000, depth=1, width=100, epochs=15)
    return Penalized(**usual | dict(optimizer="gradient-descent", lr=0.1) | knobs)


@pytest.fixture(scope="module")
def networks(fresh):
    """{name: last frame} with penalties that cost about as much accuracy."""
    kinds = dict(none={}, subgradient=dict(l1=0.001), L1=dict(shrink=0.001), L2=dict(l2=0.03))
    return {name: last(network(**fresh, **knobs)) for name, knobs in kinds.items()}


def test_l1_makes_weights_vanish_and_l2_makes_them_small(networks, claim):
    """Medians, as single networks fall for a moment; 4 points: three times what that leaves."""
    small = {name: np.median(f.small[:, -1]) for name, f in networks.items()}
    right = {name: np.median(f.test[:, -1]) for name, f in networks.items()}
    largest = {name: np.abs(f.inside.images).max() for name, f in networks.items()}
    claim(
        "At about the same accuracy L1 has far more weights below 0.001 than L2, and larger ones",
        f"below 0.001: L1 {small['L1']:.0%}, L2 {small['L2']:.0%}; largest {largest['L1']:.2f} and "
        f"{largest['L2']:.2f}; test right {right['L1']:.1%} and {right['L2']:.1%}",
        small["L1"] > 2 * small["L2"]
        and largest["L1"] > largest["L2"]
        and abs(right["L1"] - right["L2"]) < 0.04,
    )


def test_only_soft_thresholds_give_zeros(networks, claim):
    exact = {name: f.exact[0, -1] for name, f in networks.items()}
    claim(
        "Exact zeros: none without penalty, with L2, or with L1 by sub-gradients; most of all "
        "weights with soft thresholds",
        ", ".join(f"{name} {share:.0%}" for name, share in exact.items()),
        max(exact["none"], exact["L2"], exact["subgradient"]) == 0 and exact["L1"] > 0.5,
    )


def test_the_mission_can_be_done(fresh, claim):
    frame = last(network(**fresh, shrink=0.004, examples=4000))
    exact, right = frame.exact[0, -1], np.median(frame.test[:, -1])
    claim(
        "With 4,000 digits and λ = 0.004, 90 % of the first weights are exactly 0 at 85 % right",
        f"{exact:.0%} are 0 in the first network, {right:.1%} right in the typical one",
        exact >= 0.9 and right >= 0.85,
    )


@pytest.fixture(scope="module")
def curves(fresh):
    """{share of random labels: last frame}."""
    return {noise: last(Sparsity(label_noise=noise, **fresh)) for noise in (0.0, 0.2)}


def test_penalties_do_nothing_for_clean_labels(curves, claim):
    gains = curves[0.0].scores["gain over no penalty"]
    claim(
        "On clean digits the best L1 and the best L2 gain less than a point over no penalty",
        ", ".join(f"{name} {gain:+.1%}" for name, gain in gains.items()),
        max(gains.values()) < 0.01,
    )


def test_penalties_help_against_wrong_labels_l2_more(curves, seeds, claim):
    """Means over 5 seeds at each penalty's best strength; the seeds of a pair share all else."""
    frame = curves[0.2]
    gains = frame.scores["gain over no penalty"]
    l1, l2 = frame.test[[0, 1], frame.best]
    claim(
        "With 20 % of the labels drawn at random both gain at least 2 points, L2 more than L1",
        ", ".join(f"{name} {gain:+.1%}" for name, gain in gains.items())
        + f"; L2 ahead in {(l2 > l1).sum()} of {len(seeds)} networks",
        min(gains.values()) > 0.02 and (l2 > l1).sum() >= 4,
    )


def test_sparse_costs_little(curves, claim):
    frame = curves[0.0]
    here = frame.small[0].mean(-1) > 0.5
    lost = frame.without.mean() - frame.test[0].mean(-1)[here].max()
    claim(
        "On clean digits L1 can make half of the weights vanish for less than 2 points",
        f"{lost:.1%} lost",
        lost < 0.02,
    )


def test_most_connections_can_be_cut(fresh, claim):
    frame = last(Pruning(**fresh))
    none, l2, l1 = np.median(frame.spare, -1)
    claim(
        "Half of the weights can be cut from any network for 2 points, most from one with L1",
        f"no penalty {none:.0%}, L2 {l2:.0%}, L1 {l1:.0%}",
        min(none, l2, l1) >= 0.5 and l1 > max(none, l2),
    )


def test_decay_is_the_penalty_under_gradient_descent_only(fresh, claim):
    same = last(Decay(optimizer="gradient-descent", **fresh))
    claim(
        "Under gradient descent L2 penalty and weight decay give the same weights",
        f"they differ by {same.apart.max():.0e} of their length at most",
        same.apart.max() < 1e-5,  # rounding of float32
    )
    adam = last(Decay(**fresh))
    lengths = adam.scores["length of the weights"]
    claim(
        "Under Adam the same λ makes weights short as a penalty, and hardly as decay",
        ", ".join(f"{name} |w| = {length:.1f}" for name, length in lengths.items()),
        lengths["L2 penalty"] < 0.3 * lengths["neither"]
        and lengths["weight decay"] > 0.8 * lengths["neither"],
    )
    stronger = last(Decay(strength=1.0, **fresh)).scores["test right"]["weight decay"]
    penalty = adam.scores["test right"]["L2 penalty"]
    claim(
        "With 33 times the λ decay under Adam gets as much right as the penalty, within 2 points",
        f"decay {stronger:.1%}, penalty {penalty:.1%}",
        abs(stronger - penalty) < 0.02,
    )


def test_stopping_early_acts_like_l2(fresh, claim):
    """On earlier data sets cosines were above 0.97, products between 0.3 and 1."""
    frame = last(Stopping(**fresh))
    off = np.abs(frame.ended - frame.stopped).max()
    claim(
        "Stopped weights, and weights with L2 of the same length, point one way and are as good",
        f"cosine at least {frame.cosines.min():.3f}, test losses at most {off:.3f} apart",
        frame.cosines.min() > 0.95 and off < 0.08,
    )
    low, high = frame.products.min(), frame.products.max()
    claim(
        "λ is about 1 / (η t), within a factor of 4",
        f"λ η t from {low:.2f} to {high:.2f}",
        low > 0.25 and high < 1.5,
    )


def test_gradient_descent_goes_near_the_way_of_l2(seeds, claim):
    """Two weights, inputs nearly opposed; apart: from each point of L2's way to the nearest."""
    experiment = TwoWeights(correlation=-0.9, strength=30.0, runs=20, seed=seeds[0])
    x, y = experiment.examples()
    walk = [np.zeros((20, 2, 1))]
    for _ in range(3000):
        walk.append(walk[-1] - 0.02 * x.mT @ (x @ walk[-1] - y) / x.shape[1])
    ridge = last(experiment).weights[1]  # (data set, strength, weight)
    steps = np.stack(walk, 1)[..., 0]
    apart = np.linalg.norm(ridge[:, :, None] - steps[:, None], axis=-1).min(-1).max(-1)
    length = np.linalg.norm(ridge[:, 0], axis=-1)
    claim(
        "With two weights L2's solutions lie near the way that gradient descent takes from 0",
        f"at most {(apart / length).max():.0%} of the way's length apart, 20 data sets",
        (apart / length).max() < 0.2,
    )


def test_l2_smooths_and_helps_where_classes_overlap(seeds, claim):
    """Five sets of points, seeds 310 to 314; one of 80 test points is 1.3 points."""
    frames = [last(Smoothing(seed=s)) for s in seeds]
    slopes = np.stack([f.slopes.mean(-1) for f in frames])
    claim(
        "Each tenfold L2 makes the prediction over the plane less steep",
        "slopes " + ", ".join(f"{slope:.2f}" for slope in slopes.mean(0)),
        (np.diff(slopes.mean(0)) < 0).all(),
    )
    right = np.stack([f.test.mean(-1) for f in frames])
    gains = right[:, 2] - right[:, 0]
    claim(
        "Where two classes of points overlap, λ = 0.01 gets more test points right than 0",
        f"{right[:, 2].mean():.1%} against {right[:, 0].mean():.1%}, more in {(gains > 0).sum()} "
        f"of 5 sets",
        gains.mean() > 0.02 and (gains > 0).sum() >= 4,
    )


def test_l1_on_an_image_clears_it_and_makes_it_no_more_of_a_digit_than_l2(fresh, claim):
    frames = [last(ClassImages(target=digit, **fresh)) for digit in DRAWN]
    ink = np.mean([f.ink[..., -1].mean(-1) for f in frames], 0)
    like = np.mean([f.likeness[..., -1].mean(-1) for f in frames], 0)
    real = np.mean([f.real_ink for f in frames])
    claim(
        "Without penalty the image is full of ink, L1 takes it to about that of a real digit",
        f"none {ink[0]:.0%}, L2 {ink[1]:.0%}, L1 {ink[2]:.0%}, real {real:.0%}",
        ink[0] > 2 * real and ink[2] < 1.3 * real,
    )
    claim(
        "The L1 image is no more like the class's mean image than the L2 image",
        f"correlation none {like[0]:.2f}, L2 {like[1]:.2f}, L1 {like[2]:.2f}",
        like[2] < like[1] + 0.02,
    )
