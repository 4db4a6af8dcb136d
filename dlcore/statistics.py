"""What goes on inside a network: plain functions of a forward and a backward pass.

    outputs, backward = net.forward(theta, x)
    gradient, deltas = backward(dy)

theta (..., P), outputs of each layer (..., B, n). Results have one entry for each layer, or for
each weight matrix or activation layer, in the order of the network; then come the runs.
"""

import numpy as np

from .checks import array, floats, number, require
from .layers import Activation, Dense, Maxout, asked
from .network import check_net
from .registry import ACTIVATIONS


def of_layers(outputs):
    """Outputs (..., B, n) of at least one layer, as arrays of floats."""
    good = isinstance(outputs, list | tuple) and len(outputs) > 0
    require(good, "outputs", outputs, "a list with the outputs of at least one layer")
    return [array(f"outputs[{i}]", y, "(..., B, n)") for i, y in enumerate(outputs)]


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged, nan is the answer
def moments(outputs):
    """Outputs of L layers -> mean, standard deviation over examples and units, (L, ...) each."""
    outputs = of_layers(outputs)
    means = [y.mean((-2, -1), float) for y in outputs]
    return np.stack(means), np.stack([y.std((-2, -1), float) for y in outputs])


def histograms(outputs, bins=50, span=None):
    """Outputs of L layers -> counts (L, bins) and edges (bins + 1,), the same for all layers.

    span (low, high); None: from the lowest to the highest finite output of all layers.
    """
    bins = number("bins", bins, whole=True, least=1)
    finite = [y[np.isfinite(y)] for y in of_layers(outputs)]
    if span is None:
        low = min((y.min() for y in finite if y.size), default=0)
        span = low, max((y.max() for y in finite if y.size), default=1)
    edges = np.histogram_bin_edges([], bins, span)
    return np.stack([np.histogram(y, edges)[0] for y in finite]), edges


@np.errstate(over="ignore")
def rms(a, axis=-1):
    """Root of the mean square along the axis; in float64, where squares of float32 fit."""
    return np.sqrt(np.square(a, dtype=float).mean(axis))


def matrices(net, theta):
    """theta or gradient (..., P) -> the entries of each layer's matrix (..., n).

    Of weight normalization that is v, of which the direction counts.
    """
    check_net("net", net)
    theta = array("theta", theta, "(..., P)", P=net.size)
    pairs = zip(net.layers, net.places, strict=True)
    return [theta[..., own[name][0]] for layer, own in pairs for name in layer.matrices]


def gradient_sizes(net, grad):
    """Gradient (..., P) -> root mean square of dL/dW of each weight matrix, (matrices, ...)."""
    return np.stack([rms(part) for part in matrices(net, grad)])


def delta_sizes(deltas, dy):
    """Root mean square of dL/dy, y the output of each of L layers, (L, ...): how L feels it.

    deltas as `backward` returns them (gradients at inputs), dy as it was given to it.
    """
    return np.stack([rms(asked(d), (-2, -1)) for d in [*deltas[1:], dy]])


def weight_movement(net, theta, start):
    """|W - W_start| / |W_start| of each weight matrix, (matrices, ...): how much was learned.

    inf for a matrix that started as 0 and has moved.
    """
    pairs = zip(matrices(net, theta), matrices(net, start), strict=True)
    return np.stack([ratio(rms(now - then), rms(then)) for now, then in pairs])


@np.errstate(divide="ignore")
def ratio(size, to):
    """size / to, for size 0 always 0."""
    return size / np.where(size != 0, to, 1)


def bends(net, outputs, x):
    """[(name, z (..., B, n)), ...]: each activation layer of the net and what comes into it."""
    inputs = [x, *outputs]
    pairs = zip(net.layers, inputs, strict=False)
    return [(layer.name, z) for layer, z in pairs if isinstance(layer, Activation)]


def dead_share(net, outputs, x):
    """Share of units with z <= 0 for all examples, (activations, ...).

    A ReLU that never is active has gradient 0 for every example, and never learns again.
    """
    return np.stack([(z <= 0).all(-2).mean(-1) for _, z in bends(net, outputs, x)])


