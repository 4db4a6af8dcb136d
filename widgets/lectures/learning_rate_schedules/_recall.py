"""What later lectures ask of schedules: the floor, the clock, a tenth every r steps, patience."""

import numpy as np

from dlcore import SCHEDULES

from ...questions.recalled import asked, numbers


def floor(rng):
    """What noise leaves is proportional to the rate, if it is small."""
    times = int(rng.choice([2, 5, 10, 20]))
    return asked(
        "A training has come to its noise floor. The rate, a small one, is divided by {times}. How "
        "many times smaller is the loss that is left, in the end?",
        numbers(times, times**2, 1, 4 * times),
        "On a parabola the noise leaves a loss that is proportional to the rate: {times} times.",
        **dict(times=times),
    )


def clock(rng):
    """A factor meant for each epoch, applied after each batch."""
    factor, batches = float(rng.choice([0.9, 0.95])), int(rng.choice([50, 63, 100]))
    schedule = SCHEDULES["exponential"](lr=1.0, span=1, factor=factor)
    left = 100 * float(schedule(batches))
    said = f"{left:.1g}"
    return asked(
        "A rate is to be multiplied by {factor} each epoch. By a slip it is done after each of the "
        "{batches} batches. How many per cent of it are left after one epoch?",
        numbers(float(said), 100 * factor, 100 * factor / batches, 50.0, unit="%"),
        "{factor} to the power {batches} is about {said} per cent.",
        **dict(factor=factor, batches=batches, said=said),
    )


def a_tenth(rng):
    """lr 10^(-t / r)."""
    r, times = int(rng.choice([10, 20, 50])), int(rng.choice([2, 3]))
    schedule, t = SCHEDULES["exponential"](lr=0.1, span=r), times * r
    right = float(f"{schedule(t):.6g}")
    return asked(
        "The rate is 0.1 · 10 to the power −t / {r}. What is it at t = {t}?",
        numbers(right, 0.1 / t, 0.1 / times, 0.1 / (times + 1)),
        "A tenth every {r} steps, {times} times: {right}.",
        **dict(r=r, t=t, times=times, right=right),
    )


def patience(rng):
    """How many averages without progress it takes."""
    patience, low = int(rng.choice([2, 3, 4])), float(rng.choice([0.5, 0.6, 0.8]))
    schedule, high = SCHEDULES["performance"](lr=1.0, span=1, patience=patience), low + 0.1
    state, means = schedule.init(), [2.0, low] + [high] * 9
    for t, mean in enumerate(means):
        state, rate = schedule.update(state, t, np.array(mean))
        if rate[0] < 1:
            break
    bad = t - 1
    return asked(
        "A plateau rule with patience {patience} sees the averages 2, {low}, and from then on "
        "{high}. At which of the averages of {high} does the rate fall?",
        numbers(bad, bad + 1, bad + 2, 1),
        "Each is one without progress; {bad} of them use up its patience. (In PyTorch it is one "
        "more.)",
        **dict(patience=patience, bad=bad, low=low, high=high),
    )
