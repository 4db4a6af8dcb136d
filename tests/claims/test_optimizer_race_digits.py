"""What lecture 07 claims about digits, and about an image."""

import numpy as np

from dlcore.experiments import DigitsRace, ImageByGradient
from tests.claims.races import NINE
from tests.core.helpers import last


def test_tuned_rules_tie_on_digits(seeds, claim):
    """In a single run a rule with a large rate may be thrown back just at the end: medians.

    With 360 images a share near 97 % has a standard error of 0.9 points, and equal rules would
    differ by three of them, 3 points, once in a while by more.
    """
    right, first = [], set()
    for seed in seeds:
        frame = last(DigitsRace(rates="tuned", seed=seed))
        right.append(100 * frame.accuracies[:, -1])
        first.add(frame.names[int(right[-1].argmax())])
    middle, spans = np.median(right, 0), np.ptp(right, -1)
    claim(
        "On digits the nine tuned rules get equally much right, within 4 points (median of 5)",
        f"{middle.min():.1f} to {middle.max():.1f} %; within a run up to {spans.max():.1f} apart",
        np.ptp(middle) < 4,
    )
    claim(
        "And no rule is the best in every run",
        f"the best in five runs: {', '.join(sorted(first))}",
        len(first) > 1,
    )


def test_usual_rates_on_digits(seeds, claim):
    """Worst of nine rules and five runs: 91 to 96 %, as the test digits are easy or hard."""
    worst, best, lowest = set(), set(), []
    for seed in seeds:
        frame = last(DigitsRace(seed=seed))
        loss = frame.losses[:, -1]
        worst.add(frame.names[int(loss.argmax())])
        best.add(frame.names[int(loss.argmin())])
        lowest.append(frame.accuracies[:, -1].min())
    claim(
        "With usual rates all nine get about nine of ten test digits right, or more",
        f"{min(lowest):.1%} at least",
        min(lowest) >= 0.88,
    )
    claim(
        "Then gradient descent has the highest training loss, a rule with own rates the lowest",
        f"highest: {', '.join(sorted(worst))}; lowest: {', '.join(sorted(best))}",
        worst == {"gradient-descent"} and best <= {"adam", "nadam", "rmsprop", "adagrad"},
    )


def test_one_rate_means_different_things(seeds, claim):
    """The same five rules at a small and at a large rate; the worst and best of five runs."""
    fading, others = ("adam", "nadam", "rmsprop"), ("gradient-descent", "adadelta")
    right = {}
    for rate in (0.001, 1.0):
        ends = [last(DigitsRace(rates="same", lr=rate, seed=seed)).scores for seed in seeds]
        for who in (fading, others):
            shares = [end["test digits right"][name] for end in ends for name in who]
            right[rate, who] = min(shares), max(shares)
    least, most = right[0.001, fading][0], right[0.001, others][1]
    claim(
        "At a rate of 0.001 RMSProp, Adam and Nadam read; gradient descent and Adadelta do not yet",
        f"{least:.0%} at least; {most:.0%} at most",
        least > 0.85 and most < 0.5,
    )
    least, most = right[1.0, others][0], right[1.0, fading][1]
    claim(
        "At a rate of 1 it is the other way round",
        f"{least:.0%} at least; {most:.0%} at most",
        least > 0.7 and most < 0.5,
    )


def test_patience_decides_about_the_image(seeds, claim):
    """Five pairs of digits; losses relative to the lowest of that pair."""
    rng, spread, quasi = np.random.default_rng(seeds[0]), [], []
    names = tuple(name for name in NINE if name != "adadelta")
    for content, style in rng.integers(0, 1437, (5, 2)):
        pair = dict(content=int(content), style=int(style), optimizers=names)
        soon, late = (last(ImageByGradient(looks=n, **pair)).losses[:, -1] for n in (20, 200))
        spread.append((soon[:-1].max() / soon[:-1].min(), late.max() / late.min()))
        quasi.append((soon[-1] / late.min(), soon[:-1].min() / late.min()))
    soon, late = np.array(spread).T
    claim(
        "In the image problem rules differ after 20 looks, and not after 200 (Adadelta excepted)",
        f"worst over best: {soon.min():.2f} to {soon.max():.2f}, then {late.max():.3f} at most",
        soon.min() > 1.05 and late.max() < 1.02,
    )
    lbfgs, rules = np.array(quasi).T
    claim(
        "L-BFGS is at its lowest after 20 looks, nearer than any tuned rule",
        f"above the end: {lbfgs.max() - 1:.3%} at most, the best rule {rules.min() - 1:.3%}",
        (lbfgs < rules).all() and lbfgs.max() < 1.001,
    )
