"""What lecture 17 claims about instant learners, twenty methods, five parts, and the capstone."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import DATASETS, accuracy
from dlcore.experiments import Capstone, InstantLearners, ThenAndNow, TwoProblems
from dlcore.experiments.recipe.capstone import picked
from dlcore.experiments.recipe.two_problems import gone, judged, treated
from dlcore.experiments.stack import Stack
from tests.claims.ends import last
from tests.claims.words import percent

FOR_TRAINING = (
    "ReLU, first weights, batch norm, layer norm, skip connections, momentum, RMSProp, Adam, "
    "fewer layers, more passes"
).split(", ")
FOR_THE_TEST = (
    "L2, max-norm, dropout, input dropout, noise on inputs, noise inside, shifted images, "
    "turned images, early stopping"
).split(", ")
READERS = 20  # for each seed
BUDGET = 20


def test_what_all_right_on_training_means(seeds, claim):
    clean, odd = (
        [last(InstantLearners(label_noise=n, k=k, seed=s)) for s in seeds]
        for n, k in ((0.0, 5), (0.3, 15))
    )
    own, new = (np.array([getattr(f, part) for f in clean]) for part in ("own", "new"))
    claim(
        "One neighbour and the whole tree know all of their own digits at once",
        f"{percent(own[0, [0, 2]])}; of new ones {percent(new[0, [0, 2]])}",
        (own[:, [0, 2]] == 1).all(),
    )
    claim(
        "and yet the tree has more than a tenth of the new ones wrong, one neighbour under 5 %",
        f"right: {percent(new[0, [2, 0]])}",
        (new[:, 2] < 0.9).all() and (new[:, 0] > 0.95).all(),
    )
    claim(
        "Five neighbours know 98 to 99.5 % of their own digits, a tree of depth 5 under 85 %",
        percent(own[0, [1, 3]]),
        ((0.98 < own[:, 1]) & (own[:, 1] < 0.995)).all() and (own[:, 3] < 0.85).all(),
    )
    first = np.array([last(InstantLearners(epochs=1, seed=s)).own[4] for s in seeds])
    claim(
        "A network is under 92 % after its first pass, and over 98 % after twenty",
        f"{percent(first)}; {percent(own[:, 4])}",
        (first < 0.92).all() and (own[:, 4] > 0.98).all(),
    )
    own, new = (np.array([getattr(f, part) for f in odd]) for part in ("own", "new"))
    claim(
        "With 30 % of the labels random one neighbour still has all its own right, not the new",
        f"own {percent(own[:, 0])}; new {percent(new[:, 0])}",
        (own[:, 0] == 1).all() and (new[:, 0] < 0.8).all(),
    )
    claim(
        "and 15 neighbours have under 80 % of their own right, and over 90 % of the new",
        f"own {percent(own[:, 1])}; new {percent(new[:, 1])}",
        (own[:, 1] < 0.8).all() and (new[:, 1] > 0.9).all(),
    )


def test_a_digit_that_may_not_find_itself(seeds, claim):
    frames = [last(InstantLearners(itself=False, epochs=1, seed=s)) for s in seeds[:1]]
    own, new = frames[0].own[0], frames[0].new[0]
    claim(
        "If a digit may not find itself, one neighbour is as good on its own digits as on new ones",
        f"own {percent(own)}, new {percent(new)}",
        own < 1 and abs(own - new) < 0.025,
    )


@pytest.fixture(scope="module")
def sorted_methods(fresh):
    return last(TwoProblems(**fresh))


def effects(frame, names):
    """{method: mistakes gone of 100, in training of the first and on the test of the second}."""
    means = dict(zip(frame.names, frame.effects.mean(-1).T.tolist(), strict=True))
    return {name: means[name] for name in names}


def said(found, part):
    return ", ".join(f"{name} {both[part]:+.0f}" for name, both in found.items())


def test_methods_for_training(sorted_methods, claim):
    found = effects(sorted_methods, FOR_TRAINING)
    claim(
        "Ten take away 7 and more of 100 training mistakes of a network that does not learn",
        said(found, 0),
        all(training > 7 for training, _ in found.values()),
    )
    claim(
        "Of the test mistakes of one that overfits none takes away a fifth, and on average they do "
        "nothing",
        said(found, 1),
        max(fewer := [testing for _, testing in found.values()]) < 20 and np.mean(fewer) < 5,
    )


def test_methods_for_the_test(sorted_methods, claim):
    found = effects(sorted_methods, FOR_THE_TEST)
    fewer = {name: testing for name, (_, testing) in found.items()}
    weakest = fewer.pop("L2")
    claim(
        "Eight take away test mistakes of a network that overfits, on average one in five or more",
        said(found, 1),
        min(fewer.values()) > 3 and np.mean([*fewer.values()]) > 18,
    )
    claim(
        "L2, as strong as here, takes away fewer than these on average, or none",
        f"{weakest:+.0f}",
        weakest < np.mean([*fewer.values()]) - 10,
    )
    claim(
        "and none of them a tenth of the training mistakes of one that does not learn",
        said(found, 0),
        all(training < 10 for training, _ in found.values()),
    )
    both = effects(sorted_methods, ["more digits"])
    claim(
        "More digits take away half of the training mistakes and more, and some in the test",
        f"{said(both, 0)} and {said(both, 1)}",
        both["more digits"][0] > 50 and both["more digits"][1] > 5,
    )


def test_remedies_for_the_test_cost_training(fresh, claim):
    patient, _ = TwoProblems(depth=1, **fresh).patients
    names = ["nothing", "dropout", "noise on inputs", "noise inside", "shifted images", "L2"]
    right = [ended(judged(treated(patient, name), False))[0] for name in names]
    found = dict(zip(names[1:], gone(np.array(right))[1:].mean(-1), strict=True))
    claim(
        "Where one layer learns without help, remedies for the test add training mistakes",
        ", ".join(f"{name} {gained:+.0f}" for name, gained in found.items()),
        max(found.values()) < -3,
    )


def ended(work):
    """What a generator returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_then_and_now(fresh, claim):
    frame = last(ThenAndNow(parts=("first weights", "batch norm", "1cycle"), **fresh))
    right, changes = frame.scores["test right"], frame.changes
    claim(
        "Ten layers about 1986 guess, today's read more than nine digits in ten",
        f"{percent(right['1986'])} and {percent(right['today'])}",
        right["1986"] < 0.2 and right["today"] > 0.9,
    )
    plus = {name: change for name, change in changes.items() if name[0] == "+"}
    claim(
        "Batch norm alone wakes the old network; each other new part alone leaves it guessing",
        ", ".join(f"{name} {change:+.1f}" for name, change in plus.items()),
        plus.pop("+ batch norm") > 30 and max(plus.values()) < 5,
    )
    minus = {name: change for name, change in changes.items() if name[0] == "−"}
    claim(
        "Without its first weights today's network loses five points and more",
        f"{minus['− first weights']:+.1f}",
        minus.pop("− first weights") < -5,
    )
    claim(
        "without any other part less than five, and with sigmoids it gains",
        ", ".join(f"{name} {change:+.1f}" for name, change in minus.items()),
        min(minus.values()) > -5 and minus["− ReLU"] > 0,
    )
    claim(
        "First weights, batch norm and 1cycle are enough for nine in ten, without ReLU and Adam",
        percent(right["your mix"]),
        right["your mix"] > 0.9,
    )


