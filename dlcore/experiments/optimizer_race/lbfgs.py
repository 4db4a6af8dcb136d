"""L-BFGS (Liu & Nocedal 1989): a Newton step from the last few steps and changes of gradient."""

import numpy as np

ENOUGH = 1e-4  # share of the expected descent that a step must bring, else it is halved


def lbfgs(f, theta, memory=10):
    """Endless (theta (P,), value), one for each call of f (value and gradient); f is not random.

    It has no learning rate: steps begin at 1, and are halved until the value falls (Armijo).
    """
    value, grad = f(theta)
    pairs = []
    while True:
        yield theta, value
        direction = newton_like(grad, pairs)
        step = 1.0
        while True:
            new = theta - step * direction
            new_value, new_grad = f(new)
            if new_value <= value - ENOUGH * step * (grad @ direction):
                break
            step /= 2
            yield theta, value
        s, y = new - theta, new_grad - grad
        if s @ y > 1e-12:  # uphill curvature: else the pair would mislead
            pairs = [*pairs, (s, y)][-memory:]
        theta, value, grad = new, new_value, new_grad


def newton_like(grad, pairs):
    """About H^-1 grad, from pairs (step s, change y of the gradient), y = H s (two loops)."""
    q, shares = grad.copy(), []
    if not pairs:
        return q / max(np.linalg.norm(grad), 1e-12)
    for s, y in reversed(pairs):
        shares.append(s @ q / (y @ s))
        q -= shares[-1] * y
    s, y = pairs[-1]
    q *= (s @ y) / (y @ y)
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        q += s * (share - y @ q / (y @ s))
    return q
