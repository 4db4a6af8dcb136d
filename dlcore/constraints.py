"""Limits: what weights may be after a step, and how large gradients may be before one.

A constraint is a function W (..., n_in, n_out) -> W allowed; column j holds the weights that
come into unit j, so norms run over axis -2. `constrained(net, "max-norm")` makes of it what
`descend(constrain=...)` takes, `clip_by_norm(1.0)` is what `descend(clip=...)` takes.
"""

from functools import partial

import numpy as np

from .checks import floats, numbers, require, said
from .lengths import shortened, to_length_one
from .registry import CONSTRAINTS


@CONSTRAINTS.add("max-norm")
def max_norm(W, limit=2.0):
    """Longer than limit: shortened to limit (Srebro & Shraibman 2005)."""
    W = floats("W", W)
    limit = numbers("limit", limit, above=0)
    return shortened(W, np.asarray(limit, W.dtype), -2)


@CONSTRAINTS.add("unit-norm")
def unit_norm(W):
    """Length 1, whatever it was; a unit whose weights are all 0 stays as it is."""
    return to_length_one(floats("W", W), -2)[0]


@CONSTRAINTS.add("non-negative")
def non_negative(W):
    """Negative weights become 0."""
    return np.maximum(W, 0)


def constrained(net, constraint):
    """theta (..., P) -> theta with `constraint`, a name or a function, put on every weight matrix.

    Biases and normalization parameters stay free. Another limit than the usual one:
    `constrained(net, partial(max_norm, limit=1.0))`, an array (K, 1, 1) for K runs.
    """
    require(hasattr(net, "weights"), "net", net, "a Net")
    good = callable(constraint) or isinstance(constraint, str)
    require(good, "constraint", constraint, "a function, or a name in CONSTRAINTS")
    allowed = constraint if callable(constraint) else CONSTRAINTS[constraint]
    return partial(projected, net=net, allowed=allowed)


def projected(theta, net, allowed):
    """theta (..., P) with every weight matrix replaced by what is allowed."""
    theta = theta.copy()
    for W in net.weights(theta):
        new = allowed(W)
        if getattr(new, "shape", None) != W.shape:
            came = said(new)
            raise ValueError(f"constraint must give an array of shape {W.shape}, not {came}")
        W[...] = new
    return theta


def clip_by_value(limit):
    """gradient (..., P) -> every entry cut to [-limit, limit]; may change the direction."""
    return partial(cut, limit=numbers("limit", limit, above=0))


def cut(grad, limit):
    """No entry larger than limit."""
    grad = floats("gradient", grad)
    most = np.asarray(limit, grad.dtype)
    return np.clip(grad, -most, most)


def clip_by_norm(limit):
    """gradient (..., P) -> shortened to length limit where a run's is longer; keeps the direction.

    limit: a number, or (K, 1) for K runs (Pascanu, Mikolov & Bengio 2013).

    >>> clip_by_norm(1.0)(np.array([30.0, -40.0])).tolist()
    [0.6, -0.8]
    """
    return partial(no_longer, limit=numbers("limit", limit, above=0))


def no_longer(grad, limit):
    """Shortened to limit."""
    grad = floats("gradient", grad)
    return shortened(grad, np.asarray(limit, grad.dtype))
