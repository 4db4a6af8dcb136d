"""What lecture 05 claims about surprise, softmax, and what a loss does to a network."""

import numpy as np
import pytest

from dlcore import LOSSES, cross_entropy_of, entropy, kl_of
from dlcore.experiments import (
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
from tests.claims.ends import last
from tests.claims.words import percent


def test_entropy_is_largest_for_equal_shares(seeds, claim):
    equal = last(SurpriseAndEntropy(bars=(1 / 3, 1 / 3, 1 / 3))).mean
    others = entropy(np.random.default_rng(seeds[0]).dirichlet(np.ones(3), 5000))
    claim(
        "Three equal shares have the largest entropy, log2 3 = 1.585 bits",
        f"{equal:.4f} bits; the largest of 5,000 others {others.max():.4f}",
        abs(equal - np.log2(3)) < 1e-9 and (others < equal).all(),
    )
    sure = last(SurpriseAndEntropy(bars=(1.0, 0.0, 0.0))).mean
    claim("What is sure has entropy 0", f"{sure:.1f}", sure == 0)


def test_cross_entropies_of_source_4(seeds, claim):
    frame = last(TwoDistributions(base="digits"))
    claim(
        "Source 4's four numbers use logarithms of base 10; the third is .4515, not .456",
        " ".join(f"{cost:.4f}" for cost in frame.costs),
        np.allclose(frame.costs, [0.4392, 0.4515, 0.4515, 0.4643], atol=5e-5),
    )
    p, q = np.random.default_rng(seeds[0]).dirichlet(np.ones(3), (2, 5000))
    gap, back = kl_of(p, q), kl_of(q, p)
    claim(
        "Cross-entropy is never below the entropy of p; the gap is another one the other way round",
        f"smallest of 5,000 gaps {gap.min():.1e}; largest difference {abs(gap - back).max():.1f}",
        gap.min() > 0 and abs(gap - back).max() > 1,
    )
    less = cross_entropy_of([0.98, 0.01, 0.01], [0.6, 0.2, 0.2])
    own = entropy([0.6, 0.2, 0.2])
    claim(
        "but it can be smaller than the entropy of q",
        f"{less:.2f} against {own:.2f} bits",
        less < own,
    )


@pytest.mark.certain
def test_softmax_and_its_losses(claim):
    one, far = next(SoftmaxMachine().frames()), next(SoftmaxMachine(shift=100.0).frames())
    claim(
        "100 more for every score changes no probability and no loss",
        f"largest change {max(abs(one.p - far.p).max(), abs(one.losses - far.losses).max()):.0e}",
        np.allclose(one.p, far.p) and np.allclose(one.losses, far.losses),
    )
    leads = next(SoftmaxMachine(z=(0.0, 3.0, 1.5)).frames())
    claim(
        "Once the right class leads by the margin hinge is 0; cross-entropy still pulls",
        f"hinge {leads.losses[1]:.1f}, cross-entropy {leads.losses[0]:.2f}",
        leads.losses[1] == 0 and not leads.pulls[1].any() and leads.losses[0] > 0.1,
    )


@pytest.mark.certain
def test_a_neuron_that_is_sure_and_wrong(claim):
    outputs = last(StuckNeuron()).outputs[:, [0, 50, 150, 300]]
    said = [", ".join(f"{a:.2f}" for a in row) for row in outputs]
    claim(
        "Sure and wrong, .98 for 0: after 50 steps squared error has moved it by less than .01, "
        "cross-entropy to .1",
        f"after 0, 50, 150, 300 steps {said[0]} and {said[1]}",
        outputs[0, 1] > 0.97 and outputs[1, 1] < 0.12 and outputs[0, 2] > 0.9,
    )


@pytest.mark.certain
def test_one_point_tugs(claim):
    frame = last(OutlierTug())
    claim(
        "One point far away lifts the L2 line there by more than 2, the L1 line by less than 0.5",
        f"{frame.tug[0]:.2f} and {frame.tug[1]:.2f}",
        frame.tug[0] > 2 and frame.tug[1] < 0.5,
    )
    values = np.append(np.linspace(-0.2, 0.4, 19), 20.0)
    x = np.linspace(-1.9, 1.9, 20)
    level = last(OutlierTug(own=tuple(zip(x.tolist(), values.tolist(), strict=True)), level=True))
    mean, median = level.lines[:, 1]
    claim(
        "The best level for squares is the mean, for absolute errors the median",
        f"{mean:.2f} and {median:.2f}",
        abs(mean - values.mean()) < 1e-6 and 0.1 - 1e-6 < median < 0.14,
    )


def test_softmax_twice_has_a_floor(fresh, claim):
    frame = last(SoftmaxTwice(**fresh))
    losses, right = frame.losses[..., -1], frame.test[..., -1]
    claim(
        "With softmax taken twice no loss gets below log(1 + 9/e) = 1.461, once all are below 0.3",
        " and ".join(", ".join(f"{v:.2f}" for v in row) for row in losses[::-1]),
        losses[1].min() > frame.floor and losses[0].max() < 0.3,
    )
    claim(
        "and on average fewer test digits are right, or as many",
        f"{percent(right[1].mean())} against {percent(right[0].mean())}",
        right[1].mean() < right[0].mean() + 0.003,
    )


@pytest.fixture(scope="module")
def sent(seeds):
    """What the losses send back when the network is sure of a class, (seeds, losses)."""
    return np.array([last(LossAndGradient(seed=s)).now for s in seeds])


def test_who_sends_how_much_back(sent, claim):
    names = LossAndGradient().losses
    one = dict(zip(names, sent.mean(0), strict=True))
    said = ", ".join(f"{name} {value:.3g}" for name, value in one.items())
    claim(
        "Sure and wrong: squared error behind softmax sends back less than a twentieth of "
        "cross-entropy",
        said,
        one["squared, softmax"] < 0.05 * one["cross-entropy"],
    )
    claim(
        "Cross-entropy does not send most: squared hinge, squared error and hinge send more",
        said,
        (sent.argmax(1) == names.index("squared hinge")).all()
        and min(one["squared"], one["hinge"], one["absolute"]) > one["cross-entropy"],
    )


def test_six_losses(fresh, claim):
    same, own = (last(SixLosses(rates=rates, **fresh)) for rates in ("same", "own"))
    first, tuned = (dict(zip(f.names, f.test[..., -1].mean(1), strict=True)) for f in (same, own))
    claim(
        "At one and the same rate squared error behind softmax is 20 points and more behind",
        f"{percent(first['squared, softmax'])} against {percent(first['cross-entropy'])}",
        first["squared, softmax"] < first["cross-entropy"] - 0.2,
    )
    good = [tuned[name] for name in ("cross-entropy", "hinge", "squared hinge", "squared, softmax")]
    claim(
        "With a rate of its own it is within five points of cross-entropy, as are both hinges",
        f"{percent(good)}",
        max(good) - min(good) < 0.05,
    )
    claim(
        "Absolute errors on one-hot targets hardly teach digits",
        f"{percent(tuned['absolute'])}",
        tuned["absolute"] < 0.6,
    )


def test_the_first_loss(seeds, claim):
    small, large = (
        np.array([next(OneImage(std=std, seed=s).frames()).typical for s in seeds])
        for std in (0.01, 0.5)
    )
    claim(
        "Ten classes, small first weights: the first loss is ln 10 = 2.303",
        ", ".join(f"{v:.3f}" for v in small),
        abs(small - np.log(10)).max() < 0.003,
    )
    claim(
        "With large first weights it is larger",
        ", ".join(f"{v:.2f}" for v in large),
        large.min() > np.log(10),
    )
    falls = [np.diff(last(OneImage(lr=0.2, seed=s)).losses).max() for s in seeds]
    claim(
        "At a small learning rate the loss of one image falls at each step",
        f"largest change {max(falls):.1e}",
        max(falls) < 0,
    )


@pytest.mark.certain
def test_twice_is_harmless_for_log_softmax(claim):
    z = np.array([[2.0, 1.0, -1.5]])
    log_p = z - np.log(np.exp(z).sum())
    ce, y = LOSSES["cross-entropy"], np.eye(3)[[1]]
    change = abs(ce(log_p, y)[0] - ce(z, y)[0])
    claim("Log-softmax twice changes nothing", f"{change:.0e}", change < 1e-12)
