"""What later lectures ask of this one: entries, error bars, chosen scores, leaks, updates."""

import numpy as np

from dlcore import error_bar, one_hot
from dlcore.training import updates_of

from ...questions.recalled import asked, numbers


def entry(rng):
    """Row after row."""
    side = int(rng.choice([8, 28]))
    row, column = (int(n) for n in rng.integers(1, side - 1, 2))
    right = int(np.arange(side * side).reshape(side, side)[row, column])
    return asked(
        "An image of {side} × {side} pixels becomes a vector, row after row. Which entry is row "
        "{row}, column {column}, all counted from 0?",
        numbers(right, column * side + row, right + side, row + column),
        "{row} full rows of {side}, then {column} more: {right}.",
        **dict(side=side, row=row, column=column, right=right),
    )


def label(rng):
    """Where the one stands."""
    digit = int(rng.integers(10))
    right = int(one_hot([digit], 10)[0].argmax()) + 1
    return asked(
        "The label {digit} as a one-hot vector of ten numbers: the how-many-th of them is 1?",
        numbers(right, digit, digit + 2, 10 - digit),
        "The first one stands for 0, so the label {digit} has its 1 at place {right}.",
        **dict(digit=digit, right=right),
    )


def bar(rng):
    """sqrt(a (1 - a) / n)."""
    right, n = float(rng.choice([0.5, 0.8, 0.9])), int(rng.choice([100, 400, 2500, 10000]))
    bar = float(100 * error_bar(right, n))
    return asked(
        "A model has {share}% of {n} test images right. How large is the error bar, in points?",
        numbers(float(f"{bar:.2g}"), *(float(f"{bar * k:.2g}") for k in (0.1, 3, 10))),
        "√(a(1 − a)/n) with a = {a} and n = {n}: {bar} points.",
        **dict(share=100 * right, a=right, n=n, bar=float(f"{bar:.2g}")),
    )


def fewer(rng):
    """The root."""
    times = int(rng.choice([4, 9, 16, 25, 100]))
    root = float(np.sqrt(times))
    return asked(
        "The test part is made {times} times smaller. How many times larger is the error bar?",
        numbers(root, times, times**2, 1.0),
        "It falls with the root of the number of test images: {root} times.",
        **dict(times=times, root=root),
    )


def best_coin(rng):
    """What a chosen score is worth: the mean of many draws."""
    coins, n = int(rng.choice([10, 100, 1000])), int(rng.choice([50, 200, 800]))
    best = round(100 * float(rng.binomial(n, 0.5, (400, coins)).max(-1).mean() / n))
    return asked(
        "{coins} models toss coins for {n} test labels. Of how many per cent of them is the best "
        "one right, about?",
        numbers(best, 50, 95, (best + 95) // 2),
        "About {best}%: it was chosen by these labels. Of fresh ones it gets half.",
        **dict(coins=coins, n=n, best=best),
    )


def steps(rng):
    """Batches, not examples."""
    n, batch = int(rng.choice([800, 1600, 8000])), int(rng.choice([20, 32, 50]))
    right = updates_of(n, batch, 1)
    return asked(
        "{n} examples, batches of {batch}. How many steps is one epoch?",
        numbers(right, n, right + 1, batch),
        "Each example once: {n} / {batch} = {right} batches.",
        **dict(n=n, batch=batch, right=right),
    )
