"""What lecture 15 claims about thinned networks, and about what many say together."""

import numpy as np
import pytest

from dlcore.experiments import Averages, Bagged, Knockout, Masks, Mismatch, Thinned
from tests.claims.ends import last
from tests.claims.words import percent


def test_a_weight_between_hidden_units_is_trained_in_a_quarter_of_the_updates(seeds, claim):
    """The mean over 36 weights, 500 updates and 5 seeds has a standard error of 0.003."""
    frames = [last(Masks(steps=500, seed=s)) for s in seeds]
    share = np.mean([frame.shares[1] for frame in frames])
    claim(
        "With rate 0.5 an update reaches a weight between hidden units with probability 1/4",
        f"{share:.1%} of the updates",
        abs(share - 0.25) < 0.01,
    )
    different = [frame.different for frame in frames]
    claim(
        "Nearly every mini-batch meets a network that was not there before",
        f"{min(different)} to {max(different)} different ones in 500 mini-batches",
        min(different) > 450,
    )


@pytest.fixture(scope="module")
def averages(fresh):
    frame = last(Averages(**fresh))
    logits, chances = frame.logits[..., -1], frame.probabilities[..., -1]
    names = frame.names
    return {n: logits[a] for a, n in enumerate(names)}, {n: chances[a] for a, n in enumerate(names)}


def said(gaps, way=0):
    return ", ".join(f"{name} {gap[way].mean():.2g}" for name, gap in gaps.items())


def span(gaps):
    return f"{gaps.min():.2g} to {gaps.max():.2g}"


def test_mean_and_scaled_network_are_equal_if_all_is_linear(averages, claim):
    gap = averages[0]["linear"].max()
    claim(
        "For linear networks the mean of all 2^M logits is the scaled network's, to rounding",
        f"largest relative gap {gap:.0e}",
        gap < 1e-13,
    )


def test_maxout_and_relu_are_nearer_than_sigmoid_in_the_logits(averages, claim):
    logits, chances = averages
    maxout, relu, sigmoid = (logits[name][0].mean() for name in ("maxout", "relu", "sigmoid"))
    claim(
        "Trained with dropout, maxout and ReLU are on average nearer than sigmoid, by the logits",
        f"relative gaps {said(logits)}",
        max(maxout, relu) < sigmoid,
    )
    claim(
        "By the probabilities it is the other way round: sigmoid is nearer",
        f"total variation {said(chances)}",
        chances["sigmoid"][0].mean() < min(chances[n][0].mean() for n in ("relu", "maxout")),
    )


def test_in_the_plane_sigmoid_is_nearer_than_relu(seeds, claim):
    """The opposite of the digits: the order depends on the network and the data."""
    ends = {
        kind: [last(Thinned(activation=kind, seed=s)) for s in seeds]
        for kind in ("sigmoid", "relu", "linear")
    }
    logits = {kind: np.array([f.logit_gap for f in frames]) for kind, frames in ends.items()}
    chances = {kind: np.mean([f.gap for f in frames]) for kind, frames in ends.items()}
    claim(
        "In the plane scaled and mean network are nearer for sigmoid than for ReLU, by the logits",
        f"gaps: sigmoid {span(logits['sigmoid'])}, ReLU {span(logits['relu'])}",
        logits["sigmoid"].mean() < logits["relu"].mean(),
    )
    claim(
        "and in the probabilities, which the pictures show",
        f"on average {percent(chances['sigmoid'])} and {percent(chances['relu'])} apart",
        chances["sigmoid"] < chances["relu"],
    )
    claim(
        "With linear units the logits are equal",
        f"gaps: {span(logits['linear'])}",
        logits["linear"].max() < 1e-5,
    )


def test_training_with_dropout_brings_both_together(averages, claim):
    logits, _ = averages
    bent = [gap.mean(-1) for name, gap in logits.items() if name != "linear"]
    claim(
        "For all kinds, the gap is smaller in networks trained with dropout than without",
        f"without: {said(logits, 1)}",
        all(with_ < without for with_, without in bent),
    )


def test_forgotten_scaling(fresh, claim):
    """Twice as large by the mean; loss and accuracy at p = 0.5, squared error."""
    frame = last(Mismatch(**fresh))
    right, loss = frame.right[..., -1].mean(-1), frame.losses[..., -1].mean(-1)
    claim(
        "Weights as they are make z twice as large at p = 0.5, and the squared error several times",
        f"z {frame.ratio:.2f} times, error {loss[0]:.2f} and {loss[1]:.2f}",
        1.9 < frame.ratio < 2.1 and loss[1] > 3 * loss[0],
    )
    claim(
        "The accuracy hardly notices",
        f"{percent(right[:2])} right",
        abs(right[1] - right[0]) < 0.01,
    )


