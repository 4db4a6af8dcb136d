"""What later lectures ask of overfitting: patience, the strength of noise, max-norm."""

import numpy as np

from dlcore import CONSTRAINTS, EarlyStopping

from ...questions.recalled import asked, numbers


def patience(rng):
    """Which epoch the rule stops at."""
    patience, best = int(rng.choice([2, 3, 5])), int(rng.integers(3, 8))
    rule = EarlyStopping(patience)
    losses = [*np.linspace(2, 1, best + 1), *np.full(10, 1.1)]
    over = [rule.observe(np.array([loss]), np.zeros((1, 1)))[0] for loss in losses]
    t = over.index(True)
    return asked(
        "A validation loss falls up to epoch {best} and never gets as low again. Patience is "
        "{patience}. After which epoch does the rule stop?",
        numbers(t, best, best + 2 * patience, best + patience + 2),
        "{patience} epochs in a row without a better value: epoch {t}.",
        **dict(best=best, patience=patience, t=t),
    )


def noise_as_ridge(rng):
    """lambda = n sigma^2."""
    n, sigma = int(rng.choice([50, 100, 200])), float(rng.choice([0.2, 0.5, 2]))
    strength = round(n * sigma**2, 6)
    return asked(
        "A linear fit of {n} examples sees its inputs with noise of standard deviation {sigma}. "
        "Which ridge penalty λ|w|² (beside the sum of squared errors) does the same?",
        numbers(strength, round(n * sigma, 6), sigma**2, 2 * strength),
        "λ = n σ² = {n} · {sigma}².",
        **dict(n=n, sigma=sigma),
    )


def max_norm(rng):
    """Shortened to the limit, the direction stays."""
    scale, limit = float(rng.choice([1, 2, 3])), float(rng.choice([1, 2, 2.5]))
    w = np.array([[3.0], [4.0]]) * scale
    new = CONSTRAINTS["max-norm"](w, limit=limit)[0, 0]
    return asked(
        "The weights into a unit are {a} and {b}; max-norm allows a length of {limit}. What does "
        "the first become?",
        numbers(round(float(new), 6), limit, round(float(w[0, 0] - limit), 6), round(limit / 2, 6)),
        "The length is {length}, so both are multiplied by {limit} / {length}.",
        **dict(a=w[0, 0], b=w[1, 0], limit=limit, length=5 * scale),
    )
