"""What one step of momentum does to an error on a parabola, calculated."""

import numpy as np


def iteration(rule, lr, beta, curvature):
    """Trace and determinant of the matrix that one step multiplies (x, velocity) by.

    momentum  [[1 - lr c, -lr beta], [c, beta]],
    nesterov  [[1 - lr c (1 + beta), -lr beta^2], [c, beta]], c the curvature.
    """
    push = lr * curvature
    if rule == "momentum":
        return 1 - push + beta, beta + 0 * push
    return (1 + beta) * (1 - push), beta * (1 - push)


def spectral_radius(trace, determinant):
    """The larger of |z| of the roots of z^2 - trace z + determinant: the factor of a step.

    In the long run each step multiplies the error by it (Goh, Why Momentum Really Works, 2017).
    """
    root = np.sqrt(trace * trace - 4 * determinant + 0j)
    return np.maximum(np.abs(trace + root), np.abs(trace - root)) / 2


def manner(trace, determinant):
    """How an error goes on: it "glides", "swings", jumps over at each step, or grows."""
    if spectral_radius(trace, determinant) >= 1:
        return "does not shrink"
    if trace * trace < 4 * determinant:
        return "swings"
    return "glides" if trace > 0 else "jumps to the other side at each step"


def swings_above(rule, push):
    """The momentum above which an error swings, for learning rate times curvature push (n,)."""
    root = np.sqrt(push)
    beta = (1 - root) ** 2 if rule == "momentum" else (1 - root) / (1 + root)
    return np.where((beta >= 0) & (root <= 2), beta, np.nan)


def diverges_beyond(rule, push):
    """The momentum (n,) of a border right of which, towards larger pushes (n,), an error grows."""
    if rule == "momentum":
        return push / 2 - 1
    with np.errstate(divide="ignore"):  # nesterov: 2 (1 + beta) / (1 + 2 beta) is the border
        return np.where(push > 4 / 3, (2 - push) / (2 * push - 2), np.nan)
