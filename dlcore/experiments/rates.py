"""Learning rates for a race: one for all, each rule's usual one, or each its best of a grid."""

import numpy as np

from ..optimizers import OPTIMIZERS, Together
from ..registry import of_the_course
from ..training import descend

OWN = {"usual": "each rule has its usual rate", "tuned": "the rates are tuned"}
RATES = ("same", *OWN)
GRID = np.geomspace(1e-4, 2.0, 18)


def rules_of(names):
    """One rule with its usual hyper-parameters for each name."""
    return tuple(OPTIMIZERS[name]() for name in names)


def racing(f, theta, rules, lr):
    """Endless `Step`s of all rules at once, from theta (R, ...) with lr that broadcasts against it.

    Replayed where surface and rules are dlcore's own, which are known to be pure functions.
    """
    ours = all(map(of_the_course, [getattr(f, "function", f), *map(type, rules)]))
    return descend(f, theta, Together(rules), lr, replay=ours)


def check_first_order(*names):
    """Raise ValueError for a rule that asks for second derivatives: networks have too many."""
    for name in names:
        if OPTIMIZERS[name].needs_hessian:
            raise ValueError(f"{name} needs second derivatives, too many for a network")


def first_to_stay(values, goal):
    """values (steps, ...) -> first step from which the value stays below goal (...), else inf."""
    with np.errstate(invalid="ignore"):
        above = ~(values < goal)
    last = len(values) - np.argmax(above[::-1], axis=0)
    last = np.where(above.any(0), last, 0)
    return np.where(last < len(values), last, np.inf)


def best_rates(f, theta, rules, steps, goal):
    """The learning rate of GRID with which each rule arrives soonest (R,).

    theta (K, P): K places to start from, all with the same weight. Arriving soonest in the
    median of the starts wins; where no rate arrives in time, the lowest mean loss at the end.
    """
    stack = np.broadcast_to(theta, (len(rules), len(GRID), *theta.shape))
    lr = GRID[:, None, None]
    values = []
    for step in racing(f, stack, rules, lr):
        values.append(step.value)
        if step.t == steps:
            break
    values = np.stack(values)
    arrived = np.median(first_to_stay(values, goal), -1)
    with np.errstate(invalid="ignore"):
        final = np.nan_to_num(values[-1], nan=np.inf, posinf=np.inf).mean(-1)
    # arrival first, final loss as the tie-break
    order = np.lexsort((final, arrived), axis=-1)
    return GRID[order[:, 0]]
