"""Losses: (outputs (..., B, C), target (B, C)) -> (value of each run (...), gradient (..., B, C)).

Values are sums over the C outputs and means over the batch, so the learning rate need not know
the batch size. Another margin: `functools.partial(hinge, margin=0.5)` under a name in LOSSES;
weights of classes: `functools.partial(weighted_cross_entropy, weights=(1, 5))` likewise.
"""

import numpy as np

from .activations import logistic
from .checks import array, floats, number, require
from .lengths import to_length_one
from .registry import LOSSES


def matched(outputs, target):
    """outputs and target as arrays of floats, which must have the same B and C, and B."""
    outputs, target = floats("outputs", outputs), floats("target", target)
    if outputs.shape[-2:] != target.shape[-2:] or target.ndim < 2:
        wanted = array("outputs", outputs, "(..., B, C)").shape[-2:]
        hint = "; one_hot(labels) has it" if target.ndim == 1 else ""
        raise ValueError(f"target must have shape {wanted}, not {target.shape}{hint}")
    if not outputs.shape[-2]:
        raise ValueError("target must hold at least one example, not 0")
    return outputs, target, outputs.shape[-2]


@LOSSES.add("mse")
def mse(outputs, target):
    """Half the squared distance: 1/B sum_b 1/2 |outputs_b - target_b|^2."""
    outputs, target, B = matched(outputs, target)
    e = outputs - target
    return 0.5 * (e * e).sum((-2, -1)) / B, e / B


@LOSSES.add("mae")
def mae(outputs, target):
    """Sum of distances: 1/B sum_b |outputs_b - target_b|_1; gradient 0 where they are equal."""
    outputs, target, B = matched(outputs, target)
    e = outputs - target
    return np.abs(e).sum((-2, -1)) / B, np.sign(e) / B


@LOSSES.add("cross-entropy")
def cross_entropy(logits, target):
    """Softmax and cross-entropy in one: -1/B sum_b target_b . log softmax(logits_b).

    The gradient at the logits is (p - target) / B: the exponentials cancel (source 4).
    """
    logits, target, B = matched(logits, target)
    z = logits - logits.max(-1, keepdims=True)
    e = np.exp(z)
    total = e.sum(-1, keepdims=True)
    surprise = np.where(target, np.log(total) - z, 0)  # 0 inf is 0: a class that is ruled out
    return (target * surprise).sum((-2, -1)) / B, (e / total - target) / B


def weighted_cross_entropy(logits, target, weights=1.0):
    """Cross-entropy in which rare classes count more: -1/B sum_b sum_c w_c t_bc log softmax_c.

    weights: v of each class, (C,), or one number; target may have any sum s (source 2: v(Z)). The
    gradient is (s_b p - w t_b) / B, s_b = sum_c w_c t_bc: of cross-entropy, where s is 1.
    """
    logits, target, B = matched(logits, target)
    weights = floats("weights", weights)
    good = weights.shape in ((), target.shape[-1:]) and (weights >= 0).all()
    require(good, "weights", weights, f"one number or {target.shape[-1]}, none of them negative")
    wanted = (weights * target).astype(target.dtype)
    z = logits - logits.max(-1, keepdims=True)
    e = np.exp(z)
    total = e.sum(-1, keepdims=True)
    surprise = np.where(wanted, np.log(total) - z, 0)
    pull = wanted.sum(-1, keepdims=True) * (e / total) - wanted
    return (wanted * surprise).sum((-2, -1)) / B, pull / B


@LOSSES.add("binary-cross-entropy")
def binary_cross_entropy(logits, target):
    """Sigmoid and cross-entropy in one, for C yes-or-no questions with target in [0, 1].

    -1/B sum_b sum_c t log a + (1 - t) log(1 - a), a = sigmoid(z) of the logit z, which is
    |z| (the share of t on the other side) + log(1 + e^-|z|). Gradient (a - t) / B, written as
    (1 - t) a - t (1 - a): of a logit that is nearly right it is small, but not 0.
    """
    logits, target, B = matched(logits, target)
    size, wrong = np.abs(logits), np.where(logits > 0, 1 - target, target)
    value = wrong * np.where(wrong, size, 0) + np.log1p(np.exp(-size))
    a, rest = logistic(logits)
    return value.sum((-2, -1)) / B, ((1 - target) * a - target * rest) / B


