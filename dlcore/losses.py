"""Losses: (outputs (..., B, C), target (B, C)) -> (value of each run (...), gradient (..., B, C)).

Values are means over the batch, so the learning rate need not know the batch size.
"""

import numpy as np

from .registry import LOSSES


@LOSSES.add("mse")
def mse(outputs, target):
    """Half the squared distance: 1/B sum_b 1/2 |outputs_b - target_b|^2."""
    e = outputs - target
    B = outputs.shape[-2]
    return 0.5 * (e * e).sum((-2, -1)) / B, e / B


@LOSSES.add("cross-entropy")
def cross_entropy(logits, target):
    """Softmax and cross-entropy in one: -1/B sum_b target_b . log softmax(logits_b).

    The gradient at the logits is (p - target) / B: the exponentials cancel (lecture 4).
    """
    z = logits - logits.max(-1, keepdims=True)
    e = np.exp(z)
    total = e.sum(-1, keepdims=True)
    B = logits.shape[-2]
    return -(target * (z - np.log(total))).sum((-2, -1)) / B, (e / total - target) / B
