"""What lecture 06 claims of single steps: how long they may be, and where they lead."""

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES
from dlcore.experiments import CurveDescent, FeatureScaling, FogDescent
from tests.core.helpers import at_step, last


@pytest.mark.certain
def test_where_the_border_lies(claim):
    """On a parabola: calculated; that a run keeps to it is the claim."""
    shares = np.array([0.5, 0.98, 1.0, 1.02, 1.5])
    kept = {
        (c, s): CurveDescent(curvature=c, lr=2 * s / c, steps=100).walk().height[-1] / (0.5 * c)
        for c in (0.5, 4.0, 8.0)
        for s in shares
    }
    grows = [[kept[c, s] > 1.8**2 * 1.01 for s in shares] for c in (0.5, 4.0, 8.0)]
    claim(
        "On a parabola a run diverges if the rate is above 2 / curvature, and only then",
        "; ".join(
            f"at {s:.0%} of it {'diverges' if g else 'does not'}"
            for s, g in zip(shares, grows[1], strict=True)
        ),
        grows == [[False, False, False, True, True]] * 3,
    )
    far = abs(CurveDescent(lr=1.05 * 2 / 4, steps=100).walk().x[100] / 1.8)
    claim(
        "Five per cent above it the distance is 14,000 times as large after 100 steps",
        f"{far:,.0f} times",
        13_000 < far < 15_000,
    )


@pytest.mark.certain
def test_a_v_is_another_matter(claim):
    ways = {lr: CurveDescent(ground="rounded V", lr=lr, steps=400).walk() for lr in (0.1, 0.3)}
    last_steps = {lr: np.abs(walk.x[-50:]) for lr, walk in ways.items()}
    claim(
        "In a rounded V a rate above 2 / the curvature of its bottom swings in a band for ever",
        ", ".join(f"rate {lr}: {x.min():.2f} to {x.max():.2f}" for lr, x in last_steps.items()),
        all(0.01 < x.min() and x.max() < 3 * lr for lr, x in last_steps.items()),
    )


@pytest.mark.certain
def test_a_large_rate_does_not_stay_in_a_narrow_pit(claim):
    starts = np.linspace(-1.75, -1.45, 7) + 0.003  # not the bottom itself
    ends = {lr: {end_of(lr, float(s)) for s in starts} for lr in (0.08, 0.11, 0.15)}
    claim(
        "In the narrow pit, where 2 / curvature is 0.1, rate 0.08 comes to rest, 0.11 swings "
        "without end, 0.15 is thrown out and rests in the wide pit",
        ", ".join(f"{lr}: {' or '.join(found)}" for lr, found in ends.items()),
        ends == {0.08: {"narrow"}, 0.11: {"swings"}, 0.15: {"wide"}},
    )


def end_of(lr, start):
    """Where a run from the narrow pit is after 200 steps."""
    x = CurveDescent(ground="narrow and wide", lr=lr, start=start, steps=200).walk().x[-20:]
    if np.ptp(x) > 0.1:
        return "swings" if np.abs(x).max() < 3 else "lost"
    return "narrow" if x[-1] < -1 else "wide"


def test_several_starts_several_ends(seeds, claim):
    frames = [last(FogDescent(starts=10, seed=seed)) for seed in seeds]
    pits, deepest = [f.pits for f in frames], [int(f.there.sum()) for f in frames]
    claim(
        "Ten walkers end in 3 to 6 pits; in no country do all find the deepest, on average 1 to 6",
        f"pits {pits}; in the deepest {deepest} of 10",
        min(pits) >= 3 and max(pits) <= 6 and max(deepest) < 10 and 1 < np.mean(deepest) < 6,
    )


def test_stretching_an_input_costs_its_square(seeds, claim):
    steps = {
        (k, on): [
            FeatureScaling(stretch=float(k), standardized=on, seed=seed).run().arrived
            for seed in seeds
        ]
        for k in (3, 10, 30)
        for on in (False, True)
    }
    plain = {k: np.median(steps[k, False]) for k in (3, 10, 30)}
    claim(
        "An input in units 10 times as small costs about 100 times as many steps",
        ", ".join(f"× {k}: {n:,.0f} steps" for k, n in plain.items()),
        80 < plain[30] / plain[3] < 125 and 8 < plain[10] / plain[3] < 14,
    )
    same = [steps[k, True] for k in (3, 10, 30)]
    claim(
        "Standardized, it takes at most 8 steps, whatever the unit",
        f"{min(same[0]):.0f} to {max(same[0]):.0f} steps",
        same[0] == same[1] == same[2] and max(same[0]) <= 8,
    )


def test_standardizing_does_not_help_against_correlation(seeds, claim):
    steps = [
        FeatureScaling(correlation=0.95, standardized=True, seed=seed).run().arrived
        for seed in seeds
    ]
    claim(
        "With a correlation of 0.95 it takes more than 60 steps though standardized",
        f"{min(steps):.0f} to {max(steps):.0f} steps",
        min(steps) > 60,
    )


def test_newton(seeds, claim):
    """On a bowl from anywhere; on the saddle surface near the saddle."""
    newton, rng = OPTIMIZERS["newton"](), np.random.default_rng(seeds[0])
    places = rng.uniform(-1.5, 1.5, (20, 2))
    bowl = at_step(1, SURFACES["elongated"], places, newton, 1.0)
    near = np.stack([rng.uniform(-1, 1, 20), rng.uniform(-0.35, 0.35, 20)], -1)
    saddle = at_step(30, SURFACES["saddle"], near, newton, 1.0)
    downhill = at_step(300, SURFACES["saddle"], near, OPTIMIZERS["gradient-descent"](), 0.2)
    claim(
        "Newton is at the bottom of a bowl after one step, and near a saddle it goes to the saddle",
        f"loss {bowl.value.max():.0e}; within {np.abs(saddle.theta).max():.0e} of the saddle, "
        f"gradient descent within {np.abs(np.abs(downhill.theta) - [0, 1]).max():.0e} of a minimum",
        bowl.value.max() < 1e-12
        and np.abs(saddle.theta).max() < 1e-6
        and np.abs(np.abs(downhill.theta) - [0, 1]).max() < 1e-3,
    )
