"""Both passes through a network, written out, with faults that can be planted in the way back.

Weights W (..., n_in, n_out) and biases b (..., 1, n_out) of each layer; leading axes are runs. The
last layer is linear, softmax and cross-entropy follow.
"""

import numpy as np

from ...losses import cross_entropy
from ...registry import ACTIVATIONS

HEALTHY, LAST_PATH, STALE, NO_SLOPE, AT_OUTPUT, NEVER = BUGS = (
    "healthy",
    "= for +=",
    "stale weights",
    "slope missing",
    "slope at the output",
    "never reset",
)


def forward(layers, x, activation):
    """layers [(W, b), ...], x (..., B, n) -> outputs of all columns, slopes of the hidden ones."""
    outs, slopes = [x], []
    for W, b in layers[:-1]:
        a, slope = ACTIVATIONS[activation](outs[-1] @ W + b)
        outs.append(a)
        slopes.append(slope)
    W, b = layers[-1]
    return [*outs, outs[-1] @ W + b], slopes


def cost(layers, x, y, activation):
    """Mean over the batch."""
    return cross_entropy(forward(layers, x, activation)[0][-1], y)[0]


def backward(layers, outs, slopes, y, activation, bug=HEALTHY, lr=0.0):
    """-> gradients [(dW, db), ...], and the gradient at each layer's outputs, with the fault.

    stale weights: the layer above takes its step of size lr before the error passes through it.
    """
    delta = cross_entropy(outs[-1], y)[1]
    found = []
    for layer in range(len(layers) - 1, -1, -1):
        dW, db = outs[layer].mT @ delta, delta.sum(-2, keepdims=True)
        found.insert(0, (dW, db))
        if layer:
            W = layers[layer][0]
            came = delta @ (W - lr * dW if bug == STALE else W).mT
            if bug == LAST_PATH:  # a unit's last path overwrites what the others brought
                came = delta[..., -1:] * W[..., :, -1][..., None, :]
            slope = slopes[layer - 1]
            if bug == AT_OUTPUT:
                slope = ACTIVATIONS[activation](outs[layer])[1]
            delta = came if bug == NO_SLOPE else slope * came
    return found


def started(rngs, sizes, spread=1.0):
    """First layers of each of K runs, stacked: weights with variance spread / n_in, biases 0."""
    made = []
    for n, m in zip(sizes, sizes[1:], strict=False):
        W = np.stack([rng.standard_normal((n, m)) for rng in rngs]) * np.sqrt(spread / n)
        made.append((W, np.zeros((len(rngs), 1, m))))
    return made
