"""What lecture 17 claims about the loop, the clinic and planted bugs."""

import numpy as np
import pytest

from dlcore.experiments import BugHunt, Clinic
from dlcore.experiments.judging import judging
from dlcore.experiments.recipe._sick import Sick, SickStack
from dlcore.experiments.recipe.clinic import CURES, FAULTS
from dlcore.experiments.recipe.recipe_loop import (
    DONE,
    FOR_THE_TEST,
    FOR_TRAINING,
    GOOD,
    PATIENTS,
    TEST_BRANCH,
    TRAINING_BRANCH,
    USUAL,
    reached,
)
from tests.claims.ends import last
from tests.claims.words import percent, points

BRANCHES = dict(A=TRAINING_BRANCH, B=TEST_BRANCH, C=TRAINING_BRANCH, D=TRAINING_BRANCH, E=DONE)
OWN = {  # one change that cures
    "steps too large": "steps ÷ 10",
    "schedule ends too soon": "slower schedule",
    "no unit speaks": "biases start at 0",
    "too few examples": "more examples",
    "examples in order of class": "shuffle the examples",
    "softmax twice": "one softmax",
    "network too small": "wider layers",
    "all weights start at 0": "He weights",
    "steps too small": "steps × 10",
    "gradient vanishes": "ReLU and He weights",
}
FOR_TESTS = ("dropout", "L2", "more examples")


def ends(knobs, seeds):
    """Shares right of training and test, (2, K)."""
    stack = SickStack(Sick(seed=seeds[0], runs=len(seeds), **USUAL | knobs))
    for step in stack.steps():
        theta = step.theta
    return np.array([share for _, share in judging(stack.net, theta, stack.data)])


@pytest.fixture(scope="module")
def patients(seeds):
    return {name: ends(knobs, seeds) for name, knobs in PATIENTS.items()}


def test_two_questions_find_the_branch(patients, claim):
    for name, shares in patients.items():
        found = [reached(*pair)[-1] for pair in shares.T]
        claim(
            f"Patient {name} of the loop: the two questions end at '{BRANCHES[name]}'",
            f"training {percent(shares[0].mean())}, test {percent(shares[1].mean())}; in "
            f"{found.count(BRANCHES[name])} of {len(found)} runs",
            found.count(BRANCHES[name]) >= len(found) - 1,
        )


def test_a_remedy_of_the_other_branch_does_not_help(patients, seeds, claim):
    for name, others, most in (("A", FOR_THE_TEST, 10), ("B", FOR_TRAINING, 5)):
        gains = {}
        for remedy, change in others.items():
            changed = ends(PATIENTS[name] | change(USUAL | PATIENTS[name]), seeds)
            gains[remedy] = changed[1].mean() - patients[name][1].mean()
        claim(
            f"Patient {name}: no remedy of the other branch gains {most} points of the test",
            "; ".join(f"{remedy} {points(gain)}" for remedy, gain in gains.items()),
            max(gains.values()) < most / 100,
        )


def test_two_illnesses_take_two_turns(seeds, claim):
    first, second = (PATIENTS["C"] | FOR_TRAINING["ReLU"]({}), FOR_THE_TEST["more examples"]({}))
    ways = [ends(knobs, seeds).mean(-1) for knobs in (PATIENTS["C"], first, first | second)]
    found = [reached(*pair)[-1] for pair in ways]
    claim(
        "Patient C needs ReLU first, which uncovers the second illness, and then more examples",
        f"training {percent([w[0] for w in ways])}; test {percent([w[1] for w in ways])}",
        found == [TRAINING_BRANCH, TEST_BRANCH, DONE],
    )


def test_each_patient_of_the_clinic_is_saved_by_one_change(seeds, claim):
    tests, worst = {}, {}
    for fault, knobs in FAULTS.items():
        tests[fault] = ends(knobs | CURES[OWN[fault]](USUAL | knobs), seeds)[1]
        few = fault == "too few examples"
        wrong = [c for c in CURES if c not in ("nothing", *FOR_TESTS)] if few else FOR_TESTS
        found = {c: ends(knobs | CURES[c](USUAL | knobs), seeds)[1].min() for c in wrong}
        worst[fault] = max(found.values())
    claim(
        "Each of the ten patients is cured by one change, on average over the seeds",
        "; ".join(f"{fault} {percent(x.mean(), 0)}" for fault, x in tests.items()),
        all(x.mean() >= GOOD for x in tests.values()),
    )
    claim(
        "and none by a change that is for the other problem",
        "; ".join(f"{fault} at best {percent(x, 0)}" for fault, x in worst.items()),
        max(worst.values()) < GOOD,
    )


@pytest.fixture(scope="module")
def charts(seeds):
    """{fault: [what all instruments say, for each seed]}."""
    return {
        fault: [Clinic(patient=n, seed=seed).chart() for seed in seeds]
        for n, fault in enumerate(FAULTS, 1)
    }


