"""What later lectures ask of activations: slopes, thin networks, pieces, slopes that learn."""

import numpy as np

from dlcore import ACTIVATIONS

from ...questions.recalled import asked, numbers


def slope_from_output(rng):
    """a (1 - a)."""
    a = float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.7, 0.8, 0.9]))
    return asked(
        "A sigmoid unit gives {a}. What is its slope there?",
        numbers(round(a * (1 - a), 4), a, round(1 - a, 4), 0.25),
        "a (1 − a) = {a} · {rest}, at most a quarter.",
        **dict(a=a, rest=round(1 - a, 4)),
    )


def thin(rng):
    """Only active units count."""
    up, down = (float(n) for n in rng.choice([2, 3, 4, 5], 2, replace=False))
    w, v = (float(n) for n in rng.choice([2, 3, 7], 2, replace=False))
    z = np.array([up, -down])
    value = float(ACTIVATIONS["relu"](z)[0] @ [w, v])
    return asked(
        "Two ReLU units have z = {up} and z = −{down}; their weights into the output are {w} and "
        "{v}. What does the output get?",
        numbers(value, up * w - down * v, down * v, up + w),
        "The second unit is silent: {up} · {w}.",
        **dict(up=up, down=down, w=w, v=v),
    )


def pieces(rng):
    """1 + n + n (n - 1) / 2."""
    n = int(rng.integers(3, 9))
    most = 1 + n + n * (n - 1) // 2
    return asked(
        "One layer of {n} ReLU units looks at a plane. How many linear pieces are there at most?",
        numbers(most, 2**n, n + 1, 2 * n + 2),
        "{n} lines: 1 + {n} + {pairs} crossings.",
        **dict(n=n, pairs=n * (n - 1) // 2),
    )


def learned_slope(rng):
    """The sum of delta z over negative z."""
    z, delta = float(rng.choice([2, 3, 4])), float(rng.choice([0.5, 0.2, 1.5]))
    return asked(
        "A parametric ReLU has slope 0.25, z = −{z}, and the gradient at its output is {delta}. "
        "What is the gradient of the slope?",
        numbers(round(-z * delta, 4), round(0.25 * delta, 4), 0, round(z * delta, 4)),
        "δ z = {delta} · (−{z}), since z is below zero.",
        **dict(z=z, delta=delta),
    )