def test_the_best_of_twenty_runs_flatters(seeds, claim):
    readers = [100 * seed + reader for seed in seeds for reader in range(READERS)]
    best, usual = np.mean([gaps(reader) for reader in readers], 0)
    claim(
        "Picked by validation, the best of 20 runs is flattered, on average over 100 readers",
        f"validation minus test {best:+.1f} points, of all runs {usual:+.1f}",
        best > usual,
    )


def gaps(reader):
    """Points that validation lies above the test: of the best run of one reader, and of all."""
    rng = np.random.default_rng(reader)
    e = Capstone(data="digits", examples=300, width=20, epochs=4, seed=reader)
    lr, l2 = 10 ** rng.uniform(-2.7, -1.7, BUDGET), rng.uniform(0, 0.02, BUDGET)
    init = rng.choice(["he-normal", "xavier-normal", "orthogonal"], BUDGET)
    runs = [
        replace(e, lr=float(a), l2=float(b), init=str(c))
        for a, b, c in zip(lr, l2, init, strict=True)
    ]
    stack = Stack(runs)
    *_, (_, theta, *_) = stack.steps()
    test = picked(DATASETS["digits"](), e.parts()[-1])
    parts = (stack.data.x_test, stack.data.y_test), test
    right, opened = (100 * accuracy(stack.net, theta, *part) for part in parts)
    return right.max() - opened[right.argmax()], (right - opened).mean()
