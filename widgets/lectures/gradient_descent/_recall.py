"""What later lectures ask of gradient descent: the border, the gauge, batches, units."""

import numpy as np

from dlcore import OPTIMIZERS, descend
from dlcore.training import updates_of

from ...questions.recalled import asked, numbers


def largest_rate(rng):
    """2 over the curvature."""
    curvature = float(rng.choice([0.5, 4, 5, 20, 50]))
    right = 2 / curvature
    return asked(
        "A parabola has the second derivative {curvature}. Above which learning rate does gradient "
        "descent diverge on it?",
        numbers(right, 1 / curvature, curvature / 2, 1.0 if right != 1 else 3.0),
        "Each step multiplies the distance by 1 − rate · {curvature}: from {right} on by −1 or "
        "worse.",
        **dict(curvature=curvature, right=right),
    )


def landing(rng):
    """The gauge from two slopes."""
    before = -float(rng.choice([2, 4, 6, 10]))
    alpha = float(rng.choice([-0.5, 0, 0.5, 1, 1.5]))
    places = {
        -0.5: "short of the bottom",
        0: "at the bottom",
        0.5: "on the other wall, lower",
        1: "on the other wall, just as high",
        1.5: "on the other wall, higher",
    }
    return asked(
        "On a parabola the slope is {before} before a step and {after} after it. Where did the "
        "step land?",
        (places[alpha], tuple(places.values())),
        "−slope after / slope before = {alpha}; 0 is the bottom, 1 as high on the other wall.",
        **dict(before=before, after=-alpha * before, alpha=alpha),
    )


def noise(rng):
    """One over the root of the batch size."""
    times = int(rng.choice([4, 9, 16, 25, 100]))
    root = float(np.sqrt(times))
    return asked(
        "Each batch is made {times} times as large. How many times smaller is the noise of its "
        "gradient?",
        numbers(root, times, times**2, 1.0),
        "The variance falls with the batch size, so the noise with its root: {root} times.",
        **dict(times=times, root=root),
    )


def updates(rng):
    """Examples over batch size, times passes."""
    n, batch = int(rng.choice([600, 1000, 2000])), int(rng.choice([10, 20, 50]))
    passes = int(rng.choice([2, 3, 5]))
    right = updates_of(n, batch, passes)
    return asked(
        "{n} examples, batches of {batch}, {passes} passes. How many steps is that?",
        numbers(right, n * passes, right / passes, n),
        "{n} / {batch} steps in each pass, {passes} times: {right}.",
        **dict(n=n, batch=batch, passes=passes, right=right),
    )


def units(rng):
    """The square of the stretch."""
    times = int(rng.choice([3, 5, 10, 20]))
    return asked(
        "Of two inputs one has the larger numbers. Now its unit is made {times} times smaller. How "
        "many times as many steps does gradient descent take, about?",
        numbers(times**2, times, 1, 2 * times),
        "Its weight's curvature grows by {times}² = {square}, and the other weight must wait.",
        **dict(times=times, square=times**2),
    )


def best_step(rng):
    """First over second derivative."""
    a, x = float(rng.choice([0.5, 2, 3])), float(rng.choice([2, 4, -3]))

    def parabola(w):
        return (a * w * w).sum(-1), 2 * a * w

    steps = descend(parabola, np.array([x]), OPTIMIZERS["gradient-descent"](), 1 / (2 * a))
    start, there = next(steps), next(steps)
    return asked(
        "The loss is {a} x². At x = {x}, which rate leads to the bottom in one step?",
        numbers(1 / (2 * a), 1 / a, 2 * a, a + 5),
        "One over the second derivative, {bent}: from {x} with the slope {slope} to {end}.",
        **dict(a=a, x=x, bent=2 * a, slope=float(start.grad[0]), end=float(there.theta[0]) + 0.0),
    )
