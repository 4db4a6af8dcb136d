"""What later lectures ask of maxout: groups, parameters, tangents, pooling."""

import numpy as np

from dlcore import MaxPool

from ...questions.recalled import asked, numbers


def groups(rng):
    """The largest of a group goes on."""
    z = rng.choice(np.arange(16), 4, replace=False)
    own = MaxPool((4,), (2,)).forward({}, z[None].astype(float))[0][0]
    right = f"{own[0]:.0f} and {own[1]:.0f}"
    wrong = [f"{z.max()} and {z.min()}", f"{z[0] + z[1]} and {z[2] + z[3]}"]
    low = f"{min(z[:2])} and {min(z[2:])}"
    return asked(
        "A maxout layer has the four pieces {a}, {b}, {c}, {d}, in groups of two. What goes on?",
        (right, tuple(sorted({right, *wrong, low}))),
        "Of each group the largest: {right}.",
        **dict(zip("abcd", map(int, z), strict=True), right=right),
    )


def parameters(rng):
    """k times as many weights."""
    k, n_in, units = (int(rng.choice(c)) for c in ([2, 3, 5], [10, 20, 64], [20, 50]))
    right = k * (n_in + 1) * units
    return asked(
        "{units} maxout units of {k} pieces each get {n_in} inputs. How many parameters are these?",
        numbers(right, (n_in + 1) * units, k * n_in * units + units, (n_in + k) * units),
        "Each piece has weights and a bias of its own: {k} · ({n_in} + 1) · {units}.",
        **dict(k=k, n_in=n_in, units=units),
    )


def twice_as_many(rng):
    """The error of tangents falls with the square of their number."""
    k, times = int(rng.choice([2, 3, 4])), int(rng.choice([2, 3]))
    few, many = ((4 / n) ** 2 for n in (k, k * times))
    return asked(
        "The best {k} lines under a parabola miss it by {few} at most. By how much do {n} lines?",
        numbers(round(many, 4), round(few / times, 4), round(few / 2, 4), round(few, 4)),
        "{times} times as many lines, {square} times less.",
        **dict(k=k, few=round(few, 4), n=k * times, times=times, square=times**2),
    )


def pooled(rng):
    """One winner for each window."""
    side, window = ((28, 2), (28, 4), (8, 2), (12, 3))[int(rng.integers(4))]
    right = (side // window) ** 2
    return asked(
        "An image of {side} × {side} pixels goes through max pooling of {window} × {window}. How "
        "many pixels get a gradient?",
        numbers(right, side**2, right * window, side**2 - right),
        "One in each of the {right} windows.",
        **dict(side=side, window=window, right=right),
    )
