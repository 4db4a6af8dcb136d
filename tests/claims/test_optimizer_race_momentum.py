"""What lecture 07 claims about momentum: the hill, the map, Nesterov."""

from itertools import islice

import numpy as np
import pytest

from dlcore import descend
from dlcore.experiments import Hill, MomentumMap
from dlcore.experiments.optimizer_race.landscapes import LANDSCAPES
from dlcore.optimizers import Momentum
from tests.claims.ends import last


def ends(starts, **knobs):
    """Where the ball is in the end, from each start."""
    return np.array([Hill(start=float(s), **knobs).roll().ball[-1, 0] for s in starts])


def ends_by_rate(rates, beta, start=-4.2, steps=1000):
    """Where the ball is in the end, with each learning rate."""
    f, theta = LANDSCAPES["plateau-and-bump"], np.full((len(rates), 1), start)
    walk = descend(f, theta, Momentum(beta), rates[:, None])
    return next(islice(walk, steps, None)).theta[:, 0]


def test_inertia_crosses_the_plateau_and_the_bump(seeds, claim):
    """Starts on the upper slope; the pit is at 3.51, the dent at 0.195, the bump at 0.97."""
    starts = np.random.default_rng(seeds[0]).uniform(-4.4, -4.0, 20)
    rolls = [Hill(start=float(s)).roll() for s in starts]
    ball, diamond = (np.array([r.ball[-1, i] for r in rolls]) for i in (0, 1))
    claim(
        "On the hill, a ball with beta 0.9 crosses plateau and bump; one without inertia does not",
        f"of 20 starts {(ball > 1).mean():.0%} in the pit, without it {(diamond > 1).mean():.0%}",
        (ball > 3).all() and (diamond < -0.3).all(),
    )
    dent = ends(starts, beta=0.8)
    claim(
        "With beta 0.8 it ends in the dent before the bump",
        f"at {dent.min():.2f} to {dent.max():.2f} from 20 starts",
        (np.abs(dent - 0.195) < 0.1).all(),
    )


@pytest.mark.certain
def test_no_rate_frees_gradient_descent(claim):
    """Other rates than those of the search."""
    rates = np.geomspace(0.0011, 9.7, 150)
    ends = [ends_by_rate(rates, beta=0.0, start=start, steps=100) for start in (-4.2, 0.2)]
    there = (np.abs(np.concatenate(ends) - 3.51) < 0.5).tolist()
    claim(
        "No learning rate brings gradient descent over the bump for good",
        f"{sum(there)} of 300 runs end in the pit",
        sum(there) == 0,
    )


@pytest.mark.certain
def test_more_inertia_more_rates(claim):
    """Other rates than those of the search; small and large ones alternate near the limits."""
    rates, works = np.geomspace(0.011, 3.1, 60), {}
    for beta in (0.5, 0.8, 0.9, 0.95):
        works[beta] = int((np.abs(ends_by_rate(rates, beta) - 3.51) < 0.3).sum())
    claim(
        "The more inertia (up to 0.95), the more learning rates take the ball over the bump",
        ", ".join(f"beta {beta}: {n} of 60" for beta, n in works.items()),
        works[0.5] == 0 < works[0.8] < works[0.9] < works[0.95],
    )


@pytest.mark.certain
def test_the_mission_on_the_hill(claim):
    by_rate = ends([-4.2], lr=0.3), ends([-4.2], lr=0.5)
    by_beta = ends([-4.2], lr=0.05, beta=0.96), ends([-4.2], lr=0.05, beta=0.97)
    stuck = ends([-4.2], lr=0.05)
    claim(
        "The ball that is stuck at rate 0.05 is freed by a larger rate, or by a larger beta",
        f"stuck at {stuck[0]:.2f}; freed: {', '.join(f'{x[0]:.2f}' for x in by_rate + by_beta)}",
        stuck[0] < 1 and all(x[0] > 3 for x in by_rate + by_beta),
    )


def test_nesterov_overshoots_less(seeds, claim):
    starts = np.random.default_rng(seeds[0]).uniform(-4.4, -4.0, 20)
    far = {
        rule: np.array(
            [Hill(rule=rule, beta=0.95, start=float(s)).roll().ball[:, 0].max() for s in starts]
        )
        for rule in ("momentum", "nesterov")
    }
    claim(
        "Nesterov's ball rolls less far past the pit than momentum's, from every start",
        ", ".join(f"{rule} {x.min():.2f} to {x.max():.2f}" for rule, x in far.items()),
        (far["nesterov"] < far["momentum"] - 0.3).all() and (far["nesterov"] > 3.5).all(),
    )
    weak = ends(starts, rule="nesterov", beta=0.9)
    claim(
        "With beta 0.9 Nesterov's ball does not get over the bump",
        f"ends at {weak.min():.2f} to {weak.max():.2f}",
        (weak < 1).all(),
    )


def steps_to_a_tenth(lr, beta, condition):
    """Measured on a run: from how fast the loss falls, 1,000 steps long, without the swings."""
    loss = last(MomentumMap(lr=lr, beta=beta, condition=condition, steps=1000)).losses.sum(0)
    tops = np.maximum.accumulate(loss[::-1])[::-1]
    keep = tops > 1e-280
    t = np.arange(1001)[keep]
    slope = np.polyfit(t[len(t) // 5 :], np.log(tops[keep])[len(t) // 5 :], 1)[0]
    return np.log(0.1) / (slope / 2)


@pytest.mark.certain
def test_the_map_of_momentum(claim):
    """Measured on runs, within a tenth of theory: the star's double root slows it a little."""
    best = {k: MomentumMap(condition=k).best for k in (25.0, 1000.0)}
    star = steps_to_a_tenth(*best[25.0], 25.0)
    descent = steps_to_a_tenth(2 / (1 + 1 / 25), 0.0, 25.0)
    claim(
        "Condition number 25: gradient descent at best needs 29 steps for a tenth, momentum 6",
        f"{descent:.1f} and {star:.1f}",
        28 < descent < 30 and 5 < star < 7,
    )
    round_, narrow = (steps_to_a_tenth(1.0, 0.9, k) for k in (25.0, 990.0))
    faster, descent = steps_to_a_tenth(3.0, 0.9, 990.0), np.log(0.1) / np.log(989 / 991)
    claim(
        "beta 0.9 needs 44 steps with condition number 25; with 990 it needs 203 at the same rate, "
        "44 at three times the rate",
        f"{round_:.0f}; {narrow:.0f}, {faster:.0f}; gradient descent {descent:.0f}",
        42 < round_ < 46 and 42 < faster < 46 and 190 < narrow < 215 and descent > 1100,
    )


def test_the_right_momentum(seeds, claim):
    """Five bowls with condition number 100, largest curvature drawn."""
    losses = []
    for top in np.random.default_rng(seeds[0]).uniform(1, 100, 5):
        c = np.array([top / 100, top])
        for lr, beta in (((2 / 1.1) ** 2 / top, (9 / 11) ** 2), (2 / (top / 100 + top), 0.0)):

            def bowl(x, c=c):
                return 0.5 * (c * x * x).sum(-1) / c[1], c * x

            walk = descend(bowl, [1.0, 1.0], Momentum(beta), lr)
            losses.append(next(islice(walk, 100, None)).value)
    best, descent = np.reshape(losses, (5, 2)).T
    claim(
        "Polyak's rate and momentum solve a bowl in 100 steps where gradient descent hardly moves",
        f"loss {best.max():.0e} at most, gradient descent {descent.min():.1e} at least",
        best.max() < 1e-9 < 1e-3 < descent.min(),
    )
