"""What later lectures ask of the start: a step, a step too long, the dent."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, SURFACES, descend

from ...questions.recalled import asked, numbers


def _after(steps, f, theta, lr, rule="gradient-descent"):
    """Where a rule stands after so many steps."""
    return next(islice(descend(f, theta, OPTIMIZERS[rule](), lr), steps, None)).theta


def one_step(rng):
    """Minus, times, and what a step is."""
    w, slope, lr = (float(rng.choice(of)) for of in ([2, 3, 5, -1], [4, 6, -2, -8], [0.1, 0.2]))
    [new] = _after(1, lambda theta: (0.0, np.array([slope])), np.array([w]), lr)
    return asked(
        "A weight is {w}, the slope of the loss there {slope}, the learning rate {lr}. Where is "
        "the weight after one step of gradient descent?",
        numbers(new, w + lr * slope, w - slope, -lr * slope),
        "{w} − {lr} · ({slope}) = {new}: against the slope, by learning rate times slope.",
        **dict(w=w, slope=slope, lr=lr, new=new),
    )


def too_long(rng):
    """Three things that a learning rate does on a parabola."""
    steep = float(rng.choice([2, 4, 5, 10]))
    lr = float(rng.choice([0.5, 1.5, 2.5])) / steep
    [new] = _after(1, lambda w: (0.0, steep * w), np.ones(1), lr)
    ways = ("walks down its side", "jumps across, and nearer", "jumps across, and farther")
    return asked(
        "A parabola, whose slope at w is {steep} w. Gradient descent starts at w = 1 with the "
        "learning rate {lr}. What does it do?",
        (ways[0 if new >= 0 else 1 if abs(new) < 1 else 2], ways),
        "One step multiplies w by 1 − {lr} · {steep} = {new}, and so does the next.",
        **dict(steep=steep, lr=lr, new=new),
    )


def the_dent(rng):
    """The race of the start, from other places and with other rates."""
    lr, x = float(rng.choice([0.05, 0.1])), float(rng.choice([-4, -3, -0.8]))
    rules, ground = ("gradient-descent", "momentum"), SURFACES["local-minimum"]
    through = [_after(300, ground, np.array([x, 0.0]), lr, rule)[0] > 2 for rule in rules]
    names = ("neither", "only momentum", "only gradient descent", "both")
    return asked(
        "The slope with the dent at 0 once more. The balls start at {x}, with the learning rate "
        "{lr}. Who comes through to the pit?",
        (names[through[1] + 2 * through[0]], names),
        "Both have just been run. Gradient descent stops where it is level, whatever its run-up; "
        "momentum needs speed when it comes to the dent: a long way, and steps that are not too "
        "short.",
        **dict(x=x, lr=lr),
    )
