"""What later lectures ask of vanishing gradients: the chain, the slopes, the first question."""

import numpy as np

from dlcore import ACTIVATIONS

from ...questions.recalled import asked, numbers


def chain(rng):
    """Factors multiply."""
    depth, w = int(rng.choice([3, 4, 5, 6])), float(rng.choice([1, 2, 8]))
    _, slopes = ACTIVATIONS["sigmoid"](np.zeros(depth))
    left, slope = np.prod(slopes * w), slopes[0]
    return asked(
        "A chain of {depth} sigmoid units, each where it is steepest, each with the weight {w}. By "
        "what is the gradient multiplied on its way down?",
        numbers(left, slope * w / depth, slope * w * depth, slope**depth, w),
        "By slope times weight in each layer: {slope} · {w}, to the power of {depth}: {left}.",
        **dict(depth=depth, w=w, left=left, slope=slope),
    )


def steepest(rng):
    """Slopes at one place."""
    z, names = float(rng.choice([-3, -0.5, 0.5, 2, 4])), ("sigmoid", "tanh", "relu")
    slopes = {name: float(ACTIVATIONS[name](np.array([z]))[1][0]) for name in names}
    return asked(
        "The sum that comes into a unit is {z}. With which activation does the largest share of "
        "the gradient get through?",
        (max(slopes, key=slopes.get), names),
        "The slopes there are {sigmoid}, {tanh} and {relu} (sigmoid, tanh, ReLU).",
        **{name: round(slope, 3) for name, slope in slopes.items()},
        z=z,
    )


def first_question(rng):
    """Look at the training set first."""
    two, stuck = int(rng.integers(95, 100)), bool(rng.integers(2))
    train = int(rng.integers(12, 40) if stuck else rng.integers(97, 101))
    test = train - int(rng.integers(0, 3) if stuck else rng.integers(20, 35))
    gaps = {"badly trained": two - train, "overfitting": train - test}
    ill = max(gaps, key=gaps.get)
    why = dict.fromkeys(gaps, "What it was shown it knows: it has learned that by heart.")
    why["badly trained"] = "It fails on what it was shown, and two of its layers alone would do."
    return asked(
        "Two layers get {two} % of their training digits right. Ten get {train} % of the training "
        "digits, and {test} % of new ones. What ails the ten?",
        (ill, ("overfitting", "too small", "badly trained")),
        why[ill],
        **dict(two=two, train=train, test=test),
    )
