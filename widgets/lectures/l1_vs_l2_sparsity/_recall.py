"""What later lectures ask of L1 and L2: whose pull is stronger, how long, how much is left."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, PENALTIES, descend

from ...questions.recalled import asked, numbers


def _left(w, steps, lr, **around):
    """A weight after so many steps on level ground, pulled by nothing but what stands around."""
    walk = descend(
        lambda theta: (0.0, np.zeros_like(theta)),
        np.array([w]),
        OPTIMIZERS["gradient-descent"](),
        lr,
        **around,
    )
    return next(islice(walk, steps, None)).theta[0]


def stronger_pull(rng):
    """Proportional or steady."""
    w = float(rng.choice([0.02, 0.2, 5, 30]))
    pull = {name.upper(): PENALTIES[name](np.array([w]))[1][0] for name in ("l1", "l2")}
    return asked(
        "A weight of {w}; L1 and L2 with the same strength. Which takes more off in one step?",
        (max(pull, key=pull.get), ("L1", "L2", "both the same")),
        "L1 pulls by 1, whatever the weight is; L2 by the weight itself, {w}.",
        w=w,
    )


def steps_to_zero(rng):
    """L1 arrives, L2 does not."""
    share, count = float(rng.choice([0.01, 0.02, 0.05])), int(rng.choice([5, 10, 20]))
    w, steady = round(share * count, 3), bool(rng.integers(2))
    around = dict(shrink=share) if steady else dict(weight_decay=share)
    zero = [t for t in range(1, 2 * count + 1) if abs(_left(w, t, 1.0, **around)) < 1e-12]
    return asked(
        "A weight of {w} that the data do not need. {taken} off in each step. When is it 0?",
        numbers(zero[0] if zero else np.inf, count, count // 2 + 1, np.inf, unit="steps"),
        "{count} times {share} is {w}." if zero else "A share of what is left never takes all.",
        **dict(w=w, share=share, count=count),
        taken=f"L1 takes {share:g}" if steady else f"L2 takes {100 * share:g} % of it",
    )


def l2_leaves(rng):
    """(1 - lr lambda) w."""
    w, decay, lr = float(rng.choice([4, 10, -2])), float(rng.choice([1, 2, 5])), 0.1
    left, factor = _left(w, 1, lr, weight_decay=decay), 1 - lr * decay
    return asked(
        "A weight of {w}, the learning rate {lr}, L2 of strength {decay}, and no other gradient. "
        "What is left after one step?",
        numbers(round(left, 6), w * lr * decay, w - np.sign(w) * lr * decay, 0),
        "A step multiplies it by 1 − {lr} · {decay} = {factor}.",
        **dict(w=w, decay=decay, lr=lr, factor=factor),
    )
