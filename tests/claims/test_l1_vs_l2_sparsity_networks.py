"""What lecture 14 claims about networks: which weights vanish, and at what cost."""

import numpy as np
import pytest

from dlcore.experiments import Penalized
from dlcore.statistics import matrices


def trained(**knobs):
    """First weights (K, 78,400) and shares of test digits right (K,), as in the notebook.

    One hidden layer of 100 units on 2,000 digits.
    """
    usual = dict(data="mnist10k", examples=2000, depth=1, width=100, epochs=15)
    training = Penalized(**usual | dict(optimizer="gradient-descent", lr=0.1) | knobs)
    net, theta, data = training.trained()
    return matrices(net, theta)[0], training.judge(net, theta, data)["test"]


@pytest.fixture(scope="module")
def networks(fresh):
    """{name: (weights, shares)} with penalties that cost about as much accuracy."""
    kinds = dict(none={}, subgradient=dict(l1=0.001), L1=dict(shrink=0.001), L2=dict(l2=0.03))
    return {name: trained(**fresh, **knobs) for name, knobs in kinds.items()}


def test_l1_makes_weights_vanish_and_l2_makes_them_small(networks, claim):
    """Medians, as single networks fall for a moment; 4 points: three times what that leaves."""
    (w1, right1), (w2, right2) = networks["L1"], networks["L2"]
    small = [np.median((np.abs(w) < 1e-3).mean(-1)) for w in (w1, w2)]
    largest = [np.median(np.abs(w).max(-1)) for w in (w1, w2)]
    right = np.median([right1, right2], -1)
    claim(
        "At about the same accuracy L1 has far more weights below 0.001 than L2, and larger ones",
        f"below 0.001: L1 {small[0]:.0%}, L2 {small[1]:.0%}; largest {largest[0]:.2f} and "
        f"{largest[1]:.2f}; test right {right[0]:.1%} and {right[1]:.1%}",
        small[0] > 2 * small[1] and largest[0] > largest[1] and abs(np.diff(right)) < 0.04,
    )


def test_only_soft_thresholds_give_zeros(networks, claim):
    exact = {name: (w == 0).mean(-1) for name, (w, _) in networks.items()}
    others = [exact[name] for name in ("none", "L2", "subgradient")]
    claim(
        "Exact zeros: none, or one by chance, without penalty, with L2 or L1 by sub-gradients; "
        "about half of all weights or more with soft thresholds",
        ", ".join(f"{name} {share.mean():.0%}" for name, share in exact.items()),
        np.max(others) < 1e-4 and (exact["L1"] > 0.4).all(),
    )


def test_the_mission_can_be_done(fresh, claim):
    weights, right = trained(**fresh, shrink=0.004, examples=4000)
    exact = (weights == 0).mean(-1)
    claim(
        "With 4,000 digits and λ = 0.004, 90 % of the first weights are exactly 0 at 85 % right",
        f"in the typical network {np.median(exact):.0%} are 0, {np.median(right):.1%} right",
        np.median(exact) >= 0.9 and np.median(right) >= 0.85,
    )
