"""What later lectures ask of the race: speed, memory, scale, the length of a step."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, SURFACES, descend

from ...questions.recalled import asked, numbers


def _steps(rule, gradients):
    """The directions of a rule that gets these gradients of one weight, one after the other."""
    state, directions = rule.init(np.zeros(1)), []
    for g in gradients:
        state, direction = rule.update(state, np.array([float(g)]))
        directions.append(direction[0])
    return directions


def speed_on_an_even_slope(rng):
    """1 / (1 - beta)."""
    beta = float(rng.choice([0.5, 0.8, 0.9, 0.95]))
    speed = _steps(OPTIMIZERS["momentum"](beta), [1] * 1000)[-1]
    return asked(
        "Momentum with beta = {beta} on a long even slope. Its steps become how many times as long "
        "as those of gradient descent?",
        numbers(round(speed, 6), 1 + beta, 1 / beta, 100),
        "1 + {beta} + {beta}² + … = 1 / (1 − {beta}) = {speed}.",
        **dict(beta=beta, speed=speed),
    )


def adagrad_on_an_even_slope(rng):
    """1 / sqrt(t)."""
    t, g = int(rng.choice([4, 9, 16, 25])), float(rng.choice([0.1, 3, 50]))
    return asked(
        "Every gradient is {g}. How long is step {t} of Adagrad, in units of the learning rate?",
        numbers(round(_steps(OPTIMIZERS["adagrad"](), [g] * t)[-1], 4), 1, 1 / t, g),
        "{g} divided by the root of {t} · {g}²: one over the root of {t}, whatever the gradient.",
        **dict(t=t, g=g),
    )


def louder(rng):
    """Who divides does not hear it."""
    times, ground = int(rng.choice([10, 100, 1000])), SURFACES["bowl"]
    plain = rng.choice(["momentum", "gradient-descent", "nesterov"], 2, replace=False)
    names = sorted(map(str, [rng.choice(["adam", "rmsprop", "adagrad"]), *plain]))

    def way(name, scale):
        def loud(theta):
            value, grad = ground(theta)
            return scale * value, scale * grad

        return next(islice(descend(loud, ground.start, OPTIMIZERS[name](), 1e-4), 20, None)).theta

    [same] = [name for name in names if np.allclose(way(name, 1), way(name, times))]
    return asked(
        "The loss is multiplied by {times}, the learning rate stays. Whose way stays the same?",
        (same, tuple(names)),
        "{same} divides the gradient by its own usual size, so the {times} cancel.",
        **dict(times=times, same=same),
    )


def first_step_of_adam(rng):
    """lr, for any gradient."""
    g, lr = float(rng.choice([0.002, 0.5, 40, 700])), float(rng.choice([0.001, 0.01, 0.03]))
    return asked(
        "The very first gradient is {g}. How long is Adam's first step with the learning rate "
        "{lr}?",
        numbers(round(lr * _steps(OPTIMIZERS["adam"](), [g])[0], 6), lr * g, 0.1 * lr * g, lr / 10),
        "Both means are corrected for their start at 0, which leaves {lr} · g / |g| = {lr}.",
        **dict(g=g, lr=lr),
    )
