"""What lecture 07 claims about points without slope."""

import numpy as np

from dlcore.experiments import CriticalPoints, RandomHessians
from tests.claims.ends import last
from tests.claims.races import said


def test_leaving_a_saddle(seeds, claim):
    runs, near = (
        [
            last(CriticalPoints(seed=seed, distance=d, steps=400)).scores["steps to escape"]
            for seed in seeds
        ]
        for d in (0.01, 1e-4)
    )
    order = ("rmsprop", "adam", "adagrad", "momentum", "gradient-descent")
    claim(
        "A saddle is left by RMSProp first, then Adam, Adagrad, momentum, gradient descent",
        said(runs, *order),
        all(np.all(np.diff([r[n] for n in order]) > 0) for r in runs),
    )
    claim(
        "Newton's method stays at the saddle",
        said(runs, "newton"),
        all(r["newton"] == np.inf for r in runs),
    )
    claim(
        "A hundredth of the distance costs gradient descent 60 steps and more, RMSProp and Adam 2",
        f"then {said(near, 'gradient-descent', 'rmsprop', 'adam')}",
        all(
            b["gradient-descent"] > a["gradient-descent"] + 60
            and b["rmsprop"] <= a["rmsprop"] + 2
            and b["adam"] <= a["adam"] + 2
            for a, b in zip(runs, near, strict=True)
        ),
    )


def test_leaving_a_plateau_and_a_local_minimum(seeds, claim):
    away, loose = [], []
    for seed in seeds:
        flat = last(CriticalPoints(point="plateau", seed=seed)).scores["steps to escape"]
        away.append({n for n, s in flat.items() if s < np.inf})
        dent = last(CriticalPoints(point="local-minimum", seed=seed)).scores["steps to escape"]
        loose.append(sum(s < np.inf for s in dent.values()))
    claim(
        "At rate 0.05 only RMSProp, Adam, Nadam and AdaMax leave the plateau in 200 steps",
        f"{', '.join(sorted(set().union(*away)))}",
        all(names == {"rmsprop", "adam", "nadam", "adamax"} for names in away),
    )
    claim("Nobody leaves the local minimum", f"{max(loose)} of 10 rules", max(loose) == 0)


def test_minima_are_rarer_than_p_to_the_n(seeds, claim):
    """Standard errors of the mean: 0.0007, 0.0003, 0.0001 for N = 2, 3, 4."""
    shares = np.mean([last(RandomHessians(seed=s, examples=50_000)).share for s in seeds], 0)
    claim(
        "The share of random symmetric matrices that are minima falls faster than p^N",
        "N = 1 to 5: " + ", ".join(f"{s:.2g}" for s in shares[:5]),
        (shares[1:] < 0.62 * 0.5 ** np.arange(2, 7)).all()
        and np.all(np.diff(shares[1:5] / shares[:4]) < 0)
        and np.allclose(shares[:4], [0.5, 0.146, 0.025, 0.0025], rtol=0.15),
    )
    low = last(RandomHessians(shift=3.0, seed=seeds[0], examples=20_000)).share
    claim(
        "With a mean curvature of 3 they are not rare: a fifth for six weights",
        f"{low[0]:.0%} of single directions go uphill, {low[-1]:.0%} of 6 x 6 matrices are minima",
        low[0] > 0.97 and 0.18 < low[-1] < 0.26,
    )
