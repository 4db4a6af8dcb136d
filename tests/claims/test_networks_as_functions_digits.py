"""What lecture 01 claims about features, boxes and ink."""

import numpy as np

from dlcore.experiments import HandFeatures, KindsOfLearning, ProductionLine, VisibleErrors
from tests.claims.ends import last
from tests.claims.words import percent

TEN = dict(classes="all ten", epochs=10)


def test_features_decide_and_not_the_classifier(fresh, claim):
    two, ten = last(HandFeatures(**fresh)), last(HandFeatures(**TEN, **fresh))
    claim(
        "0 and 1: three features are right on nearly all digits, pixels on all but a few",
        f"{percent(two.right.mean(-1))}",
        two.right.mean(-1).min() > 0.98,
    )
    single = last(HandFeatures(use="roundness", **fresh)).right[0]
    claim("Roundness alone does it", percent(single.mean()), single.mean() > 0.96)
    hand, flat, net = ten.right.mean(-1)
    claim(
        "Ten classes: three features are right on less than half, pixels on more than 85 %",
        f"features {percent(hand)}, pixels {percent([flat, net])}",
        0.3 < hand < 0.5 and min(flat, net) > 0.85,
    )
    other = last(HandFeatures(**TEN, classifier="support vectors", **fresh))
    claim(
        "Support vectors change that by less than three points",
        f"features {percent(other.right[0].mean())}, pixels {percent(other.right[1].mean())}",
        max(abs(other.right.mean(-1) - ten.right.mean(-1))[:2]) < 0.03,
    )


def test_the_first_box_is_the_one_that_must_learn(fresh, claim):
    right = last(ProductionLine(**fresh)).scores["test digits right"]
    first, second, third = (right[f"only box {n}"] for n in (1, 2, 3))
    claim(
        "One box learns, two stay random: with the first about four in five are right or more, "
        "with the last about a third",
        f"first {percent(first)}, second {percent(second)}, last {percent(third)}",
        first > 0.75 and third < 0.45 and third < second < first - 0.2,
    )
    claim(
        "All three are a few points better than the first alone",
        percent(right["all three"]),
        0 < right["all three"] - first < 0.1,
    )


def test_ink_without_grey_costs_little(fresh, claim):
    frame = last(VisibleErrors(**fresh))
    claim(
        "Black and white instead of grey costs less than a point and a half",
        f"{frame.cost.mean():+.1f} points; {percent(frame.right.mean(-1))}",
        abs(frame.cost.mean()) < 1.5,
    )


def test_self_training_gains_on_average(fresh, claim):
    gains = np.round(last(KindsOfLearning(**fresh | dict(runs=6))).gains, 1)
    claim(
        "Self-training from twenty labels does not lose on average, though single networks do",
        f"points: {', '.join(f'{gain:+.1f}' for gain in gains)}",
        gains.mean() > -1.5 and gains.min() < gains.max() - 2,
    )
