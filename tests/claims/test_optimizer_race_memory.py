"""What lecture 07 claims about memories of squared gradients, and about rates that decay."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SCHEDULES, SURFACES, descend
from dlcore.experiments import AdamLines, OptimizerRace
from dlcore.optimizers import GradientDescent, RMSProp
from tests.claims.ends import last


def test_adagrad_makes_the_elongated_bowl_round(seeds, claim):
    starts = np.random.default_rng(seeds[0]).uniform(0.5, 1.5, (20, 1)) * np.ones(2)
    steps = descend(SURFACES["elongated"], starts, OPTIMIZERS["adagrad"](), 0.5)
    step = next(islice(steps, 30, None))
    off = np.abs(step.theta[:, 0] - step.theta[:, 1]).max()
    ratio = np.sqrt(step.state[:, 1] / step.state[:, 0])
    claim(
        "In a bowl 25 times steeper one way, Adagrad's rates differ 25-fold: both weights go alike",
        f"ratio of rates {ratio.min():.2f} to {ratio.max():.2f}, weights differ by {off:.0e}",
        off < 1e-6 and np.allclose(ratio, 25, rtol=1e-5),
    )


@pytest.mark.certain
def test_adam_without_correction(claim):
    steps = last(AdamLines(correction=False)).steps[0]
    claim(
        "Without bias correction Adam's first steps are 3.2, 4.2, 5.0, 5.4, 5.8 rates long",
        f"{np.round(steps[:5], 2).tolist()}; the longest {steps.max():.2f} at step "
        f"{steps.argmax() + 1}",
        np.allclose(steps[:5], [3.2, 4.2, 5.0, 5.4, 5.8], atol=0.06) and 6.5 < steps.max() < 6.7,
    )


@pytest.mark.certain
def test_surprise_and_spike(claim):
    calm, wild = (
        last(AdamLines(gradients=name, steps=5)).steps[:, -1] for name in ("calm", "wild")
    )
    claim(
        "0.1 after a calm past moves Adagrad by a full rate, after a wild one by a 400th",
        f"{calm[1]:.4f} and {wild[1]:.4f}",
        abs(calm[1] - 0.9993) < 1e-4 and abs(wild[1] - 0.0024) < 1e-4,
    )
    adam, adagrad, rmsprop = last(AdamLines(gradients="spike")).steps[:, -1]
    claim(
        "40 steps after one spike RMSProp has recovered most, Adam little, Adagrad nothing",
        f"{rmsprop:.2f}, {adam:.2f}, {adagrad:.2f} of a rate",
        rmsprop > 2 * adam > 10 * adagrad,
    )


def test_amnesia(seeds, claim):
    rates, shares = np.geomspace(1e-4, 2, 18), {0: [], 50: []}
    for seed in seeds:
        starts = OptimizerRace(seed=seed).places(20)
        for forget, found in shares.items():
            theta = np.broadcast_to(starts, (18, 20, 2))
            for steps in (forget, 1000 - forget):
                rule = OPTIMIZERS["adagrad"]()
                walk = descend(SURFACES["crescent"], theta, rule, rates[:, None, None])
                end = next(islice(walk, steps, None))
                theta = end.theta
            found.append((end.value < 0.02).mean(-1).max())
    claim(
        "Adagrad arrives from few starts on the cliff; forgetting once, from nearly all of them",
        f"{min(shares[0]):.0%} to {max(shares[0]):.0%}; {min(shares[50]):.0%} and more",
        np.mean(shares[0]) < 0.4 and min(shares[50]) > 0.9,
    )


def test_the_floor_of_rmsprop(seeds, claim):
    starts = np.random.default_rng(seeds[0]).uniform(-1.9, 1.9, (20, 2))

    def final(lr, alpha=0.9):
        steps = descend(SURFACES["bowl"], starts, RMSProp(alpha), lr)
        return next(islice(steps, 1000, None)).value

    share = np.stack([final(lr) / (lr**2 / 4) for lr in (0.1, 0.03)])
    cures = np.stack([final(SCHEDULES["inverse-sqrt"](0.1)), final(0.1, 0.999)])
    cured = (cures < 1e-4).mean(-1)
    claim(
        "In a round bowl RMSProp ends at a loss of lr^2 / 4; decay or a long memory cure it, "
        "from nearly every start",
        f"{share.min():.2f} to {share.max():.2f} times; below 0.0001: decay {cured[0]:.0%}, "
        f"long memory {cured[1]:.0%} of the starts",
        np.allclose(share, 1, rtol=0.02) and cured.min() >= 0.9,
    )


def test_decay_lowers_the_noise(seeds, claim):
    left = {}
    for name in ("constant", "inverse-sqrt"):
        rng = np.random.default_rng(seeds[0])

        def noisy(theta, rng=rng):
            return 0.5 * (theta**2).sum(-1), theta + rng.standard_normal(theta.shape)

        steps = descend(noisy, np.ones((1000, 1)), GradientDescent(), SCHEDULES[name](0.1))
        left[name] = next(islice(steps, 500, None)).value.mean()
    claim(
        "On a noisy parabola lr / sqrt(t + 1) leaves less than a fifth of the loss",
        ", ".join(f"{name} {loss:.4f}" for name, loss in left.items()),
        left["inverse-sqrt"] < left["constant"] / 5,
    )


def test_adadelta_is_slow_and_seldom_quick(seeds, claim):
    """Ten starts on each ground; how much longer than the first step is the longest of 1,500?"""
    rng, grown, losses = np.random.default_rng(seeds[0]), {}, {}
    for name, near in (("bowl", 0.2), ("crescent", 0.1)):
        f = SURFACES[name]
        starts = np.array(f.start) + near * rng.standard_normal((10, 2))
        walk = list(islice(descend(f, starts, OPTIMIZERS["adadelta"](), 1.0), 1501))
        lengths = np.linalg.norm(np.diff([step.theta for step in walk], axis=0), axis=-1)
        grown[name] = lengths.max(0) / lengths[0]
        losses[name] = np.array([step.value for step in walk])
    bowl, crescent = grown["bowl"], grown["crescent"]
    claim(
        "Adadelta's first step is the root of eps / (1 - rho) long; in a bowl none is much longer",
        f"the longest of 1,500 is {bowl.min():.1f} to {bowl.max():.1f} times as long",
        bowl.max() < 1.5,
    )
    low, end = losses["crescent"].min(0), losses["crescent"][-1]
    claim(
        "On the crescent its steps grow more than tenfold, and throw it up again",
        f"{crescent.min():.0f} to {crescent.max():.0f} times as long; loss {low.max():.2f} at its "
        f"lowest, {end.min():.2f} at the end",
        crescent.min() > 10 and (end > 1.5 * low).all(),
    )