def diagnosis(run):
    """Nine questions in an order; what is left is too small."""
    given, rates = run["outputs"], run["learning rate"]
    found = {
        "too few examples": run["training"][-1] > 0.9,
        "examples in order of class": run["classes in a batch"].max() <= 2,
        "all weights start at 0": run["first weights"].max() == 0,
        "no unit speaks": run["silent units"].min() == 1,
        "schedule ends too soon": rates[-1] < 1e-6,
        "softmax twice": given.min() >= 0 and abs(given.sum() - 1) < 1e-3,
        "gradient vanishes": run["gradients"][0] < run["gradients"][-1] / 100,
        "steps too large": rates[0] > 0.1,
        "steps too small": rates[0] < 0.003,
    }
    return next((fault for fault, yes in found.items() if yes), "network too small")


def test_a_program_names_the_faults(charts, claim):
    right = {f: sum(diagnosis(run) == f for run in runs) for f, runs in charts.items()}
    total = sum(map(len, charts.values()))
    claim(
        "A program of nine questions to the instruments names nine of ten faults and more",
        f"{sum(right.values())} of {total} runs; "
        f"wrong: {', '.join(f for f, n in right.items() if n < len(charts[f])) or 'none'}",
        sum(right.values()) >= 0.9 * total,
    )


def pairs(charts, one, other, instrument):
    """What an instrument says of two patients, for each seed."""
    return [[chart[instrument] for chart in charts[fault]] for fault in (one, other)]


def test_look_alikes_are_told_apart_by_one_instrument(charts, claim):
    ordered, large = pairs(
        charts, "examples in order of class", "steps too large", "classes in a batch"
    )
    claim(
        "Sorted examples, not steps that are too large: a batch has one class, or two",
        f"most {np.max(ordered):.0f}; else least {np.min(large):.0f}",
        np.max(ordered) <= 2 < np.min(large),
    )
    zeros, dead = pairs(charts, "all weights start at 0", "no unit speaks", "first weights")
    claim(
        "All weights at 0, not silent units: the first weights say so",
        f"{np.max(zeros):.2f} and {np.min(dead):.2f}",
        np.max(zeros) == 0 < np.min(dead),
    )
    twice, small = pairs(charts, "softmax twice", "steps too small", "outputs")
    claim(
        "Softmax twice, not small steps: what the loss is given lies between 0 and 1, sum 1",
        f"sums {np.sum(twice, -1).min():.2f} to {np.sum(twice, -1).max():.2f}; else least "
        f"{np.min(small, -1).max():.1f}",
        np.min(twice) >= 0
        and np.ptp([1, *np.sum(twice, -1)]) < 1e-3
        and np.min(small, -1).max() < 0,
    )
    ended, small = pairs(charts, "schedule ends too soon", "steps too small", "learning rate")
    claim(
        "A schedule that ends too soon, not small steps: the rate is large at first, then nothing",
        f"{ended[0][0]:.2g} to {ended[0][-1]:.1g}; else {small[0][0]:.2g} throughout",
        np.max(ended, 0)[-1] < 1e-6 < 1e-2 < np.min(ended, 0)[0] and np.ptp(small) == 0,
    )


@pytest.fixture(scope="module")
def hunt(fresh):
    return last(BugHunt(**fresh))


def test_ten_examples_find_three_bugs(hunt, claim):
    never = [name for name in hunt.names if name not in hunt.passed]
    claim(
        "Ten examples by heart find three of the ten planted bugs, a frozen layer now and then",
        f"never known: {', '.join(never)}",
        set(never) - {"first layer frozen"}
        == {"gradient, wrong sign", "all weights start at 0", "no unit speaks"},
    )
    times = dict(zip(hunt.names, hunt.known.mean(-1), strict=True))
    claim(
        "A gradient ten times too large even passes the small test sooner",
        f"{times['gradient × 10']:.0f} updates, {times['no bug']:.0f} without a bug",
        times["gradient × 10"] < times["no bug"],
    )


def test_three_bugs_leave_the_training_good_and_spoil_the_test(hunt, claim):
    train, test = (
        dict(zip(hunt.names, part.mean(-1), strict=True)) for part in (hunt.train, hunt.test)
    )
    three = ["test labels one off", "test images turned", "mean removed once"]
    claim(
        "Three bugs give good training and a bad test, without overfitting",
        "; ".join(f"{n}: {percent(train[n])} and {percent(test[n])}" for n in hunt.deceiving),
        hunt.deceiving == three and min(train[n] for n in three) > 0.97,
    )
    frozen = ("first layer frozen", "biases frozen")
    claim(
        "Two bugs are seen by neither: the run is as good as without, within five points",
        "; ".join(f"{n}: test {percent(test[n])}" for n in ("no bug", *frozen)),
        min(test[n] for n in frozen) > test["no bug"] - 0.05,
    )
    claim(
        "Training labels one place off are partly learned by heart; the test is guesswork",
        f"{percent(train['labels one place off'])} and {percent(test['labels one place off'])}",
        train["labels one place off"] > 0.5 and test["labels one place off"] < 0.2,
    )
