"""Other gradients than that of a batch's loss with respect to theta."""

import numpy as np

from .checks import array, rows
from .layers import asked
from .losses import check_target
from .network import check_net
from .registry import LOSSES


def settled(net, loss, x, y, shape):
    """x and y as a network and a loss want them."""
    check_net("net", net)
    x = array("x", x, shape, n_in=net.widths[0])
    y = rows("y", y, x.shape[-2], net.widths[-1])
    check_target(LOSSES[loss], y)
    return x, y


def per_example_gradients(net, loss, theta, x, y):
    """theta (P,), x (B, n_in), y (B, C) -> losses (B,), gradients (B, P).

    Each example is a batch of one for its own copy of theta: the axis of runs serves examples.
    The mean of the gradients is the gradient of the batch.
    """
    x, y = settled(net, loss, x, y, "(B, n_in)")
    copies = np.repeat(array("theta", theta, "(P)", P=net.size)[None], len(x), 0)
    outputs, backward = net.forward(copies, x[:, None])
    values, dy = LOSSES[loss](outputs[-1], y[:, None])
    return values, backward(dy)[0]


def input_gradient(net, loss, theta, x, y):
    """theta (..., P), x (..., B, n_in), y (B, C) -> value (...), gradient (..., B, n_in).

    The gradient of the batch's mean loss with respect to the inputs: which pixels would have to
    change. Row b is 1/B of the gradient of example b.
    """
    x, y = settled(net, loss, x, y, "(..., B, n_in)")
    outputs, backward = net.forward(theta, x)
    value, dy = LOSSES[loss](outputs[-1], y)
    return value, asked(backward(dy)[1][0])
