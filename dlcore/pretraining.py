"""Greedy layer-wise pre-training: every hidden layer first learns its inputs, without labels."""

from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from .activations import sigmoid
from .checks import array, function, number, require
from .layers import Activation, Dense
from .network import check_net, mlp
from .optimizers import Momentum
from .seeding import generator
from .training import Objective, batches, descend


@dataclass
class RBM:
    """A restricted Boltzmann machine as an objective: f(theta) -> (error, -CD-1 statistics).

    Visible v in [0, 1] (n), hidden h in {0, 1} (m), energy -v W h - a v - b h. Contrastive
    divergence (Hinton 2002): h drawn from p(h | v), v' = p(v | h), then dW = <v p(h | v)> -
    <v' p(h | v')>, likewise a and b; no gradient of any function, yet `descend` can follow it.
    theta (P,) holds W (n, m), b (m), a (n); value: mean squared error |v - v'|^2 / 2.
    """

    x: np.ndarray
    m: int
    batch: int | None = None
    seed: Any = 0

    def __post_init__(self):
        self.x = array("x", self.x, "(N, n)")
        self.m = number("m", self.m, whole=True, least=1)
        self.rows = batches(len(self.x), self.batch, generator(self.seed, stream=1))
        self.rng = generator(self.seed, stream=2)

    def parts(self, theta):
        """theta -> W, b, a."""
        n, m = self.x.shape[1], self.m
        return theta[: n * m].reshape(n, m), theta[n * m : n * m + m], theta[n * m + m :]

    def __call__(self, theta):
        """The next batch's error and direction."""
        W, b, a = self.parts(theta)
        v = self.x[next(self.rows)]
        p = sigmoid(v @ W + b)[0]
        h = (self.rng.random(p.shape, p.dtype) < p).astype(p.dtype)
        v1 = sigmoid(h @ W.T + a)[0]
        p1 = sigmoid(v1 @ W + b)[0]
        grad = np.zeros_like(theta)
        dW, db, da = self.parts(grad)
        dW[...], db[...], da[...] = (v1.T @ p1 - v.T @ p), (p1 - p).sum(0), (v1 - v).sum(0)
        return 0.5 * ((v - v1) ** 2).sum(1).mean(), grad / len(v)


def log_odds(x):
    """log p / (1 - p) of the mean p of each input (N, n) -> (n,), cut to 1 % ... 99 %.

    As first bias of what is to be like x: then only what differs from the mean is left to learn
    (Hinton 2010). From 0, all weights first learn to say how dark images are.
    """
    p = x.mean(0).clip(0.01, 0.99)
    return np.log(p / (1 - p))


def rbm(x, W, updates, lr, batch, rng):
    """x (N, n) in [0, 1], first weights W (n, m) -> yields W (n, m), b (m,) after each update."""
    m = W.shape[1]
    f = RBM(x, m, batch, rng)
    theta = np.concatenate([W.ravel(), np.zeros(m, W.dtype), log_odds(x)])
    for step in steps(updates, f, theta, lr):
        yield f.parts(step.theta)[:2]


def autoencoder(x, W, updates, lr, batch, rng):
    """The same of an autoencoder n-m-n of sigmoids, whose target is its input."""
    net = mlp(*W.shape, len(W), activation="sigmoid")
    theta = net.init(rng, W.dtype)
    inner, _, outer = net.views(theta)
    inner["W"][...], outer["b"][...] = W, log_odds(x)
    f = Objective(net, "binary-cross-entropy", x, x, batch, rng)
    for step in steps(updates, f, theta, lr):
        p = net.views(step.theta)[0]
        yield p["W"], p["b"][0]


def steps(updates, f, theta, lr):
    """The first steps of momentum, from before the first update to after the last."""
    return islice(descend(f, theta, Momentum(), lr), updates + 1)


def last(source):
    """The last thing that a source yields."""
    return deque(source, maxlen=1).pop()


def pretrain(net, theta, x, learn=rbm, epochs=5, lr=0.02, batch=20, seed=0):
    """theta (P,), inputs x (N, n_in) in [0, 1] -> theta with pre-trained hidden layers.

    net: `mlp(..., activation="sigmoid")`. From the first hidden layer to the last, each becomes
    what `learn` (`rbm` or `autoencoder`) makes of the outputs of the one before; the output layer
    stays as it is (Hinton et al. 2006, Bengio et al. 2007).
    """
    return last(pretraining(net, theta, x, learn, epochs, lr, batch, seed))[1]


def pretraining(net, theta, x, learn=rbm, epochs=5, lr=0.02, batch=20, seed=0):
    """`pretrain` update by update: yields the number of the layer from 0, and theta as it is.

    The layer that is learning is written into theta after each update.
    """
    check_net("net", net)
    x = array("x", x, "(N, n_in)", n_in=net.widths[0])
    theta = array("theta", theta, "(P)", P=net.size)
    epochs = number("epochs", epochs, whole=True, least=0)
    batch = number("batch", batch, whole=True, least=1)
    function("learn", learn, *"x W updates lr batch rng".split())
    hidden = net.layers[:-1]
    pairs = zip(hidden[::2], hidden[1::2], strict=False)
    good = all(isinstance(d, Dense) and a == Activation("sigmoid") for d, a in pairs)
    good = good and len(hidden) > 0 and len(hidden) % 2 == 0
    require(good, "net", net, "hidden layers of sigmoids and an output layer")
    require((x >= 0) & (x <= 1), "x", f"{x.min():.3g} to {x.max():.3g}", "between 0 and 1")
    theta, rng = theta.copy(), generator(seed, stream=15)
    updates = epochs * -(-len(x) // batch)
    for layer, p in enumerate(net.views(theta)[:-1:2]):
        for W, b in learn(x, p["W"].copy(), updates, lr, batch, rng):
            p["W"][...], p["b"][...] = W, b
            yield layer, theta
        x = sigmoid(x @ p["W"] + p["b"])[0]


def shuffled(net, theta, seed=0):
    """theta (P,) with the entries of each weight matrix in another order: the control.

    It keeps how large the weights are and forgets what they say. What a net gains with these is
    owed to the scale of its weights, not to the features that were learned.
    """
    theta, rng = theta.copy(), generator(seed, stream=16)
    for W in net.weights(theta):
        W[...] = rng.permutation(W.ravel()).reshape(W.shape)
    return theta
