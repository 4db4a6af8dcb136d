"""Information, in bits (base 2), nats (base e) or decimal digits (base 10).

p and q are distributions along the last axis: not negative, sum 1. 0 log 0 counts as 0.
"""

import numpy as np

from .checks import array, inside, number, require


def surprise(p, base=2):
    """log(1 / p): the information in an event of probability p; inf for p = 0."""
    p, base = array("p", p, "(...)"), float(number("base", base, above=1))
    inside("p", p, least=0, most=1)
    with np.errstate(divide="ignore"):
        return 0.0 - np.log(p) / np.log(base)  # -0.0 would be the surprise of what is sure


def cross_entropy_of(p, q, base=2):
    """-sum p log q (..., n) -> (...): mean surprise of who believes q where p holds."""
    p, q = distribution("p", p), distribution("q", q)
    require(p.shape[-1] == q.shape[-1], "q", q.shape, f"of the shape of p, {p.shape}")
    return (p * surprise(np.where(p > 0, q, 1), base)).sum(-1)


def distribution(name, p):
    """p (..., n) as an array, if it is not negative and its rows sum to 1."""
    p = array(name, p, "(..., n)")
    total = p.sum(-1)
    require(p >= 0, name, p, "probabilities, which are not negative")
    require(np.abs(total - 1) < 1e-4, name, total, "probabilities whose sum is 1")
    return p


def entropy(p, base=2):
    """-sum p log p: mean surprise; at most log n, for equal probabilities.

    >>> entropy([0.5, 0.25, 0.25]).item()
    1.5
    """
    return cross_entropy_of(p, p, base)


def kl_of(p, q, base=2):
    """sum p log(p / q) = cross-entropy - entropy: never negative, 0 only for q = p."""
    return cross_entropy_of(p, q, base) - entropy(p, base)


def with_share(p, i):
    """p (n,) with sum 1 again after number i was set: the others keep their proportions.

    Rounded to three decimals, as numbers that are dragged are.

    >>> with_share((0.2, 0.5, 0.4), 1)  # the last was 0.3
    (0.167, 0.5, 0.333)
    """
    p = array("p", p, "(n)")
    require(len(p) > 1 and np.isfinite(p).all(), "p", p, "at least two finite numbers")
    i = number("i", i, whole=True, least=0, most=len(p) - 1)
    share = np.clip(p[i], 0, 1)
    others = np.delete(p, i)
    total = others.sum()
    others = others / total if total > 0 else np.full(len(others), 1 / len(others))
    return tuple(np.insert((1 - share) * others, i, share).round(3).tolist())