@LOSSES.add("hinge")
def hinge(outputs, target, margin=1.0):
    """1/B sum_b sum over wrong classes j of max(0, f_j - f_right + margin), target one-hot.

    Nothing is left to learn once the right output leads by the margin (Weston & Watkins 1999).
    The slope at 0 is 0.
    """
    outputs, target, B = matched(outputs, target)
    margin = number("margin", margin, least=0)
    excess = violations(outputs, target, margin)
    wrong = (excess > 0).astype(outputs.dtype)
    return excess.sum((-2, -1)) / B, balanced(wrong, target) / B


@LOSSES.add("squared-hinge")
def squared_hinge(outputs, target, margin=1.0):
    """1/B sum_b sum over wrong classes j of max(0, f_j - f_right + margin)^2, target one-hot."""
    outputs, target, B = matched(outputs, target)
    margin = number("margin", margin, least=0)
    excess = violations(outputs, target, margin)
    return (excess * excess).sum((-2, -1)) / B, balanced(2 * excess, target) / B


def violations(outputs, target, margin):
    """By how much each wrong class comes too near; 0 for the right one."""
    right = (outputs * target).sum(-1, keepdims=True)
    return (1 - target) * np.maximum(outputs - right + margin, 0)


def balanced(pull, target):
    """What pushes the wrong outputs down pushes the right one up by their sum."""
    return pull - target * pull.sum(-1, keepdims=True)


@LOSSES.add("kl")
def kl_divergence(logits, target):
    """1/B sum_b KL(target_b || softmax(logits_b)): cross-entropy minus the target's entropy.

    Its gradient is that of cross-entropy; its lowest value is 0. Each target row sums to 1.
    """
    logits, target, B = matched(logits, target)
    value, grad = cross_entropy(logits, target)
    known = target * np.log(np.where(target > 0, target, target.dtype.type(1)))
    return value + known.sum((-2, -1)) / B, grad


@LOSSES.add("cosine-proximity")
def cosine_proximity(outputs, target):
    """1/B sum_b (1 - cos(outputs_b, target_b)), in [0, 2]: only directions count.

    Outputs of 0 have cosine 0, and the gradient of outputs of length 1.
    """
    outputs, target, B = matched(outputs, target)
    (o, length), (t, _) = to_length_one(outputs), to_length_one(target)
    cos = (o * t).sum(-1, keepdims=True)
    length = np.where(length > 0, length, outputs.dtype.type(1))
    return (1 - cos).sum((-2, -1)) / B, (cos * o - t) / length / B


def distributions(y):
    """Whether each row of y (..., C) is a distribution over C classes."""
    return (y >= 0).all() and np.allclose(y.sum(-1), 1, atol=1e-4)


def shares(y):
    """Whether all of y are answers between no, 0, and yes, 1."""
    return ((y >= 0) & (y <= 1)).all()


def classes(y):
    """Whether each row of y (..., C) has a single 1."""
    return distributions(y) and (y.max(-1) == 1).all()


TARGETS = {  # what these losses ask of a target
    cross_entropy: (distributions, "rows of probabilities, which sum to 1"),
    kl_divergence: (distributions, "rows of probabilities, which sum to 1"),
    binary_cross_entropy: (shares, "between 0 and 1"),
    weighted_cross_entropy: (lambda y: (y >= 0).all(), "not negative"),
    hinge: (classes, "rows with a single 1, the others 0"),
    squared_hinge: (classes, "rows with a single 1, the others 0"),
}


def check_target(loss, y):
    """Raise ValueError if y (..., B, C) is no target for this loss."""
    asks = getattr(loss, "func", loss)  # that of functools.partial(hinge, margin=0.5)
    if asks in TARGETS:
        good, allowed = TARGETS[asks]
        require(good(y), "y", y, allowed)