def saturated_share(net, outputs, x, below=0.1):
    """Share of (example, unit) pairs on a flat end of sigmoid or tanh, (activations, ...).

    Flat: a slope less than `below` times the slope at 0, which is the largest.
    """
    below, shares = number("below", below, above=0), []
    for name, z in bends(net, outputs, x):
        slope, most = ACTIVATIONS[name](z)[1], ACTIVATIONS[name](np.zeros(1))[1]
        shares.append((slope < below * most).mean((-2, -1)))
    return np.stack(shares)


def nudged(net, theta, matrix, weight, amount):
    """theta (..., P) with `amount` added to one weight (i, j) of one matrix, from i to unit j.

    weight (slice(None), j): to all that come into unit j.
    """
    theta = theta.copy()
    net.weights(theta)[matrix][..., *weight] += amount
    return theta


def ripple(net, theta, other, x):
    """How far other weights move each layer's outputs, (L, ...): from the first to the last.

    Root mean square over examples of the length |y' - y|.
    """
    pairs = zip(net.forward(theta, x)[0], net.forward(other, x)[0], strict=True)
    return np.stack([rms(np.linalg.norm(after - before, axis=-1)) for before, after in pairs])


def active_units(net, theta, x):
    """theta (..., P), x (..., B, n_in) -> z > 0 for every activation unit, (..., B, units)."""
    check_net("net", net)
    x = floats("x", x)
    outputs, _ = net.forward(theta, x)
    return np.concatenate([z > 0 for _, z in bends(net, outputs, x)], -1)


def regions(net, theta, x):
    """theta (P,), x (N, n_in) -> the number of the linear region each point lies in, (N,).

    Points with the same active units share a region: there a ReLU network is linear. Regions are
    numbered from 0, so on a grid the count is max + 1 (Montufar et al. 2014).
    """
    packed = np.packbits(active_units(net, theta, x), -1)
    return np.unique(packed, axis=0, return_inverse=True)[1]


def thin_linear(net, theta, x):
    """The linear network that a net is for each input: x W + b = net.predict(theta, x).

    theta (P,), x (B, n_in) -> W (B, n_in, n_out), b (B, 1, n_out): the product of the weights
    W1 D1 W2 D2 ... with D = diag(z > 0), which removes the ReLU units that are not active; of
    maxout units the winning pieces alone are left (source 1).
    """
    check_net("net", net)
    x = array("x", x, "(B, n_in)", n_in=net.widths[0])
    inputs = [x, *net.forward(theta, x)[0]]
    n = x.shape[-1]
    W, b = np.eye(n, dtype=x.dtype)[None], np.zeros((1, 1, n), x.dtype)
    for layer, p, z in zip(net.layers, net.views(theta), inputs, strict=False):
        if layer == Activation("relu"):
            active = (z > 0)[:, None, :]
            W, b = W * active, b * active
        elif isinstance(layer, Dense):
            W, b = W @ p["W"], b @ p["W"] + p["b"]
        elif isinstance(layer, Maxout):
            won = (layer.winners(p, z) == np.arange(layer.k)[:, None, None]).astype(z.dtype)
            own = np.einsum("kbj,kij->bij", won, p["W"])
            W, b = W @ own, b @ own + np.einsum("kbj,kij->bij", won, p["b"])
        else:
            raise ValueError(f"net must have dense, maxout and ReLU layers only, not {layer}")
    return W, b


def co_adaptation(h):
    """Hidden outputs (..., B, n) -> mean |correlation| of two different units, (...).

    0: every unit has its own view; 1: all say the same. Constant units have correlation 0.
    """
    h = array("h", h, "(..., B, n)")
    n = h.shape[-1]
    require(n >= 2, "h", h.shape, "outputs of at least 2 units, a shape (..., B, n)")
    h = h - h.mean(-2, keepdims=True)
    length = np.linalg.norm(h, axis=-2, keepdims=True)
    h = h / np.where(length > 0, length, 1)
    corr = np.abs(h.mT @ h) * (1 - np.eye(n, dtype=h.dtype))
    return corr.sum((-2, -1)) / (n * (n - 1))