def test_forgotten_scaling_with_cross_entropy(fresh, claim):
    """On the shipped test digits the loss is even lower, 0.10 for 0.11; on others 0.32 for 0.20."""
    loss = last(Mismatch(loss="cross-entropy", **fresh)).losses[..., -1].mean(-1)
    claim(
        "With cross-entropy at p = 0.5 the loss is much the same, less than two and a half times",
        f"scaled {loss[0]:.3f}, forgotten {loss[1]:.3f}",
        loss[1] < 2.5 * loss[0],
    )
    strong = last(Mismatch(rate=0.8, loss="cross-entropy", **fresh)).right[..., -1].mean(-1)
    claim(
        "At p = 0.8 forgetting costs accuracy, and scaling an inverted network again destroys it",
        f"scaled {percent(strong[0])}, forgotten {percent(strong[1])}; inverted "
        f"{percent(strong[2])}, scaled again {percent(strong[3])}",
        strong[1] < strong[0] - 0.01 and strong[2] > 0.85 and strong[3] < 0.5,
    )


def test_networks_trained_with_dropout_bear_the_loss_of_units(fresh, claim):
    relu, tanh = (last(Knockout(activation=name, **fresh)) for name in ("relu", "tanh"))
    half = int(np.abs(relu.removed - 0.5).argmin())
    (with_, without), (tanh_with, tanh_without) = relu.right[:, :, half], tanh.right[:, :, half]
    claim(
        "Half of the ReLU units removed: networks trained with dropout lose much less",
        f"{percent(with_.mean())} right, without dropout {percent(without.mean())}",
        (with_ > without).all() and with_.mean() > without.mean() + 0.04,
    )
    whole = relu.right[:, :, 0].mean(-1)
    claim(
        "With all units there, both are equally good",
        f"{percent(whole)} right",
        abs(whole[0] - whole[1]) < 0.015,
    )
    claim(
        "With tanh it makes no difference",
        f"{percent(tanh_with.mean())} and {percent(tanh_without.mean())}",
        abs(tanh_with.mean() - tanh_without.mean()) < 0.02,
    )
    alike = relu.together[..., -1].mean(-1)
    claim(
        "The correlation of two units shows hardly anything of this",
        f"{alike[0]:.2f} and {alike[1]:.2f}",
        abs(alike[0] - alike[1]) < 0.05,
    )


@pytest.fixture(scope="module")
def bags(seeds):
    """{degree: [bias^2, variance, correlation]}, each (seeds, own data or bootstrap, ...)."""
    found, names = {}, ("bias", "variance", "alike")
    for degree in (1, 9):
        frames = [last(Bagged(degree=degree, seed=s)) for s in seeds]
        found[degree] = [np.array([getattr(f, n) for f in frames]) for n in names]
    return found


def test_variance_falls_like_1_over_M_and_bias_stays(bags, claim):
    """40 ensembles give a variance with a relative error of about 1/4, five seeds 1/10."""
    _, variance, _ = bags[9]
    falls = variance[:, 0, 0].mean() / variance[:, 0, -1].mean()
    single = variance[:, 0, 0] / variance[:, 0, -1]
    claim(
        "The variance of averages of 40 polynomials with data of their own is 40 times less",
        f"{falls:.0f} times; single runs of the panel {single.min():.0f} to {single.max():.0f}",
        25 < falls < 65,
    )
    bias = bags[1][0][:, 0].mean(0)
    claim(
        "The bias² of straight lines stays what it is",
        f"{bias[0]:.3f} of one, {bias[-1]:.3f} of averages of 40",
        abs(bias[-1] / bias[0] - 1) < 0.05,
    )


def test_bootstrap_members_are_alike(bags, claim):
    """Their average cannot get below correlation times variance."""
    _, variance, alike = bags[9]
    single, bagged, rho = variance[:, 0, 0].mean(), variance[:, 1, -1].mean(), alike[:, 1].mean()
    claim(
        "Bootstrap samples of one data set: less variance than one polynomial, but not 40 times",
        f"{single:.3f} of one with all the data, {bagged:.3f} bagged; correlation {rho:.2f}",
        0.3 * single < bagged < 0.9 * single and 0.25 < rho < 0.6,
    )
