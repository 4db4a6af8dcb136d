"""What later lectures ask of the recipe: the branch, several changes, the loss of guessing."""

import numpy as np

from ...questions.recalled import asked, numbers

BRANCHES = ("help the training", "help the test", "it is good enough")


def branch(rng):
    """Training first."""
    goal = int(rng.choice([85, 90, 95]))
    train, test = (
        (goal - int(rng.integers(10, 40)), None),
        (100, goal - int(rng.integers(8, 30))),
        (100, goal + int(rng.integers(1, 4))),
    )[int(rng.integers(3))]
    test = train - int(rng.integers(1, 4)) if test is None else test
    right = BRANCHES[0] if train < goal else BRANCHES[1] if test < goal else BRANCHES[2]
    return asked(
        "{goal} % would be good enough. A run has {train} % of its training digits right and "
        "{test} % of the test digits. What does the recipe say?",
        (right, BRANCHES),
        "Training first: {train} %; only then the test: {test} %.",
        **dict(goal=goal, train=train, test=test),
    )


def guessing(rng):
    """ln C."""
    classes = int(rng.choice([2, 5, 10, 20, 100]))
    loss = round(float(np.log(classes)), 2)
    return asked(
        "A classifier with {classes} classes does not learn at all: its cross-entropy stays where "
        "guessing is. Where?",
        numbers(loss, round(float(np.log2(classes)), 2), round(1 / classes, 2), 2 * loss),
        "ln {classes} = {loss}: the probability of every class is 1 / {classes}.",
        **dict(classes=classes, loss=loss),
    )


def changes(rng):
    """Of n changes made at once nobody knows which helped; each on or off needs 2^n runs."""
    n = int(rng.integers(2, 6))
    return asked(
        "{n} changes, each on or off. How many runs show what each does, alone and with any of the "
        "others?",
        numbers(2**n, n, n + 1, n * n if n * n != 2**n else n * n + 1),
        "Two choices for each of {n}: {runs}.",
        **dict(n=n, runs=2**n),
    )
