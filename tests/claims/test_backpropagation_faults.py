"""What lecture 08 claims of planted faults, of digits that pull alike, and of blame."""

import numpy as np
import pytest

from dlcore.experiments import Blame, BugBench, BugsInTraining, WhoseGradient
from dlcore.experiments.backpropagation.bug_bench import CASES
from tests.claims.ends import last
from tests.claims.words import percent


@pytest.fixture(scope="module")
def right(seeds):
    """{rate: {fault: right test digits of each network}} with ReLU."""
    found = {}
    for lr in (0.01, 0.02, 0.2):
        frame = last(BugsInTraining(lr=lr, seed=seeds[0], runs=len(seeds)))
        found[lr] = dict(zip(frame.names, frame.right[:, -1], strict=True))
    return found


def said(right, *names):
    return "; ".join(f"{name} {percent(right[name].mean(), 0)}" for name in names)


def test_never_reset(right, claim):
    small, large = right[0.01], right[0.2]
    claim(
        "Gradients that are never reset learn faster than the right ones at a small rate",
        f"0.01: {said(small, 'healthy', 'never reset')}",
        (small["never reset"] > small["healthy"]).all()
        and (small["never reset"] - small["healthy"]).mean() > 0.15,
    )
    claim(
        "They ruin everything at a rate that the right ones like",
        f"0.2: {said(large, 'healthy', 'never reset')}",
        large["never reset"].max() < 0.25 and large["healthy"].min() > 0.85,
    )


def test_stale_weights(right, claim):
    small, large = right[0.02], right[0.2]
    gap = np.abs(small["stale weights"] - small["healthy"]).max()
    claim(
        "Stale weights are no difference at a small rate",
        f"0.02: {said(small, 'healthy', 'stale weights')}",
        gap < 0.03,
    )
    claim(
        "At a larger one they stop the network from learning",
        f"0.2: {said(large, 'healthy', 'stale weights')}",
        large["stale weights"].max() < 0.3,
    )


def test_faults_that_nobody_sees(right, claim):
    large = right[0.2]
    claim(
        "Without the slope, ReLU learns the digits as well: nobody would notice",
        f"0.2: {said(large, 'healthy', 'slope missing', '= for +=')}",
        large["slope missing"].mean() > large["healthy"].mean() - 0.05
        and large["= for +="].mean() < large["healthy"].mean() - 0.1,
    )


def test_a_fault_that_helps(seeds, claim):
    about = dict(activation="sigmoid", lr=0.2, bugs=("healthy", "slope missing"))
    frame = last(BugsInTraining(seed=seeds[0], runs=len(seeds), **about))
    healthy, missing = frame.right[:, -1]
    claim(
        "Sigmoid units, rate 0.2: without the slope digits are learned faster",
        f"healthy {percent(healthy.mean(), 0)}; slope missing {percent(missing.mean(), 0)}",
        missing.min() > healthy.max(),
    )


def test_the_bench(seeds, claim):
    found = {
        fault: [(last(BugBench(case=n, seed=seed)).apart > 1e-4).tolist() for seed in seeds]
        for n, fault in enumerate(CASES, 1)
    }
    expected = {"healthy": [False] * 3, "never reset": [True] * 3}
    holds = [
        row == expected.get(fault, [True, True, False])
        for fault, rows in found.items()
        for row in rows
    ]
    claim(
        "The gradient check finds each of five faults and acquits the healthy pass",
        f"right in {sum(holds)} of {len(holds)} benches",
        all(holds),
    )


def test_whose_gradient(seeds, claim):
    frames = [last(WhoseGradient(seed=s, family=f)) for s in seeds for f in FAMILIES]
    same, other = np.array([frame.alike for frame in frames]).T
    claim(
        "Untrained, two digits of one class pull alike, two of different classes do not",
        f"mean cosine {same.min():.2f} to {same.max():.2f}; {other.min():.2f} to {other.max():.2f}",
        same.min() > other.max() + 0.3,
    )
    trained = [last(WhoseGradient(seed=seed, epochs=5)) for seed in seeds]
    after = np.array([frame.alike for frame in trained])
    claim(
        "After five passes as well",
        f"on average {after[:, 0].mean():.2f} and {after[:, 1].mean():.2f}",
        after[:, 0].min() > after[:, 1].max() + 0.3,
    )
    before, later = (np.mean([f.between(3, 8) for f in each]) for each in (frames[::3], trained))
    claim(
        "3s and 8s have little in common; after five passes they pull a little against each other, "
        "on average",
        f"cosine {before:.2f} untrained, {later:.2f} after five passes",
        abs(before) < 0.35 and -0.35 < later < 0,
    )
    gaps = [frame.gap for frame in frames]
    claim(
        "The mean of the sixteen gradients is the gradient of the batch",
        f"apart by at most {max(gaps):.0e} of its largest entry",
        max(gaps) < 1e-12,
    )


FAMILIES = ("0, 1, 3, 8", "3, 5, 8, 9", "2, 4, 6, 7")


def test_blame(seeds, claim):
    flips = [[last(Blame(seed=seed, chosen=i)).flipped for i in range(12)] for seed in seeds]
    wrong, right = (np.array(flips, float)[:, part] for part in (slice(6), slice(6, 12)))
    claim(
        "A few pixels of 64 change the answer, where the gradient names them",
        f"median {np.median(wrong):.0f} for digits it gets wrong, {np.median(right):.0f} for "
        f"others; at most {np.nanmax(flips):.0f}",
        np.isfinite(wrong).all() and np.median(wrong) <= 3 and np.median(right) <= 4,
    )
